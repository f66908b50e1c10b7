import t from 'tap';
import { parseXml } from '../../../cib/xml/parse.js';
import { likenessOf } from '../../../shell/syntax/likeness.js';
import { Sheet } from '../../../shell/syntax/show.js';
import { fc } from '../../harness/property.js';

const likeness = (xml: string) => likenessOf(parseXml(xml));

t.test('objects that differ in names and values are alike', async (t) => {
  const primitive = (id: string, value: string) =>
    `<primitive id="${id}" class="ocf" provider="heartbeat" type="T"><instance_attributes id="${id}-i"><nvpair id="${id}-i-x" name="x" value="${value}"/></instance_attributes></primitive>`;
  t.equal(likeness(primitive('a', '1')), likeness(primitive('b', 'two words')));
  t.not(likeness(primitive('a', '1')), likeness(primitive('a', 'back\\slash')));
  t.not(likeness(primitive('a', '1')), likeness(primitive('a b', '1')));
  const order = (more: string) => `<rsc_order id="o" first="a" then="b"${more}/>`;
  t.not(likeness(order(' kind="Optional"')), likeness(order(' kind="Serialize"')));
  t.not(likeness(order('')), likeness(order(' foo="a"')));
});

t.test('what is not that simple has no likeness', async (t) => {
  for (const xml of [
    '<node id="1" uname="a"/>',
    '<rsc_location id="l" rsc="a"><rule id="r"/></rsc_location>',
    '<primitive id="a" type="T"><!-- c --></primitive>',
    '<primitive id="a" type="T"><meta_attributes id-ref="x"/></primitive>',
  ])
    t.equal(likeness(xml), undefined, xml);
});

/** Resources and constraints out of words that are easily mistaken for something else. */
const word = fc.constantFrom('a', 'b1', 'meta', 'Params', 'op', 'x y', '1', '', '$id', '@a', 'é', 'a:b', 'a=b', 'rule');
const value = fc.constantFrom('1', '', 'two words', 'Master', 'a\\b', '"', "'", 'meta', 'a:', '=', 'é', '#x', '{');
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const attributes = (pairs: Record<string, string>) =>
  Object.entries(pairs)
    .map(([name, text]) => ` ${name}="${escaped(text)}"`)
    .join('');

const nvpair = fc.record(
  { id: word, name: fc.oneof(word, fc.constant('target-role')), value },
  { requiredKeys: ['id'] },
);
const set = fc
  .tuple(fc.constantFrom('instance_attributes', 'meta_attributes', 'utilization'), fc.array(nvpair, { maxLength: 3 }))
  .map(([name, pairs]) => `<${name} id="s">${pairs.map((pair) => `<nvpair${attributes(pair)}/>`).join('')}</${name}>`);
const op = fc
  .record({ id: word, name: fc.constantFrom('monitor', 'start'), interval: value, timeout: value, role: value })
  .map((pairs) => `<operations><op${attributes(pairs)}/></operations>`);
const primitive = fc
  .tuple(
    fc.record({ id: word, class: fc.constantFrom('ocf', 'systemd', 'lsb'), type: word }),
    fc.array(fc.oneof(set, op), { maxLength: 3 }),
  )
  .map(([head, inner]) => `<primitive${attributes(head)}>${inner.join('')}</primitive>`);
const container = fc
  .tuple(fc.constantFrom('group', 'clone'), word, fc.array(primitive, { minLength: 1, maxLength: 2 }), fc.array(set))
  .map(([name, id, members, sets]) => `<${name} id="${escaped(id)}">${sets.join('')}${members.join('')}</${name}>`);
const constraint = fc.oneof(
  fc
    .record({ id: word, rsc: word, node: word, score: value }, { requiredKeys: ['id'] })
    .map((pairs) => `<rsc_location${attributes(pairs)}/>`),
  fc
    .tuple(word, word, word, value)
    .map(
      ([id, a, b, kind]) => `<rsc_order${attributes({ id, first: a })} then="${escaped(b)}"${attributes({ kind })}/>`,
    ),
  fc
    .record({ id: word, rsc: word, 'with-rsc': word, score: value }, { requiredKeys: ['id'] })
    .map((pairs) => `<rsc_colocation${attributes(pairs)}/>`),
);

t.test('looking at what objects are like never changes how they are shown', async () => {
  const cib = fc
    .tuple(
      fc.array(fc.oneof(primitive, container), { minLength: 2, maxLength: 8 }),
      fc.array(constraint, { maxLength: 6 }),
    )
    .map(
      ([resources, constraints]) =>
        `<cib validate-with="pacemaker-3.9"><configuration><resources>${resources.join('')}</resources><constraints>${constraints.join('')}</constraints></configuration></cib>`,
    );
  fc.assert(
    fc.property(cib, (xml) => {
      const root = parseXml(xml);
      const together = new Sheet(root);
      for (const object of together.sorted()) {
        // A sheet of its own has seen nothing like it.
        const alone = new Sheet(root);
        const twin = alone.objects.find(({ element }) => element === object.element);
        if (twin && together.text(object) !== alone.text(twin)) return false;
      }
      return true;
    }),
    { numRuns: 500 },
  );
});
