import t from 'tap';
import { Cib } from '../../../cib/document/cib.js';
import { Editor } from '../../../cib/document/editor.js';
import { Element } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serializePretty } from '../../../cib/xml/serialize.js';
import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import { Rescheduler } from '../../../daemon/scheduler/reschedule.js';
import { schedule } from '../../../daemon/scheduler/schedule.js';
import { graphXml } from '../../../daemon/scheduler/serialise/graph-xml.js';
import { simulateTransition } from '../../../daemon/scheduler/simulate/transition.js';
import { World } from '../../../daemon/scheduler/simulate/world.js';
import { fc } from '../../harness/property.js';

const START = Date.UTC(2026, 0, 1);

const pairs = (id: string, values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `<nvpair id="${id}-${name}" name="${name}" value="${value}"/>`)
    .join('');
const agent = 'class="ocf" provider="pacemaker" type="Stateful"';
const operations = (id: string) =>
  `<operations><op id="${id}-m" name="monitor" interval="10s" timeout="20s"/>
  <op id="${id}-s" name="start" interval="0" timeout="40s"/></operations>`;

/** What kept data could be wrong about: rules with and without dates, templates, defaults, inheritance, digests. */
const CIB = `<cib validate-with="pacemaker-4.0" crm_feature_set="3.20.0" admin_epoch="0" epoch="1" num_updates="0" have-quorum="1">
<configuration>
  <crm_config><cluster_property_set id="o">${pairs('o', { 'fencing-enabled': 'false' })}</cluster_property_set></crm_config>
  <nodes>${[1, 2, 3].map((n) => `<node id="${n}" uname="n${n}"><instance_attributes id="a${n}">${pairs(`a${n}`, { rack: String(n % 2) })}</instance_attributes></node>`).join('')}</nodes>
  <resources>
    <template id="tpl" ${agent}><meta_attributes id="tpl-m">${pairs('tpl-m', { 'migration-threshold': '2' })}</meta_attributes>${operations('tpl')}</template>
    <primitive id="a" template="tpl"><instance_attributes id="a-i">${pairs('a-i', { state: '/a', pw: '1' })}</instance_attributes></primitive>
    <primitive id="b" ${agent}>
      <instance_attributes id="b-r" score="2"><rule id="b-rule"><expression id="b-e" attribute="rack" operation="eq" value="1"/></rule>${pairs('b-r', { state: '/odd' })}</instance_attributes>
      <instance_attributes id="b-i">${pairs('b-i', { state: '/even' })}</instance_attributes>${operations('b')}</primitive>
    <group id="g"><meta_attributes id="g-m">${pairs('g-m', { 'resource-stickiness': '5' })}</meta_attributes>
      <primitive id="g1" ${agent}>${operations('g1')}</primitive><primitive id="g2" ${agent}>
      <meta_attributes id="g2-m" score="1"><rule id="g2-rule"><date_expression id="g2-d" operation="gt" start="2026-01-01T01:00:00Z"/></rule>${pairs('g2-m', { 'is-managed': 'false' })}</meta_attributes></primitive></group>
    <clone id="c"><meta_attributes id="c-m">${pairs('c-m', { promotable: 'true', notify: 'true' })}</meta_attributes>
      <primitive id="ci" ${agent}><instance_attributes id="ci-i">${pairs('ci-i', { state: '/c' })}</instance_attributes>${operations('ci')}
        <meta_attributes id="ci-m">${pairs('ci-m', { 'failure-timeout': '30s' })}</meta_attributes></primitive></clone>
    <primitive id="wrong" ${agent}><meta_attributes id="w-m">${pairs('w-m', { priority: '#default', 'target-role': 'x' })}</meta_attributes>
      <operations><op id="w-op" name="monitor" interval="soon" on-fail="demote"/></operations></primitive>
  </resources>
  <constraints>
    <rsc_location id="l1" rsc="a"><rule id="l1-r" score="50"><expression id="l1-e" attribute="rack" operation="eq" value="0"/></rule></rsc_location>
    <rsc_location id="l2" rsc="g"><rule id="l2-r" score="-INFINITY"><date_expression id="l2-d" operation="lt" end="2026-01-01T02:00:00Z"/><expression id="l2-e" attribute="#uname" operation="eq" value="n1"/></rule></rsc_location>
    <rsc_colocation id="co" rsc="b" with-rsc="c" with-rsc-role="Promoted" score="100"/>
    <rsc_order id="or" first="c" first-action="promote" then="g"/>
  </constraints>
  <rsc_defaults><meta_attributes id="rd"><rule id="rd-r"><rsc_expression id="rd-e" class="ocf"/></rule>${pairs('rd', { 'resource-stickiness': '1' })}</meta_attributes></rsc_defaults>
  <op_defaults><meta_attributes id="od"><rule id="od-r"><op_expression id="od-e" name="monitor"/></rule>${pairs('od', { timeout: '33s' })}</meta_attributes></op_defaults>
</configuration>
<status>${[1, 2, 3].map((n) => `<node_state id="${n}" uname="n${n}" in_ccm="true" crmd="online" join="member" expected="member"><transient_attributes id="${n}"><instance_attributes id="s${n}">${pairs(`s${n}`, { 'master-ci': String(n) })}</instance_attributes></transient_attributes></node_state>`).join('')}</status></cib>`;

