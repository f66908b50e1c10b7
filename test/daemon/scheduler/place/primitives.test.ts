import t from 'tap';
import { applyNodeCriteria } from '../../../../daemon/scheduler/place/criteria.js';
import { meta, placed, placesOf, primitive, type Situation, scoresOf, unpacked } from '../placed.js';

const A = primitive('A');
const AB = A + primitive('B');
const together = (score: string | number, attributes = ''): string =>
  `<rsc_colocation id="c" rsc="A" with-rsc="B" score="${score}" ${attributes}/>`;
const likes = (rsc: string, node: string, score: string | number): string =>
  `<rsc_location id="l-${rsc}-${node}" rsc="${rsc}" node="${node}" score="${score}"/>`;

t.test('where a primitive goes', (t) => {
  const cases: readonly (readonly [string, Situation, string | undefined])[] = [
    ['the least name, all else equal', { resources: A }, 'n1'],
    ['the node that is active', { resources: A, active: { A: 'n3' } }, 'n3'],
    ['not one that is down', { resources: A, nodes: ['!n1', 'n2'] }, 'n2'],
    ['not one in standby', { resources: A, attributes: { n1: { standby: 'on' } } }, 'n2'],
    ['the one it likes best', { resources: A, constraints: likes('A', 'n2', 5), active: { A: 'n1' } }, 'n2'],
    [
      'where it is, if it is sticky enough',
      {
        resources: primitive('A', meta('A', { 'resource-stickiness': 6 })),
        constraints: likes('A', 'n2', 5),
        active: { A: 'n1' },
      },
      'n1',
    ],
    [
      'nowhere, if it is to be stopped',
      { resources: primitive('A', meta('A', { 'target-role': 'Stopped' })) },
      undefined,
    ],
    ['nowhere, if all is to be stopped', { resources: A, options: { 'stop-all-resources': 'true' } }, undefined],
    [
      'where it is, if it is unmanaged',
      {
        resources: primitive('A', meta('A', { 'is-managed': 'false' })),
        constraints: likes('A', 'n3', '-INFINITY'),
        active: { A: 'n3' },
      },
      'n3',
    ],
    ['nowhere in an asymmetric cluster', { resources: A, options: { 'symmetric-cluster': 'false' } }, undefined],
    [
      'where it may in an asymmetric cluster',
      { resources: A, options: { 'symmetric-cluster': 'false' }, constraints: likes('A', 'n2', 0) },
      'n2',
    ],
    [
      'not where it has failed too often',
      {
        resources: primitive('A', meta('A', { 'migration-threshold': 2 })),
        transient: { n1: { 'fail-count-A#monitor_10000': '2' } },
      },
      'n2',
    ],
    [
      'where it may still fail',
      {
        resources: primitive('A', meta('A', { 'migration-threshold': 3 })),
        transient: { n1: { 'fail-count-A#monitor_10000': '2' } },
      },
      'n1',
    ],
  ];
  for (const [what, situation, node] of cases) t.equal(placesOf(situation).A, node, what);
  t.end();
});

t.test('primitives are spread by number', (t) => {
  t.same(placesOf({ resources: ['A', 'B', 'C', 'D'].map((id) => primitive(id)).join('') }), {
    A: 'n1',
    B: 'n2',
    C: 'n3',
    D: 'n1',
  });
  t.end();
});

t.test('colocated primitives', (t) => {
  const cases: readonly (readonly [
    string,
    Partial<Situation> & { constraints: string },
    string | undefined,
    string | undefined,
  ])[] = [
    ['together', { constraints: together('INFINITY') }, 'n1', 'n1'],
    ['apart', { constraints: together('-INFINITY') }, 'n2', 'n1'],
    ['rather together', { constraints: together(5) }, 'n1', 'n1'],
    ['rather apart, but there is one node', { constraints: together(-5), nodes: ['n1'] }, 'n1', 'n1'],
    ['the dependent has no place left', { constraints: together('-INFINITY'), nodes: ['n1'] }, undefined, 'n1'],
    [
      'the primary goes where the dependent would be',
      { constraints: together('INFINITY') + likes('A', 'n3', 100) },
      'n3',
      'n3',
    ],
    [
      'the primary goes where the dependent can be',
      { constraints: together('INFINITY') + likes('A', 'n1', '-INFINITY') },
      'n2',
      'n2',
    ],
    [
      'a running primary heeds no dependent without influence',
      {
        constraints: together('INFINITY', 'influence="false"') + likes('A', 'n3', 100),
        active: { B: 'n1' },
      },
      'n1',
      'n1',
    ],
    [
      'by an attribute',
      {
        constraints: together('INFINITY', 'node-attribute="site"') + likes('B', 'n3', 5) + likes('A', 'n1', 1),
        attributes: { n1: { site: 'x' }, n2: { site: 'Y' }, n3: { site: 'y' } },
      },
      'n2',
      'n3',
    ],
  ];
  for (const [what, more, a, b] of cases) {
    const places = placesOf({ resources: AB, ...more });
    t.same([places.A, places.B], [a, b], what);
  }
  t.end();
});

