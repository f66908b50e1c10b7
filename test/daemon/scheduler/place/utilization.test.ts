import t from 'tap';
import type { Node } from '../../../../daemon/scheduler/model/node.js';
import { compareCapacities, utilizationValue } from '../../../../daemon/scheduler/place/capacity.js';
import { scoreLine } from '../../../../daemon/scheduler/place/scores.js';
import { meta, pairs, placed, placesOf, primitive, type Situation } from '../placed.js';

const load = (id: string, cpu: number, more = ''): string =>
  primitive(id, pairs('utilization', `${id}-util`, { cpu }) + more);
const situation = (strategy: string, more: Partial<Situation> = {}): Situation => ({
  options: { 'placement-strategy': strategy },
  room: { n1: { cpu: 4 }, n2: { cpu: 2 }, n3: { cpu: 2 } },
  resources: load('A', 2) + load('B', 2),
  ...more,
});

t.test('strategies', (t) => {
  const both = (strategy: string): (string | undefined)[] => Object.values(placesOf(situation(strategy)));
  t.same(both('default'), ['n1', 'n2'], 'by number of resources');
  t.same(both('utilization'), ['n1', 'n2'], 'by number of resources, where there is room');
  t.same(both('minimal'), ['n1', 'n1'], 'on as few nodes as there is room on');
  t.same(both('balanced'), ['n1', 'n2'], 'where most room is left, then by number');
  t.same(placesOf(situation('balanced', { resources: load('A', 1) + load('B', 2) })), { A: 'n1', B: 'n1' });
  t.end();
});

t.test('what finds no room is stopped', (t) => {
  const tight = situation('utilization', { nodes: ['n1'], resources: load('A', 3) + load('B', 2) });
  t.same(placesOf(tight), { A: 'n1', B: undefined });
  const urgent = load('B', 2, meta('B', { priority: 1 }));
  t.same(
    placesOf({ ...tight, resources: load('A', 3) + urgent }),
    { B: 'n1', A: undefined },
    'the urgent one is first',
  );
  t.same(placesOf({ ...tight, options: {} }), { A: 'n1', B: 'n1' }, 'the default strategy does not count');
  t.end();
});

t.test('there must be room for all that goes together', (t) => {
  const constraints = '<rsc_colocation id="c" rsc="B" with-rsc="A" score="INFINITY"/>';
  const room = { n1: { cpu: 3 }, n2: { cpu: 3 }, n3: { cpu: 4 } };
  t.same(placesOf(situation('utilization', { constraints, room })), { A: 'n3', B: 'n3' });
  const group = `<group id="g">${load('A', 2)}${load('B', 2)}</group>`;
  t.same(placesOf(situation('utilization', { resources: group, room })), { A: 'n3', B: 'n3' });
  t.end();
});

t.test('use and room are shown', (t) => {
  const { scores } = placed(situation('utilization', { nodes: ['n1'], resources: load('A', 3) }));
  t.same(scores.map(scoreLine), [
    'Original: n1 capacity: cpu=4',
    'pcmk__primitive_assign: A allocation score on n1: 0',
    'pcmk__assign_resource: A utilization on n1: cpu=3',
    'Remaining: n1 capacity: cpu=1',
  ]);
  t.end();
});

t.test('values and comparison', (t) => {
  const values: [string | undefined, number][] = [
    ['12', 12],
    [' -3', -3],
    ['5GB', 5],
    ['much', -2_147_483_648],
    [undefined, 0],
    ['99999999999', 2_147_483_647],
  ];
  for (const [text, value] of values) t.equal(utilizationValue(text), value, String(text));
  const node = (utilization: Record<string, string>): Node =>
    ({ utilization: new Map(Object.entries(utilization)) }) as unknown as Node;
  t.equal(compareCapacities(node({ cpu: '2' }), node({ cpu: '1' })), -1);
  t.equal(compareCapacities(node({ cpu: '2', ram: '1' }), node({ cpu: '1', ram: '2' })), 0);
  t.equal(compareCapacities(node({}), node({ cpu: '1', ram: '2' })), 2);
  t.end();
});
