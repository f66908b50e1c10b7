import t from 'tap';
import { acted, plan, realPlan, waits } from '../acted.js';
import { meta, primitive, type Situation } from '../placed.js';

const options = { 'enable-startup-probes': 'false' };
const clone = (values: Record<string, string | number>): string =>
  `<clone id="C">${primitive('c')}${meta('C', values)}</clone>`;

t.test('instances are told before and after what is done with them', (t) => {
  const situation: Situation = {
    resources: clone({ notify: 'true' }),
    nodes: ['n1', 'n2'],
    options,
    active: { c: 'n1' },
  };
  t.same(realPlan(situation).sort(), [
    'c:0_post_notify_start_0 n1',
    'c:0_pre_notify_start_0 n1',
    'c:1_post_notify_start_0 n2',
    'c:1_start_0 n2',
  ]);
  const order = waits(situation);
  t.same(order['c:1_start_0 n2'], ['c:0_pre_notify_start_0 n1']);
  t.same(order['c:0_post_notify_start_0 n1'], ['c:1_start_0 n2', 'c:0_pre_notify_start_0 n1'].sort());
  const told = acted(situation).actions.find(({ key }) => key === 'c:0_pre_notify_start_0')?.told;
  t.equal(told?.get('notify_start_resource'), 'c:1');
  t.equal(told?.get('notify_start_uname'), 'n2');
  t.equal(told?.get('notify_active_uname'), 'n1');
  t.equal(told?.get('notify_stop_resource'), ' ');
  t.equal(told?.get('notify_all_uname'), 'n1 n2');
  t.end();
});

t.test('instances of an ordered clone start one by one', (t) => {
  const situation: Situation = { resources: clone({ ordered: 'true' }), nodes: ['n1', 'n2'], options };
  t.same(waits(situation), { 'c:1_start_0 n2': ['c:0_start_0 n1'] });
  t.end();
});

t.test('an instance is promoted when all are started', (t) => {
  const situation: Situation = {
    resources: clone({ promotable: 'true' }),
    nodes: ['n1', 'n2'],
    options,
    transient: { n2: { 'master-c': '10' } },
  };
  t.same(realPlan(situation).sort(), ['c:0_promote_0 n2', 'c:0_start_0 n2', 'c:1_start_0 n1']);
  t.same(waits(situation), { 'c:0_promote_0 n2': ['c:0_start_0 n2', 'c:1_start_0 n1'] });
  t.ok(plan(situation).includes('*C_promoted_0'));
  t.end();
});

t.test('a promotion moves: demoted there before promoted here', (t) => {
  const situation: Situation = {
    resources: clone({ promotable: 'true' }),
    nodes: ['n1', 'n2'],
    options,
    active: { c: 'n1 promoted' },
    transient: { n1: { 'master-c': '1' }, n2: { 'master-c': '10', standby: 'off' } },
    constraints: '<rsc_location id="l" rsc="C" role="Promoted" node="n1" score="-INFINITY"/>',
  };
  const order = waits(situation);
  const promote = Object.keys(order).find((name) => name.includes('promote'));
  t.ok(promote?.endsWith(' n2'));
  t.ok(order[promote ?? '']?.includes('c:0_demote_0 n1'));
  t.end();
});
