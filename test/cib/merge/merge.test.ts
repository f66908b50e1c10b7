import fc from 'fast-check';
import t from 'tap';
import { merge } from '../../../cib/merge/merge.js';
import { equal } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serialize } from '../../../cib/xml/serialize.js';

/** A merge of three texts: the result, and where it is in conflict. */
function merged(base: string, mine: string, theirs: string, prefer?: 'mine' | 'theirs') {
  const { element, conflicts } = merge(parseXml(base), parseXml(mine), parseXml(theirs), prefer ? { prefer } : {});
  return {
    text: serialize(element),
    conflicts: conflicts.map(({ path, attribute }) => (attribute ? `${path}/@${attribute}` : path)),
  };
}

const r = (inner: string) => `<r>${inner}</r>`;
const p = (id: string, attributes = '', inner = '') => `<p id="${id}"${attributes}>${inner}</p>`.replace('></p>', '/>');

const CLEAN: readonly (readonly [name: string, base: string, mine: string, theirs: string, result: string])[] = [
  ['nothing changed', r(p('a')), r(p('a')), r(p('a')), r(p('a'))],
  ['mine', r(p('a')), r(p('a', ' x="1"')), r(p('a')), r(p('a', ' x="1"'))],
  ['theirs', r(p('a')), r(p('a')), r(p('a', ' x="1"')), r(p('a', ' x="1"'))],
  ['both the same', r(p('a')), r(p('a', ' x="1"')), r(p('a', ' x="1"')), r(p('a', ' x="1"'))],
  [
    'different attributes',
    r(p('a', ' x="0" y="0"')),
    r(p('a', ' x="1" y="0"')),
    r(p('a', ' x="0" y="1"')),
    r(p('a', ' x="1" y="1"')),
  ],
  ['an attribute goes', r(p('a', ' x="0"')), r(p('a')), r(p('a', ' x="0" y="1"')), r(p('a', ' y="1"'))],
  ['additions of both', r(p('a')), r(p('a') + p('m')), r(p('a') + p('t')), r(p('a') + p('m') + p('t'))],
  ['a deletion', r(p('a') + p('b')), r(p('b')), r(p('a') + p('b', ' x="1"')), r(p('b', ' x="1"'))],
  ['a deletion of both', r(p('a') + p('b')), r(p('b')), r(p('b')), r(p('b'))],
  [
    'a new order',
    r(p('a') + p('b') + p('c')),
    r(p('c') + p('a') + p('b')),
    r(p('a') + p('b') + p('c') + p('d')),
    r(p('c') + p('d') + p('a') + p('b')),
  ],
  [
    'what I put into a new container and they changed',
    r(p('a')),
    `<r><g id="g">${p('a')}</g></r>`,
    r(p('a', ' x="1"')),
    `<r><g id="g">${p('a', ' x="1"')}</g></r>`,
  ],
  [
    'a container goes whose member I changed',
    `<r><g id="g">${p('a')}</g></r>`,
    `<r><g id="g">${p('a', ' x="1"')}</g></r>`,
    r(p('a')),
    r(p('a', ' x="1"')),
  ],
  [
    'what I moved and they changed',
    `<r>${p('a')}<g id="g"/></r>`,
    `<r><g id="g">${p('a')}</g></r>`,
    `<r>${p('a', ' x="1"')}<g id="g"/></r>`,
    `<r><g id="g">${p('a', ' x="1"')}</g></r>`,
  ],
  [
    'what they moved and I changed',
    `<r>${p('a')}<g id="g"/></r>`,
    `<r>${p('a', ' x="1"')}<g id="g"/></r>`,
    `<r><g id="g">${p('a')}</g></r>`,
    `<r><g id="g">${p('a', ' x="1"')}</g></r>`,
  ],
];

for (const [name, base, mine, theirs, result] of CLEAN) {
  t.test(name, async (t) => {
    const { text, conflicts } = merged(base, mine, theirs);
    t.same(conflicts, []);
    t.equal(text, result);
  });
}

