import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { DEFAULT_LIMITS, parseAny } from '../../../cib/xml/parse.js';
import { parsePlain } from '../../../cib/xml/plain.js';
import { fc } from '../../harness/property.js';

/** Everything a tree holds, lines included. */
function shape(element: Element): unknown {
  const { name, line, flat, children } = element;
  return [name, line, flat, children.map((child) => (child.kind === 'element' ? shape(child) : child.kind))];
}

function shapeByAny(text: string): unknown {
  try {
    return shape(parseAny(text, DEFAULT_LIMITS));
  } catch (error) {
    if (error instanceof CibError) return undefined;
    throw error;
  }
}

t.test('takes what is plain', async (t) => {
  const texts = [
    '<a/>',
    '<a></a>',
    ' <a x="1" y=\'2\' ><b\n  z="3"/> <b z=""/>\n</a >\n',
    '<a\r\n b="c"/>',
    '<A.b-c_1 _x="  two  words "><d><e/></d></A.b-c_1>',
    '<a b="&lt;&gt;&amp;&quot;&apos;" c="&amp;lt; a&amp;&amp;b"/>',
    // Tags like earlier ones, and not quite
    '<a><b x="1" y="2"/><b x="&lt;3" y=""></b><b y="4" x="5"/><b x=\'6\' y="7"/><b\nx="8"\n\ny="9"/><b/></a>',
    '<a><b x.y="1"/><b xzy="2"/></a>',
  ];
  for (const text of texts) {
    const tree = parsePlain(text, 256);
    t.ok(tree, text);
    t.same(tree && shape(tree), shapeByAny(text), text);
  }
});

t.test('leaves the rest to the parser of all of XML', async (t) => {
  const texts = [
    ...['', '  ', 'a', '<', '<a', '<a>', '<a/', '<a/>x', '<a/><b/>', '<a></b>', '<a></aa>', '</a>', '<1/>', '<a b/>'],
    ...[
      '<a b=c/>',
      '<a b="1" b="2"/>',
      '<a b="1"c="2"/>',
      '<a b="<"/>',
      '<a b="&#60;"/>',
      '<a b="&x;"/>',
      '<a b="&lt"/>',
      '<a b="& lt;"/>',
      '<a b="&"/>',
      '<a b="\t"/>',
      '<a b="é"/>',
    ],
    ...[
      '<a>text</a>',
      '<!-- c --><a/>',
      '<a><!-- c --></a>',
      '<?xml version="1.0"?><a/>',
      '<!DOCTYPE a><a/>',
      '<a:b/>',
    ],
    ...[
      '<a><b x="1"/><b x="&#60;"/></a>',
      '<a><b x="1"/><b x="1" x="1"/></a>',
      '<a><b x="1"/><b x="<"/></a>',
      '<a><b x="1"/><b x="é"/></a>',
    ],
    ...['<a><![CDATA[x]]></a>', '<a\r b="c"/>', '< a/>', '<a / >'],
  ];
  for (const text of texts) t.equal(parsePlain(text, 256), undefined, text);
  t.equal(parsePlain('<a><b><c/></b></a>', 2), undefined, 'too deep');
  t.ok(parsePlain('<a><b><c/></b></a>', 3));
});

t.test('never says anything else than the parser of all of XML', async (t) => {
  const token = fc.constantFrom(
    ...[
      '<a',
      '<b1',
      '</a>',
      '</b1>',
      '>',
      '/>',
      ' ',
      '\n',
      ' x="1"',
      " y='2'",
      '="',
      '"',
      '&amp;',
      ' z="&lt;1&amp;"',
      ' z="&no;"',
      '<',
      '/',
      'é',
      '\r',
    ],
    ...[' x=', '<!--', '-->', ']]>', '\u0000'],
  );
  const text = fc.array(token, { maxLength: 14 }).map((tokens) => tokens.join(''));
  fc.assert(
    fc.property(text, (input) => {
      const tree = parsePlain(input, 256);
      if (tree) t.same(shape(tree), shapeByAny(input), input);
    }),
    { numRuns: 20_000 },
  );
});

const corpus = join(process.cwd(), '..', 'shared', 'conformance', 'scheduler', 'xml');
t.test('real CIBs', { skip: !existsSync(corpus) }, async (t) => {
  let plain = 0;
  for (const name of readdirSync(corpus).filter((file) => file.endsWith('.xml'))) {
    const text = readFileSync(join(corpus, name), 'utf8');
    const tree = parsePlain(text, 256);
    if (!tree) continue;
    plain++;
    t.same(shape(tree), shapeByAny(text), name);
  }
  t.ok(plain > 100, `${plain} of them are plain`);
});
