import t from 'tap';
import { applyPatch } from '../../../cib/patch/apply.js';
import { diff } from '../../../cib/patch/diff.js';
import { applyInvertibly, invert } from '../../../cib/patch/invert.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serialize } from '../../../cib/xml/serialize.js';
import { fc } from '../../harness/property.js';
import { RUNS, wild } from './arbitrary.js';

t.test('there and back again', async () => {
  fc.assert(
    fc.property(wild, ([original, after]) => {
      const before = original.clone();
      const text = serialize(before);
      const patch = diff(before, after, { exact: true });
      const inverse = invert(patch, before);
      const untouched = serialize(before) === text;
      applyPatch(before, patch);
      applyPatch(before, inverse);
      return untouched && serialize(before) === text;
    }),
    RUNS,
  );
});

t.test('the inverse of what a patchset really did, ambiguous or not', async () => {
  fc.assert(
    fc.property(wild, wild, ([before, after], [third]) => {
      const other = third.clone();
      const text = serialize(other);
      // Made for one document, applied to another: it may be refused, or do something else.
      const patch = { changes: diff(before, after).changes.filter(({ operation }) => operation !== 'move') };
      try {
        applyPatch(other, applyInvertibly(other, patch));
      } catch {
        // Refused: nothing happened.
      }
      return serialize(other) === text;
    }),
    RUNS,
  );
});

t.test('an undo that goes forward leaves the version alone', async (t) => {
  const root = parseXml('<cib admin_epoch="0" epoch="1" num_updates="0"><nodes><node id="1"><x/></node></nodes></cib>');
  const after = parseXml('<cib admin_epoch="0" epoch="2" num_updates="0"><nodes/></cib>');
  const patch = diff(root, after);
  t.match(invert(patch, root), { source: [0, 2, 0], target: [0, 1, 0] });
  const undo = invert(patch, root, { ignoreVersion: true });
  t.equal(undo.source, undefined);
  t.match(undo.changes, [{ operation: 'create', path: '/cib/nodes', position: 0 }]);
  t.equal(undo.changes.length, 1);
});
