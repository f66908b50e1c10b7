import t from 'tap';
import { Action, Relation } from '../../../../daemon/scheduler/model/action.js';
import { relate } from '../../../../daemon/scheduler/order/relate.js';
import { fc } from '../../../harness/property.js';

const action = (id: number): Action => new Action(id, undefined, `a${id}`, `a${id}`, 0, undefined, 0);

t.test('what does not relate anything', (t) => {
  const a = action(1);
  t.notOk(relate(a, a, Relation.ordered), 'an action and itself');
  t.notOk(relate(a, action(2), Relation.none), 'no flags');
  t.notOk(relate(undefined, a, Relation.ordered), 'nothing');
  t.same(a.after, []);
  t.end();
});

t.test('a relation is new if it shares no flag with one of the same actions', (t) => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 0, max: 40 })), { maxLength: 80 });
  fc.assert(
    fc.property(pairs, (list) => {
      const first = action(0);
      const others = Array.from({ length: 41 }, (_, i) => action(i + 1));
      const known = new Map<number, number>();
      let count = 0;
      for (const [flags, at] of list) {
        const isNew = ((known.get(at) ?? 0) & flags) === 0;
        if (relate(first, others[at], flags) !== isNew) return false;
        if (!isNew) continue;
        count++;
        known.set(at, (known.get(at) ?? 0) | flags);
      }
      return first.after.length === count && others.reduce((sum, { before }) => sum + before.length, 0) === count;
    }),
  );
  t.end();
});
