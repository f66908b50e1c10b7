import t from 'tap';
import { acted, plan, realPlan, waits } from '../acted.js';
import { meta, primitive, type Situation } from '../placed.js';

const device = '<primitive id="fence" class="stonith" type="fence_dummy"/>';
const options = { 'fencing-enabled': 'true', 'enable-startup-probes': 'false' };
const lost: Situation = {
  resources: device + primitive('x'),
  nodes: ['n1', '!n2'],
  active: { x: 'n2' },
  options,
};

t.test('a lost node is fenced before what was there starts elsewhere', (t) => {
  t.same(plan(lost).sort(), ['*x_stop_0 n2', 'fence_start_0 n1', 'stonith-n2-reboot n2', 'x_start_0 n1']);
  t.same(waits(lost)['x_start_0 n1'], ['stonith-n2-reboot n2']);
  t.end();
});

t.test('what fencing depends on', (t) => {
  const cases: readonly (readonly [string, Situation, boolean])[] = [
    ['a device', { ...lost, resources: primitive('x') }, false],
    ['quorum', { ...lost, quorum: false }, false],
    ['resources to manage', { ...lost, options: { ...options, 'maintenance-mode': 'true' } }, false],
    ['nothing else', lost, true],
  ];
  for (const [what, situation, isFenced] of cases) {
    t.equal(
      realPlan(situation).some((name) => name.startsWith('stonith')),
      isFenced,
      what,
    );
  }
  t.end();
});

t.test('fencing one by one', (t) => {
  const situation: Situation = {
    resources: device + primitive('x') + primitive('y'),
    nodes: ['n1', '!n2', '!n3'],
    active: { x: 'n2', y: 'n3' },
    options: { ...options, 'no-quorum-policy': 'ignore' },
  };
  t.same(waits(situation)['stonith-n3-reboot n3'] ?? [], []);
  const serial = { ...situation, options: { ...situation.options, 'concurrent-fencing': 'false' } };
  t.same(waits(serial)['stonith-n3-reboot n3'], ['stonith-n2-reboot n2']);
  t.end();
});

t.test('a node that holds more has time to fence the others', (t) => {
  const situation: Situation = {
    resources: device + primitive('x', meta('x', { priority: 10 })) + primitive('y', meta('y', { priority: 1 })),
    nodes: ['n1', '!n2'],
    active: { x: 'n2', y: 'n1' },
    options: { ...options, 'no-quorum-policy': 'ignore', 'priority-fencing-delay': '15s' },
  };
  const delays = (active: Record<string, string>): (string | undefined)[] =>
    acted({ ...situation, active })
      .actions.filter(({ task }) => task === 'stonith')
      .map(({ meta: values }) => values.get('priority-fencing-delay'));
  t.same(delays({ x: 'n2', y: 'n1' }), ['15']);
  t.same(delays({ x: 'n1', y: 'n2' }), ['0']);
  t.end();
});
