import t from 'tap';
import { applyPatch } from '../../../cib/patch/apply.js';
import { type DiffOptions, diff } from '../../../cib/patch/diff.js';
import { changesConfiguration, readPatchset, writePatchset } from '../../../cib/patch/patchset.js';
import { equal } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serialize, serializePretty } from '../../../cib/xml/serialize.js';
import { fc } from '../../harness/property.js';
import { addressable, RUNS, wild } from './arbitrary.js';

/** Changes as they are printed, without the frame. */
function changes(before: string, after: string, options: DiffOptions = {}): string[] {
  const patch = writePatchset(diff(parseXml(before), parseXml(after), options));
  return [...patch.elements('change')].map((change) => serialize(change));
}

const CASES: [name: string, before: string, after: string, changes: string[], options?: DiffOptions][] = [
  ['nothing', '<a x="1"/>', '<a x="1"/>', []],
  [
    'attribute set and unset',
    '<a x="1" y="2"/>',
    '<a x="3"/>',
    [
      '<change operation="modify" path="/a"><change-list><change-attr name="x" operation="set" value="3"/><change-attr name="y" operation="unset"/></change-list><change-result><a x="3"/></change-result></change>',
    ],
  ],
  [
    'an attribute after a deleted one has moved',
    '<a x="1" y="2"/>',
    '<a y="2"/>',
    [
      '<change operation="modify" path="/a"><change-list><change-attr name="y" operation="set" value="2"/><change-attr name="x" operation="unset"/></change-list><change-result><a y="2"/></change-result></change>',
    ],
  ],
  ['order of attributes ignored', '<a x="1" y="2"/>', '<a y="2" x="1"/>', [], { ignoreAttributeOrder: true }],
  [
    'deletions come first, and name no contents',
    '<a x="1"><b id="1"><c/></b><d/></a>',
    '<a x="2"><d/></a>',
    [
      `<change operation="delete" path="/a/b[@id='1']"/>`,
      '<change operation="modify" path="/a"><change-list><change-attr name="x" operation="set" value="2"/></change-list><change-result><a x="2"/></change-result></change>',
    ],
  ],
  [
    'creation at a position',
    '<a><b id="1"/></a>',
    '<a><b id="2"><c/></b><b id="1"/></a>',
    ['<change operation="create" path="/a" position="0"><b id="2"><c/></b></change>'],
  ],
  [
    'a swap is two moves',
    '<a><c/><b/></a>',
    '<a><b/><c/></a>',
    ['<change operation="move" path="/a/b" position="0"/>', '<change operation="move" path="/a/c" position="1"/>'],
  ],
  [
    'the last child to the front: one move too many, but the one Pacemaker has',
    '<a><b id="1"/><b id="2"/><b id="3"/></a>',
    '<a><b id="3"/><b id="1"/><b id="2"/></a>',
    [
      `<change operation="move" path="/a/b[@id='3']" position="0"/>`,
      `<change operation="move" path="/a/b[@id='1']" position="1"/>`,
    ],
  ],
  [
    'a comment deleted and one created',
    '<a><!--x--><b/></a>',
    '<a><b/><!--y--></a>',
    [
      '<change operation="delete" path="/a/comment" position="0"/>',
      '<change operation="create" path="/a" position="1"><!--y--></change>',
    ],
  ],
  ['a comment in capitals is the same', '<a><!--x--></a>', '<a><!--X--></a>', []],
  [
    'but not to the letter',
    '<a><!--x--></a>',
    '<a><!--X--></a>',
    [
      '<change operation="delete" path="/a/comment" position="0"/>',
      '<change operation="create" path="/a" position="0"><!--X--></change>',
    ],
    { exact: true },
  ],
  [
    'of several without an id the second has changed',
    '<a><b/><b x="1"/></a>',
    '<a><b/><b x="2"/></a>',
    [
      '<change operation="modify" path="/a/b"><change-list><change-attr name="x" operation="set" value="2"/></change-list><change-result><b x="2"/></change-result></change>',
    ],
  ],
  [
    'which takes replacing them all',
    '<a><b/><b x="1"/></a>',
    '<a><b/><b x="2"/></a>',
    [
      '<change operation="delete" path="/a/b"/>',
      '<change operation="delete" path="/a/b"/>',
      '<change operation="create" path="/a" position="0"><b/></change>',
      '<change operation="create" path="/a" position="1"><b x="2"/></change>',
    ],
    { exact: true },
  ],
];

