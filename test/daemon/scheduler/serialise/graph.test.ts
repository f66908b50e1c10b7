import t from 'tap';
import { parseXml } from '../../../../cib/xml/parse.js';
import { serializePretty } from '../../../../cib/xml/serialize.js';
import type { Cluster } from '../../../../daemon/scheduler/model/cluster.js';
import { schedule } from '../../../../daemon/scheduler/schedule.js';
import { changesOf } from '../../../../daemon/scheduler/serialise/changes.js';
import { dotGraph } from '../../../../daemon/scheduler/serialise/dot.js';
import { graphXml } from '../../../../daemon/scheduler/serialise/graph-xml.js';
import { cibWith } from '../../../harness/cib-file.js';

const OPTIONS =
  '<cluster_property_set id="o"><nvpair id="o-f" name="fencing-enabled" value="false"/>' +
  '<nvpair id="o-q" name="no-quorum-policy" value="ignore"/></cluster_property_set>';
const state = (id: number, history = ''): string =>
  `<node_state id="${id}" uname="n${id}" in_ccm="true" crmd="online" join="member" expected="member"><lrm id="${id}"><lrm_resources>${history}</lrm_resources></lrm></node_state>`;

function decide(resources: string, histories: readonly string[] = ['', ''], constraints = ''): Cluster {
  const nodes = histories.map((_, i) => `<node id="${i + 1}" uname="n${i + 1}"/>`).join('');
  const status = histories.map((history, i) => state(i + 1, history)).join('');
  const cib = parseXml(cibWith({ crm_config: OPTIONS, nodes, resources, constraints, status }));
  return schedule(cib, { now: 1_700_000_000_000 });
}

const DUMMY = 'class="ocf" provider="pacemaker" type="Dummy"';
const graphOf = (cluster: Cluster): string => serializePretty(graphXml(cluster, cluster.graph ?? { synapses: [] }));

t.test('a start: the graph as XML', async (t) => {
  const params =
    '<instance_attributes id="p"><nvpair id="p-s" name="state" value="/x"/><nvpair id="p-1" name="1" value="one"/></instance_attributes>';
  const xml = graphOf(decide(`<primitive id="r" ${DUMMY}>${params}</primitive>`, ['']));
  t.match(
    xml,
    /^<transition_graph cluster-delay="60s" fencing-timeout="60s" failed-stop-offset="INFINITY" failed-start-offset="INFINITY" batch-limit="0" transition_id="1">/,
  );
  t.match(
    xml,
    `<rsc_op id="1" operation="monitor" operation_key="r_monitor_0" on_node="n1" on_node_uuid="1">
        <primitive id="r" class="ocf" provider="pacemaker" type="Dummy"/>
        <attributes CRM_meta_on_node="n1" CRM_meta_on_node_uuid="1" CRM_meta_op_target_rc="7" CRM_meta_timeout="20000" crm_feature_set="3.20.5" state="/x">
          <param name="1" value="one"/>
        </attributes>
      </rsc_op>`,
    'a probe, with its parameters in order; what cannot be an attribute is an element',
  );
  t.match(
    xml,
    /<trigger>\s*<rsc_op id="1" operation="monitor" operation_key="r_monitor_0" on_node="n1" on_node_uuid="1"\/>\s*<\/trigger>/,
  );
});

t.test('the same as a drawing', async (t) => {
  const cluster = decide(`<primitive id="r" ${DUMMY}/>`, ['']);
  t.equal(
    dotGraph(cluster),
    ' digraph "g" {\n' +
      '"r_start_0 n1" [ style=bold color="green" fontcolor="black"]\n' +
      '"r_monitor_0 n1" [ style=bold color="green" fontcolor="black"]\n' +
      '"r_monitor_0 n1" -> "r_start_0 n1" [ style = bold]\n}\n',
  );
  t.match(dotGraph(cluster, { ids: true }), '"r_start_0 n1 (2)"');
  const idle = decide(`<primitive id="r" ${DUMMY}/>`, [
    '<lrm_resource id="r" class="ocf" provider="pacemaker" type="Dummy"><lrm_rsc_op id="r_last_0" operation_key="r_start_0" operation="start" transition-magic="0:0;1:1:0:x" transition-key="1:1:0:x" call-id="2" rc-code="0" op-status="0" interval="0" op-digest="f2317cad3d54cec5d7d7aa7d0bf35cf8"/></lrm_resource>',
  ]);
  t.equal(dotGraph(idle), ' digraph "g" {\n}\n', 'nothing to do');
  t.match(dotGraph(idle, { allActions: true }), 'color="blue"', 'but all actions are there if asked for');
});

t.test('instances of anonymous clones go by the name of what is cloned', async (t) => {
  const xml = graphOf(decide(`<clone id="c"><primitive id="r" ${DUMMY}/></clone>`));
  t.match(xml, 'operation="start" operation_key="r:0_start_0" on_node=');
  t.match(xml, '<primitive id="r" long-id="r:0" class="ocf"');
  t.match(
    xml,
    'CRM_meta_clone="0" CRM_meta_clone_max="2" CRM_meta_clone_node_max="1" CRM_meta_globally_unique="false"',
  );
  t.match(xml, 'operation="running" operation_key="c_running_0"');
});

t.test('changes', async (t) => {
  const told = (cluster: Cluster): string[] =>
    changesOf(cluster).map((change) =>
      change.kind === 'node'
        ? `${change.task} ${change.node}`
        : `${change.change} ${change.resource} ${change.origin ?? '-'} ${change.destination ?? '-'}${change.blocked ? ' blocked' : ''}`,
    );
  const r = `<primitive id="r" ${DUMMY}/>`;
  const running =
    '<lrm_resource id="r" class="ocf" provider="pacemaker" type="Dummy"><lrm_rsc_op id="r_last_0" operation_key="r_start_0" operation="start" ' +
    'transition-magic="0:0;1:1:0:x" transition-key="1:1:0:x" call-id="2" rc-code="0" op-status="0" interval="0" op-digest="f2317cad3d54cec5d7d7aa7d0bf35cf8"/></lrm_resource>';
  t.same(told(decide(r)), ['Start r - n1']);
  t.same(told(decide(r, [running, ''])), []);
  const ban = '<rsc_location id="l" rsc="r" node="n1" score="-INFINITY"/>';
  t.same(told(decide(r, [running, ''], ban)), ['Move r n1 n2']);
  const stopped = '<meta_attributes id="m"><nvpair id="m-t" name="target-role" value="Stopped"/></meta_attributes>';
  t.same(told(decide(`<primitive id="r" ${DUMMY}>${stopped}</primitive>`, [running, ''])), ['Stop r n1 -']);
  const failed = running.replace('0:0;', '0:1;').replace('rc-code="0"', 'rc-code="1"');
  t.same(told(decide(r, [failed, ''])), ['Recover r n1 -']);
});