const CONFLICTS: readonly (readonly [
  name: string,
  base: string,
  mine: string,
  theirs: string,
  where: string,
  result: readonly [mine: string, theirs: string],
])[] = [
  [
    'an attribute',
    r(p('a', ' x="0"')),
    r(p('a', ' x="1"')),
    r(p('a', ' x="2"')),
    "/r/p[@id='a']/@x",
    [r(p('a', ' x="1"')), r(p('a', ' x="2"'))],
  ],
  ['I delete what they change', r(p('a')), '<r/>', r(p('a', ' x="1"')), "/r/p[@id='a']", ['<r/>', r(p('a', ' x="1"'))]],
  ['they delete what I change', r(p('a')), r(p('a', ' x="1"')), '<r/>', "/r/p[@id='a']", [r(p('a', ' x="1"')), '<r/>']],
  [
    'both add it',
    '<r/>',
    r(p('a', ' x="1"')),
    r(p('a', ' x="2"')),
    "/r/p[@id='a']/@x",
    [r(p('a', ' x="1"')), r(p('a', ' x="2"'))],
  ],
  [
    'both move it',
    `<r>${p('a')}<g id="g"/><g id="h"/></r>`,
    `<r><g id="g">${p('a')}</g><g id="h"/></r>`,
    `<r><g id="g"/><g id="h">${p('a')}</g></r>`,
    "/r/g[@id='g']/p[@id='a']",
    [`<r><g id="g">${p('a')}</g><g id="h"/></r>`, `<r><g id="g"/><g id="h">${p('a')}</g></r>`],
  ],
  [
    'both add it, elsewhere',
    '<r><g id="g"/></r>',
    `<r>${p('a')}<g id="g"/></r>`,
    `<r><g id="g">${p('a')}</g></r>`,
    "/r/p[@id='a']",
    [`<r>${p('a')}<g id="g"/></r>`, `<r><g id="g">${p('a')}</g></r>`],
  ],
  [
    'both reorder a group',
    `<group id="g">${p('a')}${p('b')}${p('c')}</group>`,
    `<group id="g">${p('b')}${p('a')}${p('c')}</group>`,
    `<group id="g">${p('a')}${p('c')}${p('b')}</group>`,
    "/group[@id='g']",
    [`<group id="g">${p('b')}${p('a')}${p('c')}</group>`, `<group id="g">${p('a')}${p('c')}${p('b')}</group>`],
  ],
];

for (const [name, base, mine, theirs, where, [preferMine, preferTheirs]] of CONFLICTS) {
  t.test(`conflict: ${name}`, async (t) => {
    t.same(merged(base, mine, theirs).conflicts, [where]);
    t.equal(merged(base, mine, theirs, 'mine').text, preferMine);
    t.equal(merged(base, mine, theirs, 'theirs').text, preferTheirs);
  });
}

/** Small trees in which ids are unique. */
const tree = fc
  .array(
    fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('', ' x="1"', ' x="2"', ' y="1"'), fc.boolean()),
    {
      maxLength: 4,
    },
  )
  .map((items) => {
    const unique = new Map(items.map(([id, attributes, grouped]) => [id, { text: p(id, attributes), grouped }]));
    const [inner, outer] = [true, false].map((side) =>
      [...unique.values()].filter(({ grouped }) => grouped === side).map(({ text }) => text),
    ) as [string[], string[]];
    return parseXml(`<r>${outer.join('')}<g id="g">${inner.join('')}</g></r>`.replace('<g id="g"></g>', '<g id="g"/>'));
  });

t.test('laws', async () => {
  fc.assert(
    fc.property(tree, tree, tree, (base, mine, theirs) => {
      const same = (a: ReturnType<typeof parseXml>, b: ReturnType<typeof parseXml>) => equal(a, b);
      // Only one side changed: that side is the result.
      const onlyMine = merge(base, mine, base);
      const onlyTheirs = merge(base, base, theirs);
      const agreed = merge(base, mine, mine);
      if (onlyMine.conflicts.length + onlyTheirs.conflicts.length + agreed.conflicts.length > 0) return false;
      if (!same(onlyMine.element, mine) || !same(onlyTheirs.element, theirs) || !same(agreed.element, mine))
        return false;
      // Who is who makes no difference to whether it is in conflict, and no id is there twice.
      const there = merge(base, mine, theirs);
      const back = merge(base, theirs, mine);
      const ids = [...there.element.walk()].map(({ id }) => id).filter((id) => id !== undefined);
      return there.conflicts.length > 0 === back.conflicts.length > 0 && new Set(ids).size === ids.length;
    }),
    { numRuns: 3000 },
  );
});
