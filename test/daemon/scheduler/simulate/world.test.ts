import t from 'tap';
import { parseXml } from '../../../../cib/xml/parse.js';
import { serialize } from '../../../../cib/xml/serialize.js';
import { countFailure, historyFor, recordResult } from '../../../../daemon/scheduler/simulate/result.js';
import type { Step } from '../../../../daemon/scheduler/simulate/step.js';
import { World } from '../../../../daemon/scheduler/simulate/world.js';
import { cibWith } from '../../../harness/cib-file.js';

const NODES = '<node id="1" uname="n1"/><node id="2" uname="n2"/>';
const world = (status = '', configure = false): World =>
  new World(parseXml(cibWith({ nodes: NODES, status })), 1000, configure);
const DUMMY = { class: 'ocf', provider: 'pacemaker', type: 'Dummy' };

t.test('states of nodes', async (t) => {
  const known = world('<node_state id="1" uname="n1"/><node_state id="2"/>');
  t.equal(serialize(known.nodeState('n1')), '<node_state id="1" uname="n1"/>');
  t.equal(known.cib.get('num_updates'), '0', 'nothing changed');
  t.equal(serialize(known.nodeState('n2')), '<node_state id="2" uname="n2"/>', 'found by id');
  t.equal(serialize(known.nodeState('n3', '3')), '<node_state id="3" uname="n3"/>', 'made up');
  t.equal(known.cib.get('num_updates'), '2');
  const up = world('', true);
  up.setOnline(up.nodeState('new'), true);
  t.match(serialize(up.cib), '<node id="new" uname="new"/>', 'it is configured if it comes up');
  t.match(serialize(up.cib), 'crmd="online" join="member" expected="member"');
});

t.test('histories are found by name until the node is fenced', async (t) => {
  const made = world('<node_state id="1" uname="n1"/>');
  const state = made.nodeState('n1');
  const history = made.addHistory(state, 'r', DUMMY);
  t.equal(made.history(state, 'r'), history);
  made.forget(state);
  t.equal(made.history(state, 'r'), undefined);
  t.equal(serialize(state), '<node_state id="1" uname="n1"/>');
});

t.test('results', async (t) => {
  const made = world('<node_state id="1" uname="n1"/>');
  const history = made.addHistory(made.nodeState('n1'), 'r', DUMMY);
  const record = (task: string, intervalMs: number, exit: number, attributes?: ReadonlyMap<string, string>): void =>
    recordResult(
      history,
      {
        resource: 'r',
        task,
        intervalMs,
        exit,
        expected: 0,
        node: 'n1',
        reason: 'why',
        ...(attributes && { attributes }),
      },
      1000,
    );
  const entries = (): string[] =>
    [...history.elements()].map((entry) =>
      ['id', 'operation', 'call-id', 'rc-code', 'exit-reason'].map((name) => entry.get(name)).join(' '),
    );
  record('start', 0, 0);
  t.same(entries(), ['r_last_0 start 1 0 ']);
  record('monitor', 10_000, 0);
  record('reload-agent', 0, 0);
  t.same(entries(), ['r_last_0 start 3 0 ', 'r_monitor_10000 monitor 2 0 '], 'a reload counts as a start');
  record('stop', 0, 1);
  t.same(entries(), ['r_last_0 stop 4 1 why', 'r_monitor_10000 monitor 2 0 ', 'r_last_failure_0 stop 4 1 why']);
  record('monitor', 10_000, 7);
  t.equal(entries().at(-1), 'r_last_failure_0 monitor 5 7 why', 'a recurring failure is no last operation');
  const notification = new Map([
    ['CRM_meta_notify_type', 'pre'],
    ['CRM_meta_notify_operation', 'stop'],
  ]);
  record('notify', 0, 1, notification);
  t.equal(entries().at(-1), 'r_pre_notify_stop_0 notify 6 0 ', 'notifications cannot fail');
  record('migrate_to', 0, 1, new Map([['CRM_meta_migrate_target', 'n2']]));
  t.equal(entries().at(-1), 'r_migrate_to_0 migrate_to 7 1 ', 'migrations are kept apart');
  t.equal([...history.elements()].at(-1)?.get('migrate_target'), 'n2');
});

t.test('digests are those of the parameters, and of the timeout if recurring', async (t) => {
  const digest = (attributes: Record<string, string>): string | undefined => {
    const made = world('<node_state id="1" uname="n1"/>');
    const history = made.addHistory(made.nodeState('n1'), 'r', DUMMY);
    const result = { resource: 'r', task: 'monitor', intervalMs: 0, exit: 0, expected: 0, node: 'n1', reason: '' };
    recordResult(history, { ...result, attributes: new Map(Object.entries(attributes)) }, 1000);
    return [...history.elements()][0]?.get('op-digest');
  };
  const none = 'f2317cad3d54cec5d7d7aa7d0bf35cf8';
  t.equal(digest({}), none);
  t.equal(digest({ crm_feature_set: '3.0', CRM_meta_timeout: '20000', CRM_meta_on_node: 'n1' }), none);
  t.equal(digest({ CRM_meta_interval: '20000', CRM_meta_timeout: '20000' }), '4811cef7f7f94e3a35a70be7916cb2fd');
  t.equal(digest({ b: '2', a: '1' }), digest({ a: '1', b: '2' }), 'in any order');
  t.not(digest({ a: '1' }), none);
});

t.test('failures are counted in attributes of the node', async (t) => {
  const made = world('<node_state id="1" uname="n1"/>');
  const state = made.nodeState('n1');
  const steps: Step[] = [];
  const fail = (exit: number, intervalMs: number, fatal = false): void =>
    countFailure(made, state, { resource: 'r', task: 'monitor', intervalMs, exit, fatal }, (step) => steps.push(step));
  fail(0, 10_000);
  fail(7, 0);
  t.same(steps, [], 'a probe that finds nothing is no failure');
  fail(1, 10_000);
  fail(1, 10_000);
  t.equal(made.attribute(state, 'fail-count-r#monitor_10000'), '2');
  t.equal(made.attribute(state, 'last-failure-r#monitor_10000'), '1000');
  fail(1, 10_000, true);
  t.equal(made.attribute(state, 'fail-count-r#monitor_10000'), 'INFINITY');
  t.equal(steps.length, 6);
});

t.test('a history can be made up only of agents that are known', async (t) => {
  const made = world('<node_state id="1" uname="n1"/>');
  const state = made.nodeState('n1');
  const problems: string[] = [];
  const make = (agent: Partial<typeof DUMMY>): boolean =>
    historyFor(
      made,
      state,
      { name: 'r:0', preferred: 'r', agent: { class: agent.class, provider: agent.provider, type: agent.type } },
      (step) => {
        if (step.kind === 'problem') problems.push(step.text);
      },
    ) !== undefined;
  t.notOk(make({}));
  t.notOk(make({ class: 'upstart', type: 'x' }));
  t.notOk(make({ class: 'ocf', type: 'x' }));
  t.same(problems, [
    'Resource r:0 not found in the status section of 1 (supply class and type to continue)',
    'Invalid class for r:0: upstart',
    'Please specify the provider for resource r:0',
  ]);
  t.ok(make(DUMMY));
  t.equal(made.history(state, 'r')?.get('type'), 'Dummy', 'under the name that histories use');
});
