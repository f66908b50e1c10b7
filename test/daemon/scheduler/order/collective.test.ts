import t from 'tap';
import { directly, realPlan, waits } from '../acted.js';
import { meta, primitive, type Situation } from '../placed.js';

const noProbes = { 'enable-startup-probes': 'false' };
const order = (first: string, then: string, more = ''): string =>
  `<rsc_order id="${first}-${then}" first="${first}" then="${then}" ${more}/>`;
const clone = (id: string, inside: string, values: Record<string, string | number> = {}): string =>
  `<clone id="${id}">${inside}${meta(id, values)}</clone>`;

t.test('members of a group follow each other', (t) => {
  const resources = `<group id="g">${primitive('a')}${primitive('b')}${primitive('c')}</group>`;
  const up: Situation = { resources, nodes: ['n1'], options: noProbes };
  t.same(waits(up), { 'b_start_0 n1': ['a_start_0 n1'], 'c_start_0 n1': ['b_start_0 n1'] });
  const down = { ...up, options: { ...noProbes, 'stop-all-resources': 'true' }, active: { a: 'n1', b: 'n1', c: 'n1' } };
  t.same(waits(down), { 'a_stop_0 n1': ['b_stop_0 n1'], 'b_stop_0 n1': ['c_stop_0 n1'] });
  t.end();
});

t.test('if one member cannot start, those after it do not', (t) => {
  const b = primitive('b', meta('b', { 'target-role': 'Stopped' }));
  const resources = `<group id="g">${primitive('a')}${b}${primitive('c')}</group>`;
  t.same(realPlan({ resources, nodes: ['n1'], options: noProbes }), ['a_start_0 n1']);
  t.end();
});

t.test('a clone follows another as a whole, or instance by instance', (t) => {
  const nodes = ['n1', 'n2'];
  const situation = (interleave: string): Situation => ({
    resources: clone('A', primitive('a')) + clone('B', primitive('b'), { interleave }),
    constraints: order('A', 'B'),
    nodes,
    options: noProbes,
  });
  const before = (interleave: string): string[] | undefined => directly(situation(interleave))['b:0_start_0 n1'];
  t.same(before('false'), []);
  t.same(before('true'), ['a:0_start_0 n1']);
  t.end();
});

t.test('a minimum of instances is enough', (t) => {
  const resources = clone('A', primitive('a'), { 'clone-min': 2, 'clone-max': 3 }) + primitive('x');
  const situation = (nodes: string[]): Situation => ({
    resources,
    nodes,
    constraints: order('A', 'x'),
    options: noProbes,
  });
  t.ok(realPlan(situation(['n1', 'n2'])).some((name) => name.startsWith('x_start')));
  t.notOk(realPlan(situation(['n1'])).some((name) => name.startsWith('x_start')));
  t.end();
});

t.test('an ordering makes what follows restart', (t) => {
  const situation: Situation = {
    resources: primitive('a') + primitive('b', meta('b', { 'resource-stickiness': 1 })),
    nodes: ['n1', 'n2'],
    active: { a: 'n1', b: 'n2' },
    constraints: `${order('a', 'b')}<rsc_location id="l" rsc="a" node="n1" score="-INFINITY"/>`,
    options: noProbes,
  };
  t.same(realPlan(situation).sort(), ['a_start_0 n2', 'a_stop_0 n1', 'b_start_0 n2', 'b_stop_0 n2']);
  t.same(waits(situation)['a_stop_0 n1'], ['b_stop_0 n2']);
  const optional = {
    ...situation,
    constraints: situation.constraints?.replace('then="b" ', 'then="b" kind="Optional" '),
  };
  t.notOk(
    realPlan(optional as Situation).some((name) => name.startsWith('b_')),
    'not if it is only advisory',
  );
  t.end();
});
