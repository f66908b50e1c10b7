import t from 'tap';
import { CibError } from '../../../cib/result/error.js';
import { equal } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serialize, serializePretty } from '../../../cib/xml/serialize.js';

const SAMPLE = `<cib epoch="1" a="&lt;&quot;&#x0A;é">
  <!-- kept -->
  <configuration>
    <crm_config/>
  </configuration>
</cib>
`;

t.test('what is printed is what was parsed', async (t) => {
  const root = parseXml(SAMPLE);
  t.equal(serializePretty(root), SAMPLE);
  t.equal(root.get('a'), '<"\né');
  t.ok(equal(root, parseXml(serialize(root)), true));
  t.ok(equal(root, root.clone(), true));
  t.equal(root.child('configuration')?.line, 3);
});

t.test('tree edits keep order and parents', async (t) => {
  const root = parseXml('<a><b id="1"/><c/><b id="2"/></a>');
  t.equal(root.child('b', '2')?.id, '2');
  root.child('b', '1')?.remove();
  t.equal(serialize(root), '<a><c/><b id="2"/></a>');
  root.set('x', '1').set('y', '2').set('x', '3');
  t.ok(root.unset('y'));
  t.notOk(root.unset('y'));
  t.equal(serialize(root), '<a x="3"><c/><b id="2"/></a>');
  t.same(
    [...root.walk()].map(({ name }) => name),
    ['a', 'c', 'b'],
  );
});

const REFUSED: [name: string, text: string, message: RegExp, line?: number][] = [
  ['unclosed element', '<a>\n<b></a>', /unclosed tag|unmatched|unexpected close tag/i, 2],
  ['attribute twice', '<a x="1" x="2"/>', /duplicate attribute/i, 1],
  ['nothing', '', /./],
  ['text only', 'hello', /./],
  ['two roots', '<a/><b/>', /./, 1],
  ['external entity', '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', /DOCTYPE/],
  ['entity bomb', '<!DOCTYPE a [<!ENTITY e "eeee"><!ENTITY f "&e;&e;">]><a>&f;</a>', /DOCTYPE/],
  ['undefined entity', '<a x="&nope;"/>', /entity/i, 1],
  ['control character', '<a x="\u0001"/>', /disallowed character/i, 1],
  ['too deep', '<a>'.repeat(300) + '</a>'.repeat(300), /nested deeper than 256/],
];

for (const [name, text, message, line] of REFUSED) {
  t.test(`refused: ${name}`, async (t) => {
    try {
      parseXml(text);
      t.fail('accepted');
    } catch (error) {
      t.ok(error instanceof CibError, String(error));
      t.match((error as CibError).message, message);
      if (line !== undefined) t.equal((error as CibError).place.line, line);
    }
  });
}

t.test('too large is refused before it is read', async (t) => {
  t.throws(() => parseXml('<a/>', { maxLength: 3, maxDepth: 2 }), /larger than 3 characters/);
});
