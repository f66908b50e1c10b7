import t from 'tap';
import { Role } from '../../../../daemon/scheduler/model/role.js';
import { cluster, demandsOf, dummy, type Entry, meta, resourceIn, type Small, stateOf } from './small.js';

const op = (name: string, interval: string, onFail: string): string =>
  `<operations><op id="A-${name}" name="${name}" interval="${interval}" on-fail="${onFail}"/></operations>`;
const START: Entry = { task: 'start' };
const MONITOR: Entry = { task: 'monitor', interval: 10_000 };
const FAILED: Entry = { task: 'monitor', interval: 10_000, exit: 1 };
const FENCING = { 'fencing-enabled': 'true' };
const DEVICE = dummy('fence', '', 'class="stonith" type="fence_x"');

interface Case {
  readonly name: string;
  readonly entries: readonly Entry[];
  readonly inside?: string;
  readonly small?: Small;
  readonly state: string;
  readonly demands?: readonly string[];
}

const cases: readonly Case[] = [
  { name: 'nothing known', entries: [], state: 'Stopped' },
  { name: 'started', entries: [START], state: 'Started n1' },
  {
    name: 'started and monitored',
    entries: [START, MONITOR],
    state: 'Started n1',
    demands: ['recurring A on n1'],
  },
  { name: 'stopped', entries: [START, { task: 'stop' }], state: 'Stopped' },
  { name: 'a probe that found nothing', entries: [{ task: 'monitor', exit: 7 }], state: 'Stopped' },
  { name: 'a probe that found it', entries: [{ task: 'monitor' }], state: 'Started n1' },
  { name: 'a start under way', entries: [{ task: 'start', status: -1 }], state: 'Started n1 startPending' },
  { name: 'a stop under way', entries: [START, { task: 'stop', status: -1 }], state: 'Started n1' },
  {
    name: 'a monitor failed',
    entries: [START, FAILED],
    state: 'Started n1 failed',
    demands: ['recurring A on n1', 'stop A on n1'],
  },
  {
    name: 'a monitor failed, and a later one did not',
    entries: [START, { ...FAILED, lastFailure: true }, MONITOR],
    state: 'Started n1',
    demands: ['recurring A on n1', 'recurring A on n1'],
  },
  {
    name: 'a failure to be ignored',
    entries: [START, FAILED],
    inside: op('monitor', '10s', 'ignore'),
    state: 'Started n1 failureIgnored',
    demands: ['recurring A on n1'],
  },
  {
    name: 'a failure to be left for people',
    entries: [START, FAILED],
    inside: op('monitor', '10s', 'block'),
    state: 'Started n1 unmanaged failed blocked',
    demands: ['recurring A on n1'],
  },
  {
    name: 'a failed stop, without fencing',
    entries: [START, { task: 'stop', exit: 1 }],
    state: 'Started n1 unmanaged failed blocked',
  },
  {
    name: 'a failed stop, with fencing',
    entries: [START, { task: 'stop', exit: 1 }],
    small: { options: FENCING, resources: DEVICE },
    state: 'Started n1 failed',
    demands: ['fence on n1'],
  },
  {
    name: 'a failure that expired',
    entries: [START, { ...FAILED, age: 3600 }],
    inside: meta('A', { 'failure-timeout': '10min' }),
    state: 'Started n1',
    demands: ['recurring A on n1'],
  },
  {
    name: 'degraded is as good as running',
    entries: [START, { ...MONITOR, exit: 190, status: 0 }],
    state: 'Started n1',
    demands: ['recurring A on n1'],
  },
  {
    name: 'not installed where it was looked for',
    entries: [{ task: 'monitor', exit: 5, status: 7 }],
    state: 'Stopped',
  },
  {
    name: 'active on a node in maintenance',
    entries: [START],
    small: { transient: { n1: { maintenance: 'true' } } },
    state: 'Started n1 unmanaged',
  },
  {
    name: 'active on a node that is lost',
    entries: [START],
    small: {
      options: FENCING,
      resources: DEVICE,
      states: { n1: 'in_ccm="false" crmd="offline" join="down" expected="down"' },
    },
    state: 'Started n1',
    demands: ['fence on n1'],
  },
];

t.test('what a history says', (t) => {
  for (const { name, entries, inside = '', small = {}, state, demands = [] } of cases) {
    const found = cluster({
      ...small,
      resources: dummy('A', inside) + (small.resources ?? ''),
      history: { n1: { A: entries } },
    });
    t.equal(stateOf(resourceIn(found, 'A')), state, name);
    t.same(demandsOf(found), demands, `${name}: demands`);
  }
  t.end();
});

t.test('a resource that is configured no more', (t) => {
  const history = { n1: { gone: [START] } };
  const found = cluster({ history });
  t.equal(stateOf(resourceIn(found, 'gone')), 'Started n1 removed');
  t.ok([...resourceIn(found, 'gone').candidates.values()].every(({ score }) => score === -1_000_000));
  const kept = cluster({ history, options: { 'stop-removed-resources': 'false' } });
  t.equal(stateOf(resourceIn(kept, 'gone')), 'Started n1 unmanaged removed');
  t.end();
});

t.test('roles of a promotable clone', (t) => {
  const clone = `<clone id="C">${meta('C', { promotable: 'true' })}${dummy('A')}</clone>`;
  const found = cluster({
    resources: clone,
    history: { n1: { A: [START, { task: 'promote' }] }, n2: { A: [START, { task: 'promote' }, { task: 'demote' }] } },
  });
  t.same(
    ['A:0', 'A:1'].map((id) => stateOf(resourceIn(found, id))),
    ['Promoted n1', 'Unpromoted n2'],
  );
  t.equal(resourceIn(found, 'A:0').historyId, 'A');
  t.end();
});

t.test('a cloned resource on more nodes than there are instances', (t) => {
  const clone = `<clone id="C">${meta('C', { 'clone-max': '1' })}${dummy('A')}</clone>`;
  const found = cluster({ resources: clone, history: { n1: { A: [START] }, n2: { A: [START] } } });
  t.equal(stateOf(resourceIn(found, 'A:1')), 'Started n2 removed');
  t.end();
});

t.test('active in several places', (t) => {
  const history = { n1: { A: [START] }, n2: { A: [START] } };
  const found = (policy: string) =>
    resourceIn(cluster({ resources: dummy('A', meta('A', { 'multiple-active': policy })), history }), 'A');
  t.equal(stateOf(found('stop_start')), 'Started n1 n2');
  t.equal(stateOf(found('block')), 'Started n1 n2 unmanaged blocked');
  const stopped = found('stop_only');
  t.ok([...stopped.candidates.values()].every(({ score }) => score === -1_000_000));
  t.end();
});

t.test('the same probe fails as often as it is masked', (t) => {
  const { failedOperations, resourcesById } = cluster({
    resources: dummy('A'),
    history: { n1: { A: [{ task: 'monitor', exit: 5, status: 7 }] } },
  });
  t.same(
    failedOperations.map((operation) => [operation.get('uname'), operation.get('rsc-id')]),
    [['n1', 'A']],
  );
  t.equal(resourcesById.get('A')?.role, Role.stopped);
  t.end();
});

t.test('the document is left as it was', (t) => {
  const found = cluster({ resources: dummy('A'), history: { n1: { A: [START, FAILED] } } });
  const [operation] = [...found.cib.walk()].filter((element) => element.get('operation') === 'monitor');
  t.notOk(operation?.has('rsc-id'));
  t.end();
});
