import t from 'tap';
import { Role } from '../../../../daemon/scheduler/model/role.js';
import { scoreLine } from '../../../../daemon/scheduler/place/scores.js';
import { meta, placed, placesOf, primitive, type Situation } from '../placed.js';

const clone = (values: Record<string, string | number>, inside = primitive('x')): string =>
  `<clone id="X">${inside}${meta('X', values)}</clone>`;

t.test('how many instances go where', (t) => {
  const cases: readonly (readonly [string, Situation, Record<string, string | undefined>])[] = [
    ['one on each node', { resources: clone({}) }, { 'x:0': 'n1', 'x:1': 'n2', 'x:2': 'n3' }],
    ['as many as there may be', { resources: clone({ 'clone-max': 1 }) }, { 'x:0': 'n1' }],
    [
      'not more than nodes allow',
      { resources: clone({ 'clone-max': 3 }), nodes: ['n1'] },
      { 'x:0': 'n1', 'x:1': undefined, 'x:2': undefined },
    ],
    [
      'several on a node, if they are unique',
      { resources: clone({ 'clone-max': 3, 'clone-node-max': 2, 'globally-unique': 'true' }), nodes: ['n1', 'n2'] },
      { 'x:0': 'n1', 'x:1': 'n2', 'x:2': 'n1' },
    ],
    ['where they are', { resources: clone({ 'clone-max': 1 }), active: { x: 'n3' } }, { 'x:0': 'n3' }],
  ];
  for (const [what, situation, places] of cases) t.same(placesOf(situation), places, what);
  t.end();
});

t.test('instances of groups stay together', (t) => {
  const group = `<group id="g">${primitive('x')}${primitive('y')}</group>`;
  t.same(placesOf({ resources: clone({ 'clone-max': 2 }, group) }), {
    'x:0': 'n1',
    'y:0': 'n1',
    'x:1': 'n2',
    'y:1': 'n2',
  });
  t.end();
});

const roles = (situation: Situation): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const instance of placed(situation).resourcesById.get('X')?.children ?? []) {
    if (instance.assigned)
      found[instance.assigned.name] = instance.nextRole === Role.promoted ? 'promoted' : 'unpromoted';
  }
  return found;
};

t.test('which instances are promoted', (t) => {
  const promotable = { promotable: 'true' };
  const active = { x: 'n1' };
  const transient = { n1: { 'master-x': '5' }, n2: { 'master-x': '10' } };
  const two = ['n1', 'n2'];
  const like = (role: string, node: string, score: number | string): string =>
    `<rsc_location id="l" rsc="X" node="${node}" role="${role}" score="${score}"/>`;
  const cases: readonly (readonly [string, Partial<Situation>, Record<string, string>])[] = [
    ['none without a score', { transient: {} }, { n1: 'unpromoted', n2: 'unpromoted' }],
    ['the highest score', { transient }, { n1: 'unpromoted', n2: 'promoted' }],
    [
      'as many as there may be',
      { transient, resources: clone({ ...promotable, 'promoted-max': 2 }) },
      { n1: 'promoted', n2: 'promoted' },
    ],
    [
      'a location can tip the scales',
      { transient, constraints: like('Promoted', 'n1', 6) },
      { n1: 'promoted', n2: 'unpromoted' },
    ],
    [
      'or rule a node out',
      { transient, constraints: like('Promoted', 'n2', '-INFINITY') },
      { n1: 'promoted', n2: 'unpromoted' },
    ],
    [
      'a colocation with the promoted role draws it',
      {
        transient,
        resources: `${clone(promotable)}${primitive('D')}`,
        constraints: `<rsc_colocation id="c" rsc="D" with-rsc="X" with-rsc-role="Promoted" score="INFINITY"/>
          <rsc_location id="l" rsc="D" node="n1" score="100"/>`,
      },
      { n1: 'promoted', n2: 'unpromoted' },
    ],
  ];
  for (const [what, more, expected] of cases) {
    t.same(roles({ nodes: two, resources: clone(promotable), active, ...more }), expected, what);
  }
  t.end();
});

t.test('a dependent follows the promoted instance', (t) => {
  const situation: Situation = {
    nodes: ['n1', 'n2'],
    resources: `${clone({ promotable: 'true' })}${primitive('D')}`,
    constraints: '<rsc_colocation id="c" rsc="D" with-rsc="X" with-rsc-role="Promoted" score="INFINITY"/>',
    active: { x: 'n1' },
    transient: { n2: { 'master-x': '10' } },
  };
  t.equal(placesOf(situation).D, 'n2');
  t.equal(placesOf({ ...situation, transient: {} }).D, undefined);
  t.end();
});

t.test('interleaved clones: an instance goes where it finds one of the other', (t) => {
  const resources = `${clone({ 'clone-max': 2 })}<clone id="Y">${primitive('y')}${meta('Y', { interleave: 'true' })}</clone>`;
  const constraints = '<rsc_colocation id="c" rsc="Y" with-rsc="X" score="INFINITY"/>';
  const places = placesOf({ resources, constraints });
  t.same([places['y:0'], places['y:1'], places['y:2']], ['n1', 'n2', undefined]);
  t.end();
});

t.test('scores are shown in order', (t) => {
  const cluster = placed({
    nodes: ['n1'],
    resources: clone({ promotable: 'true' }),
    transient: { n1: { 'master-x': '3' } },
  });
  t.same(cluster.scores.filter(({ kind }) => kind !== 'capacity' && kind !== 'utilization').map(scoreLine), [
    'pcmk__clone_assign: X allocation score on n1: 0',
    'pcmk__clone_assign: x:0 allocation score on n1: 3',
    'pcmk__primitive_assign: x:0 allocation score on n1: 3',
    'x:0 promotion score on n1: 3',
  ]);
  t.end();
});

t.test('replicas of a bundle: containers on hosts, what they hold on the nodes they make', (t) => {
  const resources = `<bundle id="b"><docker image="i" replicas="2"/>
    <network ip-range-start="10.0.0.1" control-port="3121"/>${primitive('x')}</bundle>`;
  const places = placesOf({ resources });
  t.match(places, {
    'b-docker-0': 'n1',
    'b-docker-1': 'n2',
    'b-ip-10.0.0.1': 'n1',
    'b-ip-10.0.0.2': 'n2',
    'x:0': 'b-0',
    'x:1': 'b-1',
  });
  t.end();
});
