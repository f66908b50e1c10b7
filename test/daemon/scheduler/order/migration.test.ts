import t from 'tap';
import { Relation } from '../../../../daemon/scheduler/model/action.js';
import { orderActions } from '../../../../daemon/scheduler/order/new.js';
import { meta, primitive, unpacked } from '../placed.js';

/** Orderings that follow from one of two primitives, as `FIRST THEN`, those that yield to migration with `?`. */
function implied(migratable: readonly string[], first: string, then: string): string[] {
  const make = (id: string): string => primitive(id, meta(id, { 'allow-migrate': String(migratable.includes(id)) }));
  const cluster = unpacked({ resources: make('a') + make('b') });
  const [a, b] = cluster.resources;
  if (!a || !b) throw new Error('resources are missing');
  const before = cluster.orderings.length;
  orderActions(a, first, b, then, Relation.ordered | Relation.firstImpliesThen);
  return cluster.orderings
    .slice(before + 1)
    .map(
      ({ firstTask, thenTask, flags }) =>
        `${firstTask} ${thenTask}${(flags & Relation.ifFirstUnmigratable) !== 0 ? '?' : ''}`,
    );
}

t.test('orderings of starts and stops hold for migrations in their place', (t) => {
  const cases: readonly (readonly [string[], string, string, string[]])[] = [
    [[], 'start', 'start', []],
    [['a'], 'start', 'start', []],
    [['b'], 'start', 'start', ['start migrate_to']],
    [['a', 'b'], 'start', 'start', ['migrate_from migrate_to', 'start migrate_to?']],
    [['a'], 'stop', 'stop', []],
    [['b'], 'stop', 'stop', ['stop migrate_to']],
    [['a', 'b'], 'stop', 'stop', ['stop migrate_to?']],
    [['b'], 'promote', 'start', ['promote migrate_to']],
    [['b'], 'demote', 'stop', ['demote migrate_to']],
    [['a', 'b'], 'start', 'stop', []],
  ];
  for (const [migratable, first, then, orderings] of cases) {
    t.same(implied(migratable, first, then), orderings, `${first} then ${then} with ${migratable}`);
  }
  t.end();
});
