import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Element } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { type Bench, type BenchOptions, bench } from '../harness.js';

/** Two nodes of which one is up; a primitive, a group, clones; what has run, and how often it failed. */
export const CLUSTER = `<cib crm_feature_set="3.19.0" validate-with="pacemaker-3.9" epoch="5" num_updates="0" admin_epoch="0" have-quorum="1" dc-uuid="1">
  <configuration>
    <crm_config/>
    <nodes>
      <node id="1" uname="alpha"><instance_attributes id="nodes-1"><nvpair id="nodes-1-rack" name="rack" value="4"/></instance_attributes></node>
      <node id="2" uname="beta"/>
    </nodes>
    <resources>
      <primitive id="vip" class="ocf" provider="heartbeat" type="Thing">
        <instance_attributes id="vip-params"><nvpair id="vip-params-ip" name="ip" value="10.0.0.1"/></instance_attributes>
        <operations><op id="vip-monitor-10s" name="monitor" interval="10s" timeout="20s"/></operations>
      </primitive>
      <group id="g">
        <primitive id="a" class="ocf" provider="heartbeat" type="Thing"/>
        <primitive id="b" class="ocf" provider="heartbeat" type="Thing">
          <meta_attributes id="b-meta"><nvpair id="b-meta-role" name="target-role" value="Stopped"/></meta_attributes>
        </primitive>
      </group>
      <clone id="c"><primitive id="d" class="ocf" provider="heartbeat" type="Thing"/></clone>
      <clone id="p"><meta_attributes id="p-meta"><nvpair id="p-meta-promotable" name="promotable" value="true"/></meta_attributes><primitive id="e" class="ocf" provider="heartbeat" type="Thing"/></clone>
    </resources>
    <constraints/>
    <tags><tag id="both"><obj_ref id="vip"/><obj_ref id="c"/></tag></tags>
  </configuration>
  <status>
    <node_state id="1" uname="alpha" in_ccm="1" crmd="1" join="member" expected="member">
      <lrm id="1"><lrm_resources><lrm_resource id="vip" type="Thing" class="ocf" provider="heartbeat">
        <lrm_rsc_op id="vip_last_0" operation_key="vip_start_0" operation="start" crm-debug-origin="x" crm_feature_set="3.19.0" transition-key="2:1:0:00000000-0000-0000-0000-000000000000" transition-magic="0:0;2:1:0:00000000-0000-0000-0000-000000000000" call-id="2" rc-code="0" op-status="0" interval="0" last-rc-change="1" exec-time="0" queue-time="0" op-digest="0" on_node="alpha"/>
      </lrm_resource></lrm_resources></lrm>
      <transient_attributes id="1"><instance_attributes id="status-1">
        <nvpair id="status-1-fail" name="fail-count-vip#monitor_10000" value="3"/>
      </instance_attributes></transient_attributes>
    </node_state>
  </status>
</cib>
`;

/** A session on that cluster. */
export const clusterBench = (directory: string, options: BenchOptions = {}): Bench =>
  bench(directory, { cib: CLUSTER, now: 1_000_000, ...options });

/** Elements of a saved CIB with these attributes: `nvpair`, { name: 'x' }. */
export function found(saved: string, element: string, attributes: Record<string, string> = {}): Element[] {
  return [...parseXml(saved).walk()].filter(
    (each) => each.name === element && Object.entries(attributes).every(([name, value]) => each.get(name) === value),
  );
}

const METADATA = `<?xml version="1.0"?>
<!DOCTYPE resource-agent SYSTEM "ra-api-1.dtd">
<resource-agent name="Thing" version="1.0">
  <version>1.1</version>
  <longdesc lang="en">Does nothing.
At all.</longdesc>
  <shortdesc lang="en">A thing</shortdesc>
  <parameters>
    <parameter name="speed" unique="0"><longdesc lang="en">How fast.</longdesc><shortdesc lang="en">Speed</shortdesc><content type="integer" default="3"/></parameter>
    <parameter name="ip" required="1" unique="1"><shortdesc lang="en">Address</shortdesc><content type="string"/></parameter>
    <parameter name="mode"><deprecated><replaced-with name="speed"/></deprecated><shortdesc lang="en">Mode</shortdesc><content type="select"><option value="x"/><option value="y"/></content></parameter>
  </parameters>
  <actions>
    <action name="start" timeout="20s"/><action name="stop" timeout="30"/>
    <action name="monitor" timeout="20s" interval="10s" depth="0"/>
    <action name="promote" timeout="10s"/><action name="demote" timeout="10s"/>
    <action name="meta-data" timeout="5s"/><action name="validate-all" timeout="5s"/>
  </actions>
</resource-agent>`;

/** Install an agent ocf:heartbeat:Thing below a directory; each question it is asked leaves a line in a file. */
export function installAgent(directory: string): string {
  const agents = join(directory, 'ocf', 'resource.d', 'heartbeat');
  mkdirSync(agents, { recursive: true });
  writeFileSync(join(directory, 'metadata.xml'), METADATA);
  const script = `#!/bin/sh
echo "$1" >> ${directory}/asked
case "$1" in
meta-data) cat ${directory}/metadata.xml;;
validate-all) [ -n "$OCF_RESKEY_ip" ] || { echo "ERROR: no address"; exit 6; };;
monitor) exit 7;;
start) echo "started $OCF_RESOURCE_INSTANCE at $OCF_RESKEY_ip";;
*) exit 3;;
esac
`;
  const file = join(agents, 'Thing');
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return file;
}