t.test('scores along a chain of colocations are attenuated', (t) => {
  const constraints = `<rsc_colocation id="c" rsc="B" with-rsc="A" score="500000"/>
    <rsc_colocation id="d" rsc="C" with-rsc="B" score="500000"/>${likes('C', 'n2', 101)}${likes('B', 'n3', 11)}`;
  const situation = { resources: AB + primitive('C'), constraints };
  t.same(scoresOf(situation, 'A'), { n1: '0', n2: '25', n3: '6' });
  t.end();
});

t.test('health of nodes', (t) => {
  const sick = (strategy: string, value: string, more: Partial<Situation> = {}): string | undefined => {
    const options = { 'node-health-strategy': strategy };
    return scoresOf(
      {
        resources: A,
        attributes: { n1: { '#health-disk': value } },
        ...more,
        options: { ...options, ...more.options },
      },
      'A',
    ).n1;
  };
  t.equal(sick('none', 'red'), '0');
  t.equal(sick('migrate-on-red', 'red'), '-INFINITY');
  t.equal(sick('migrate-on-red', 'yellow'), '0');
  t.equal(sick('only-green', 'yellow'), '-INFINITY');
  t.equal(sick('custom', '-20'), '-20');
  t.equal(sick('progressive', 'yellow', { options: { 'node-health-base': '7', 'node-health-yellow': '-3' } }), '4');
  const resources = primitive('A', meta('A', { 'allow-unhealthy-nodes': 'true' }));
  t.equal(sick('migrate-on-red', 'red', { resources }), '0');
  t.end();
});

t.test('a resource is locked to the node that shuts down', (t) => {
  const situation: Situation = {
    resources: A,
    active: { A: 'n1' },
    transient: { n1: { shutdown: '1767225000' } },
    options: { 'shutdown-lock': 'true', 'shutdown-lock-limit': '10min' },
  };
  const cluster = placed(situation);
  t.match(cluster.resourcesById.get('A'), { assigned: undefined, lockNode: { name: 'n1' }, lockTime: 1767225000 });
  t.equal(cluster.recheckBy, 1767225000 + 601);
  t.equal(placesOf({ ...situation, options: {} }).A, 'n2');
  t.end();
});

t.test('a lock is void once the resource is active elsewhere', (t) => {
  const cluster = unpacked({ resources: A, active: { A: 'n2' }, options: { 'shutdown-lock': 'true' } });
  const resource = cluster.resourcesById.get('A');
  if (!resource) throw new Error('no A');
  resource.lockNode = cluster.nodes[0];
  applyNodeCriteria(cluster);
  t.equal(resource.lockNode, undefined);
  t.match(cluster.demands.at(-1), { kind: 'clear history', node: { name: 'n1' } });
  t.end();
});

t.test('colocations in a circle come to an end', (t) => {
  const constraints = `${together('INFINITY')}<rsc_colocation id="d" rsc="B" with-rsc="A" score="INFINITY"/>`;
  const places = placesOf({ resources: AB, constraints });
  t.equal(places.A, places.B);
  t.end();
});

t.test('removed resources have no scores to show', (t) => {
  const cluster = placed({ resources: A, active: { gone: 'n1' } });
  t.ok(cluster.resourcesById.get('gone')?.removed);
  t.notOk(
    cluster.scores.some((entry) => 'resource' in entry && entry.resource === 'gone' && entry.kind === 'allocation'),
  );
  t.end();
});
