import t from 'tap';
import { diff } from '../../../cib/patch/diff.js';
import { type Patchset, writePatchset } from '../../../cib/patch/patchset.js';
import { patchsetText } from '../../../cib/patch/text.js';
import { serialize } from '../../../cib/xml/serialize.js';
import { fc } from '../../harness/property.js';
import { RUNS, wild } from './arbitrary.js';

const same = (t: { equal(a: string, b: string): boolean }, patch: Patchset) =>
  t.equal(patchsetText(patch), serialize(writePatchset(patch)));

t.test('the text is that of the element', async (t) => {
  fc.assert(
    fc.property(wild, ([a, b]) => void same(t, diff(a, b, { exact: true }))),
    RUNS,
  );
});

t.test('with and without its parts', async (t) => {
  const changes = [{ operation: 'delete', path: '/cib/comment()', position: 2 }] as const;
  for (const parts of [{}, { source: [1, 2, 3] }, { target: [0, 0, 1], digest: 'a"b' }] as const) {
    same(t, { ...parts, changes });
    same(t, { ...parts, changes: [] });
  }
});