/** Everything that a run decides and says. */
function said(cluster: Cluster): string {
  const graph = cluster.graph ? serializePretty(graphXml(cluster, cluster.graph)) : '';
  const { log, scores, findings, recheckBy } = cluster;
  return graph + JSON.stringify({ log, scores, findings, recheckBy });
}

/** The cluster once it has done what it wants to do. */
function settled(): Element {
  const root = parseXml(CIB);
  for (let i = 0; i < 3; i++) {
    const cluster = schedule(root, { now: START });
    if (!cluster.graph) throw new Error('no transition');
    simulateTransition(cluster, cluster.graph, new World(root, START / 1000, false), [], () => {});
  }
  return root;
}

const SETTLED = settled();

/** What may happen: which element of those that it can happen to, and to what. */
type Change = readonly [kind: (typeof KINDS)[number], at: number, value: string];
const KINDS = ['result', 'recorded', 'forget', 'node', 'transient', 'configure', 'unconfigure', 'unstick'] as const;

const pick = (elements: readonly Element[], at: number): Element | undefined => elements[at % elements.length];
const named = (root: Element | undefined, ...names: string[]): Element[] =>
  root ? [...root.walk()].filter(({ name }) => names.includes(name)) : [];

function apply(editor: Editor, [kind, at, value]: Change): void {
  const { root } = editor.cib;
  const [configuration, status] = [root.child('configuration'), root.child('status')];
  const set = (element: Element | undefined, name: string, to: string): void => {
    if (element) editor.setAttribute(element, name, to);
  };
  switch (kind) {
    case 'result':
      set(pick(named(status, 'lrm_rsc_op'), at), 'rc-code', value);
      break;
    case 'recorded':
      set(pick(named(status, 'lrm_rsc_op'), at), 'op-digest', value);
      break;
    case 'forget': {
      const entry = pick(named(status, 'lrm_resource'), at);
      if (entry) editor.remove(entry);
      break;
    }
    case 'node':
      set(pick(named(status, 'node_state'), at), 'crmd', value === '0' ? 'online' : 'offline');
      break;
    case 'transient': {
      const block = pick(named(status, 'instance_attributes'), at);
      const name = at % 2 ? 'fail-count-a#monitor_10000' : 'standby';
      if (block) editor.insert(block, new Element('nvpair', { id: `x${at}-${value}`, name, value }));
      break;
    }
    case 'configure':
      set(pick(named(configuration, 'nvpair'), at), 'value', value);
      break;
    case 'unconfigure': {
      const member = pick(named(configuration, 'op', 'nvpair', 'rule'), at);
      if (member) editor.remove(member);
      break;
    }
    case 'unstick':
      set(pick(named(configuration, 'expression', 'rsc_expression', 'op_expression'), at), 'operation', 'ne');
  }
}

t.test('deciding again is deciding anew, whatever happened in between', async () => {
  const change: fc.Arbitrary<Change> = fc.tuple(
    fc.constantFrom(...KINDS, ...KINDS.slice(0, 5), ...KINDS.slice(0, 5)),
    fc.nat(500),
    fc.constantFrom('0', '1', '7', '8', 'true', '#default'),
  );
  const minutes = fc.integer({ min: 0, max: 50 });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.array(change, { maxLength: 3 }), minutes), { maxLength: 8 }), (steps) => {
      const cib = new Cib(SETTLED.clone());
      const rescheduler = new Rescheduler(cib);
      let now = START;
      for (const [changes, passed] of steps) {
        const editor = new Editor(cib);
        for (const one of changes) apply(editor, one);
        // Some are taken back, as a change that turns out to be invalid is
        if (passed % 5 === 4) editor.rollback();
        now += passed * 60_000;
        const [again, anew] = [rescheduler.schedule({ now, scores: true }), schedule(cib.root, { now, scores: true })];
        if (said(again) !== said(anew)) return false;
      }
      return true;
    }),
    { numRuns: 60 },
  );
});

t.test('one that is closed is told of nothing any more', async (t) => {
  const cib = new Cib(SETTLED.clone());
  const rescheduler = new Rescheduler(cib);
  t.equal(cib.indexes.length, 1);
  rescheduler.close();
  t.equal(cib.indexes.length, 0);
});
