import t from 'tap';
import { blocked, plan, realPlan, waits } from '../acted.js';
import { meta, primitive, type Situation } from '../placed.js';

const op = (id: string, name: string, interval: string, more = ''): string =>
  `<op id="${id}-${name}-${interval}" name="${name}" interval="${interval}" ${more}/>`;
const ops = (...list: string[]): string => `<operations>${list.join('')}</operations>`;
const monitored = (id: string, more = ''): string => primitive(id, ops(op(id, 'monitor', '10s')) + more);
const ban = (rsc: string, node: string): string =>
  `<rsc_location id="ban-${rsc}-${node}" rsc="${rsc}" node="${node}" score="-INFINITY"/>`;
const noProbes = { 'enable-startup-probes': 'false' };

t.test('what is done with a primitive', (t) => {
  const cases: readonly (readonly [string, Situation, string[]])[] = [
    [
      'probed everywhere, then started and monitored',
      { resources: monitored('x'), nodes: ['n1', 'n2'] },
      ['x_monitor_0 n1', 'x_monitor_0 n2', 'x_start_0 n1', 'x_monitor_10000 n1'],
    ],
    [
      'probed only where it is not known to be',
      { resources: primitive('x'), active: { x: 'n1' }, nodes: ['n1', 'n2'] },
      ['x_monitor_0 n2'],
    ],
    ['not probed if that is not wanted', { resources: primitive('x'), options: noProbes }, ['x_start_0 n1']],
    [
      'moved',
      {
        resources: primitive('x'),
        active: { x: 'n1' },
        nodes: ['n1', 'n2'],
        constraints: ban('x', 'n1'),
        options: noProbes,
      },
      ['x_stop_0 n1', 'x_start_0 n2'],
    ],
    [
      'stopped',
      { resources: primitive('x', meta('x', { 'target-role': 'Stopped' })), active: { x: 'n1' }, nodes: ['n1'] },
      ['x_stop_0 n1'],
    ],
    [
      'left alone',
      { resources: monitored('x', meta('x', { 'is-managed': 'false' })), active: { x: 'n1' }, nodes: ['n1'] },
      ['x_monitor_10000 n1'],
    ],
    [
      'removed: stopped, and forgotten',
      { resources: primitive('y'), active: { x: 'n1', y: 'n1' }, nodes: ['n1'] },
      ['x_stop_0 n1', 'x_delete_0 n1'],
    ],
    [
      'stopped before its node goes down',
      {
        resources: primitive('x'),
        active: { x: 'n1' },
        nodes: ['n1', 'n2'],
        options: noProbes,
        transient: { n1: { shutdown: '1' } },
      },
      ['x_stop_0 n1', 'x_start_0 n2', 'do_shutdown-n1 n1'],
    ],
  ];
  for (const [what, situation, actions] of cases) t.same(realPlan(situation).sort(), actions.sort(), what);
  t.end();
});

t.test('a move is a migration if the resource can do that', (t) => {
  const situation: Situation = {
    resources: primitive('x', meta('x', { 'allow-migrate': 'true' })),
    active: { x: 'n1' },
    nodes: ['n1', 'n2'],
    constraints: ban('x', 'n1'),
    options: noProbes,
  };
  t.same(plan(situation).sort(), ['*x_start_0 n2', 'x_migrate_from_0 n2', 'x_migrate_to_0 n1', 'x_stop_0 n1']);
  t.same(waits(situation), {
    'x_migrate_from_0 n2': ['x_migrate_to_0 n1'],
    'x_stop_0 n1': ['x_migrate_from_0 n2'],
  });
  t.end();
});

t.test('without quorum nothing starts', (t) => {
  const situation = { resources: primitive('x'), nodes: ['n1'], quorum: false, options: noProbes };
  t.same(realPlan(situation), []);
  t.same(realPlan({ ...situation, options: { ...noProbes, 'no-quorum-policy': 'ignore' } }), ['x_start_0 n1']);
  t.same(
    blocked({ ...situation, resources: monitored('x') }).filter((line) => line.startsWith('x_start')),
    [],
    'what cannot be is not asked for',
  );
  t.end();
});

t.test('monitors of stopped resources run where these are not', (t) => {
  const inside = ops(op('x', 'monitor', '10s'), op('x', 'monitor', '20s', 'role="Stopped"'));
  const situation = { resources: primitive('x', inside), nodes: ['n1', 'n2'], options: noProbes };
  t.same(realPlan(situation), ['x_start_0 n1', 'x_monitor_10000 n1', 'x_monitor_20000 n2']);
  t.end();
});