for (const [name, before, after, expected, options] of CASES) {
  t.test(name, async (t) => t.same(changes(before, after, options), expected));
}

t.test('versions and digest', async (t) => {
  const before = parseXml('<cib admin_epoch="0" epoch="7" num_updates="3"/>');
  const after = parseXml('<cib admin_epoch="0" epoch="8" num_updates="0"/>');
  t.match(diff(before, after), { source: [0, 7, 3], target: [0, 8, 0], digest: undefined });
  t.equal(diff(before, after, { digest: true }).digest, 'd572d28bb79d6bc0ede6915d567d4420');
  t.same(diff(before, after, { ignoreVersion: true }), { changes: [] });
  t.match(diff(parseXml('<a/>'), parseXml('<a/>')), { source: [1, 1, 1], target: [1, 1, 1] }, 'as Pacemaker has it');
});

t.test('what belongs to the configuration', async (t) => {
  const cib = (inner: string) => parseXml(`<cib>${inner}</cib>`);
  const touched = (before: string, after: string) => changesConfiguration(diff(cib(before), cib(after)));
  t.ok(touched('<configuration/><status/>', '<configuration><nodes/></configuration><status/>'));
  t.ok(touched('<status/>', '<configuration/><status/>'));
  t.ok(touched('<configuration/><status/>', '<status/>'));
  t.notOk(touched('<configuration/><status/>', '<configuration/><status><node_state id="1"/></status>'));
});

t.test('any document can be patched into any other', async () => {
  fc.assert(
    fc.property(addressable, ([before, after]) => {
      const patched = applyPatch(before.clone(), diff(before, after));
      return equal(patched, after, true);
    }),
    RUNS,
  );
});

t.test('to the letter, where paths are ambiguous and there are comments', async () => {
  fc.assert(
    fc.property(wild, ([before, after]) => {
      const patched = applyPatch(before.clone(), diff(before, after, { exact: true }));
      return equal(patched, after, true);
    }),
    RUNS,
  );
});

t.test('up to the order of attributes, if that is ignored', async () => {
  fc.assert(
    fc.property(addressable, ([before, after]) => {
      const patched = applyPatch(before.clone(), diff(before, after, { ignoreAttributeOrder: true }));
      return equal(patched, after);
    }),
    RUNS,
  );
});

t.test('a patchset survives being written and read', async () => {
  fc.assert(
    fc.property(wild, ([before, after]) => {
      const patch = diff(before, after, { exact: true, digest: true });
      const text = serializePretty(writePatchset(patch));
      const read = readPatchset(parseXml(text));
      return (
        serializePretty(writePatchset(read)) === text &&
        equal(applyPatch(before.clone(), read, { checkDigest: true }), after, true)
      );
    }),
    RUNS,
  );
});

t.test('shared subtrees are not looked into', async (t) => {
  const root = parseXml('<a><b id="1"><c x="1"/></b><b id="2"/></a>');
  const copy = root.cloneShallow();
  for (const child of root.children) copy.children.push(child);
  copy.set('y', '1');
  t.equal(diff(root, copy).changes.length, 1);
});

t.test('long lists', async (t) => {
  const list = (ids: number[]) => parseXml(`<a>${ids.map((i) => `<b id="${i}" v="${i % 7}"/>`).join('')}</a>`);
  const ids = Array.from({ length: 3000 }, (_, i) => i);
  const before = list(ids);
  const after = list(ids.filter((i) => i % 3 !== 0).sort((a, b) => ((a * 7919) % 3001) - ((b * 7919) % 3001)));
  for (const child of after.elements()) child.set('v', 'new');
  t.equal(serialize(applyPatch(before, diff(before, after))), serialize(after));
});
