import t from 'tap';
import { cluster, dummy, type Entry, meta, resourceIn, stateOf } from './small.js';

const ROUTE = 'migrate_source="n1" migrate_target="n2"';
const START: Entry = { task: 'start', age: 600 };
const TO: Entry = { task: 'migrate_to', more: ROUTE };
const FROM: Entry = { task: 'migrate_from', more: ROUTE };

interface Case {
  readonly name: string;
  readonly source: readonly Entry[];
  readonly target: readonly Entry[];
  readonly state: string;
  /** Nodes on which it must still be stopped. */
  readonly dangling?: readonly string[];
  readonly underWay?: readonly [source: string, target: string];
}

const cases: readonly Case[] = [
  {
    name: 'both halves are done: the source must still be stopped',
    source: [START, TO],
    target: [FROM],
    state: 'Started n2',
    dangling: ['n1'],
  },
  {
    name: 'the first half is done, and the second not begun: it may have been active at the target',
    source: [START, TO],
    target: [{ task: 'monitor', exit: 7, age: 700 }],
    state: 'Started n2 n1',
    underWay: ['n1', 'n2'],
  },
  {
    name: 'the first half is done, and nothing is known of the target',
    source: [START, TO],
    target: [],
    state: 'Started n1',
  },
  {
    name: 'the first half failed',
    source: [START, { ...TO, exit: 1 }],
    target: [],
    state: 'Started n1 failed',
    dangling: ['n1'],
  },
  {
    name: 'the second half failed: it may be on both',
    source: [START, TO],
    target: [{ ...FROM, exit: 1 }],
    state: 'Started n2 n1 failed',
  },
  {
    name: 'stopped at the source since',
    source: [START, TO, { task: 'stop' }],
    target: [FROM],
    state: 'Started n2',
  },
];

t.test('migrations in the history', (t) => {
  for (const { name, source, target, state, dangling = [], underWay } of cases) {
    const found = resourceIn(
      cluster({
        resources: dummy('A', meta('A', { 'allow-migrate': 'true' })),
        history: { n1: { A: source }, n2: { A: target } },
      }),
      'A',
    );
    t.equal(stateOf(found), state, name);
    t.same(
      found.danglingMigrationSources.map((node) => node.name),
      dangling,
      `${name}: where to stop it`,
    );
    const nodes = [found.migrationSource?.name, found.migrationTarget?.name];
    t.same(nodes, underWay ?? [undefined, undefined], `${name}: under way`);
  }
  t.end();
});

t.test('an entry that does not fit its node is left out', (t) => {
  const found = cluster({
    resources: dummy('A'),
    history: { n1: { A: [START, { task: 'migrate_to', more: 'migrate_source="n2" migrate_target="n1"' }] } },
  });
  t.equal(stateOf(resourceIn(found, 'A')), 'Started n1');
  t.match(found.findings[0]?.text, /does not match n1/);
  t.end();
});
