import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { CibClient } from '../../../cib/client/client.js';
import type { Element } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serialize } from '../../../cib/xml/serialize.js';
import { DaemonProcess } from '../../daemon/cib/process.js';
import { bench } from '../harness.js';
import { CLUSTER } from './cluster.js';

const OPERATION =
  'crm-debug-origin="x" crm_feature_set="3.19.0" transition-key="2:1:0:00000000-0000-0000-0000-000000000000" transition-magic="0:0;2:1:0:00000000-0000-0000-0000-000000000000" rc-code="0" op-status="0" last-rc-change="1" exec-time="0" queue-time="0" op-digest="f2317cad3d54cec5d7d7aa7d0bf35cf8" on_node="alpha"';

/** What a node has done last with its only resource. */
const done = (operation: 'start' | 'stop', call: number) =>
  `<status><node_state id="1" uname="alpha" in_ccm="true" crmd="online" join="member" expected="member"><lrm id="1"><lrm_resources><lrm_resource id="vip" type="Thing" class="ocf" provider="heartbeat"><lrm_rsc_op id="vip_last_0" operation_key="vip_${operation}_0" operation="${operation}" call-id="${call}" interval="0" ${OPERATION}/></lrm_resource></lrm_resources></lrm></node_state></status>`;

const CIB = CLUSTER.replace(/<status>[\s\S]*<\/status>/, done('start', 2))
  .replace(
    '<crm_config/>',
    '<crm_config><cluster_property_set id="p"><nvpair id="s" name="stonith-enabled" value="false"/><nvpair id="q" name="no-quorum-policy" value="ignore"/></cluster_property_set></crm_config>',
  )
  .replace(/<instance_attributes id="vip[\s\S]*?<\/instance_attributes>/, '')
  .replace(/<operations>[\s\S]*?<\/operations>/, '')
  .replace(/<node id="2" uname="beta"\/>/, '')
  .replace(/<group[\s\S]*<\/clone>/, '')
  .replace(/<tags>[\s\S]*<\/tags>/, '');

/** A daemon with a cluster of one node, and a node that does what it should whenever time passes. */
async function live(t: Test) {
  // A short path: the names of sockets are limited to some 100 bytes.
  const home = mkdtempSync(join(tmpdir(), 'metronome-settle-'));
  t.teardown(() => rmSync(home, { recursive: true, force: true }));
  mkdirSync(join(home, 'd'));
  const daemon = await DaemonProcess.start(join(home, 'd'));
  t.teardown(() => daemon.kill('SIGTERM'));
  const client = await daemon.connect();
  t.teardown(() => client.close());
  await client.call({ operation: 'replace', input: parseXml(CIB) });
  const steps: string[] = [];
  const at = (coordinator: string | undefined, options: Parameters<typeof bench>[1] = {}) => {
    const made = bench(home, {
      ...options,
      now: 1_000_000_000_000,
      env: { CIB_file: '', METRONOME_DIR: join(home, 'd') },
      outside: { coordinator: async () => coordinator, sleep: async () => obey(client, steps) },
    });
    t.teardown(() => made.session.disconnect());
    return made;
  };
  return { at, steps, client };
}

async function obey(client: CibClient, steps: string[]): Promise<void> {
  const cib = (await client.call({ operation: 'query' })).output as Element;
  const text = serialize(cib);
  const stopped = /name="target-role" value="stopped"|name="stop-all-resources" value="true"/i.test(text);
  const step = stopped ? 'stop' : 'start';
  if (steps.at(-1) === step) return;
  steps.push(step);
  await client.call({ operation: 'replace', section: 'status', input: parseXml(done(step, steps.length + 2)) });
}

t.test('a change is waited for, if the user wants that', async (t) => {
  const { at, steps } = await live(t);
  const hasty = at('alpha');
  t.ok(await hasty.run('resource stop vip'), hasty.output());
  t.same(steps, [], 'nobody waited');
  const patient = at('alpha', { options: { wait: true } });
  t.ok(await patient.run('resource start vip'), patient.output());
  t.same(steps, [], 'it was not stopped yet: nothing to wait for');
  t.ok(await patient.run('resource stop vip'), patient.output());
  t.same(steps, ['stop']);
  const later = at('alpha');
  t.ok(await later.run('options wait yes', 'resource start vip'), later.output());
  t.same(steps, ['stop', 'start'], 'by the option of the user');
  t.ok(await patient.run('configure rsc_defaults target-role=Started', 'configure property stop-all-resources=true'));
  t.same(steps, ['stop', 'start', 'stop'], 'edits of a single command, too');
  t.ok(await patient.run('configure property stop-all-resources=false'));
  const alone = at(undefined, { options: { wait: true } });
  t.notOk(await alone.run('resource stop vip'));
  t.match(alone.output(), "WARNING: can't find DC\n");
  const file = bench(t.testdir(), { cib: CIB, options: { wait: true } });
  t.ok(await file.run('resource stop vip'), 'there is nothing to wait for without a cluster');
});

t.test('restart', async (t) => {
  const { at, steps } = await live(t);
  const one = at('alpha');
  t.ok(await one.run('resource restart vip'));
  t.same(steps, ['stop', 'start']);
  t.match(one.output(), /^INFO: ordering vip to restart\n/);
  t.notOk(await one.run('resource restart vip nosuch'));
  t.match(one.output(), 'resource nosuch does not exist');
  const alone = at(undefined);
  t.notOk(await alone.run('resource restart vip'));
  t.match(alone.output(), "can't find DC");
  t.same(steps, ['stop', 'start'], 'nothing was stopped');
});

t.test('a node is fenced by whoever decides on the state of the cluster', async (t) => {
  const { at, client } = await live(t);
  const careful = at('alpha');
  t.notOk(await careful.run('node fence alpha'));
  t.match(careful.output(), 'this has to be confirmed');
  const forced = at('alpha', { options: { force: true } });
  t.ok(await forced.run('node fence alpha'), forced.output());
  const { output } = await client.call({ operation: 'query', section: 'status' });
  t.match(serialize(output as Element), 'name="terminate" value="true"');
  for (const line of ['node fence nosuch', 'node clearstate nosuch']) {
    t.notOk(await forced.run(line));
    t.match(forced.output(), "Node 'nosuch' not found in CIB", line);
  }
});
