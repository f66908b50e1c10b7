import t from 'tap';
import { parseXml } from '../../../cib/xml/parse.js';
import { unpack } from '../../../daemon/scheduler/unpack/unpack.js';
import { simpleStatus } from '../../../tools/status/simple.js';

/** Nodes n1, n2 …: whether each is online, and an attribute that is set for it. */
function told(dc: boolean, ...nodes: (readonly [online: boolean, attribute?: 'standby' | 'maintenance'])[]): string {
  const configured = nodes.map(([, attribute], index) => {
    const id = `${index + 1}`;
    const set = `<instance_attributes id="s${id}"><nvpair id="v${id}" name="${attribute}" value="true"/></instance_attributes>`;
    return `<node id="${id}" uname="n${id}">${attribute ? set : ''}</node>`;
  });
  const states = nodes.map(([online], index) => {
    const [member, peer] = online ? ['true', 'online'] : ['false', 'offline'];
    return `<node_state id="${index + 1}" uname="n${index + 1}" in_ccm="${member}" crmd="${peer}" join="${online ? 'member' : 'down'}" expected="${online ? 'member' : 'down'}"/>`;
  });
  const cib = `<cib validate-with="pacemaker-3.9" crm_feature_set="3.19.0" have-quorum="1"${dc ? ' dc-uuid="1"' : ''}>
    <configuration><crm_config/><nodes>${configured.join('')}</nodes>
    <resources><primitive id="a" class="ocf" provider="heartbeat" type="Dummy"/></resources><constraints/></configuration>
    <status>${states.join('')}</status></cib>`;
  return simpleStatus(unpack(parseXml(cib), { now: 1_700_000_000_000 }));
}

t.test('the state of a cluster in one line', (t) => {
  const cases = [
    [told(true, [true]), 'CLUSTER OK: 1 node online, 1 resource instance configured\n'],
    [told(true, [true], [true]), 'CLUSTER OK: 2 nodes online, 1 resource instance configured\n'],
    [
      told(true, [true], [true, 'standby'], [true, 'maintenance']),
      'CLUSTER OK: 1 node online, 1 standby node, 1 maintenance node, 1 resource instance configured\n',
    ],
    [told(true, [true], [false], [false, 'standby']), 'CLUSTER WARN: offline node: n2 offline node: n3\n'],
    [told(false, [true]), 'CLUSTER WARN: No DC\n'],
    [told(false, [false]), 'CLUSTER WARN: No DC, offline node: n1\n'],
  ] as const;
  for (const [is, wanted] of cases) t.equal(is, wanted);
  t.end();
});
