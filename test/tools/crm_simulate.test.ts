import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { crmSimulate } from '../../tools/crm_simulate.js';
import { CibFile, type Sections } from '../harness/cib-file.js';

const state = (id: number): string =>
  `<node_state id="${id}" uname="n${id}" in_ccm="true" crmd="online" join="member" expected="member"/>`;
const SECTIONS: Sections = {
  crm_config:
    '<cluster_property_set id="o"><nvpair id="o-f" name="fencing-enabled" value="false"/><nvpair id="o-q" name="no-quorum-policy" value="ignore"/></cluster_property_set>',
  nodes: '<node id="1" uname="n1"/><node id="2" uname="n2"/>',
  resources: '<primitive id="db" class="ocf" provider="pacemaker" type="Dummy"/>',
  status: state(1) + state(2),
};
const cib = new CibFile(SECTIONS);
t.teardown(() => cib.remove());
t.beforeEach(() => cib.reset(SECTIONS));
const now = new Date(1_700_000_000_000);
const run = (line: string) => cib.run(crmSimulate, `-x ${cib.path} ${line}`, { now });
const saved = (name: string): string => readFileSync(join(cib.directory, name), 'utf8');

t.test('the life of a resource', async (t) => {
  const status = (where: string): string =>
    `  * Node List:\n    * Online: [ n1 n2 ]\n\n  * Full List of Resources:\n    * db\t(ocf:pacemaker:Dummy):\t ${where}\n`;
  t.same(await run('-S'), {
    code: 0,
    stderr: '',
    stdout:
      `Current cluster status:\n${status('Stopped')}\n` +
      'Transition Summary:\n  * Start      db      (    n1 )\n\n' +
      'Executing Cluster Transition:\n' +
      '  * Resource action: db              monitor on n2\n' +
      '  * Resource action: db              monitor on n1\n' +
      '  * Resource action: db              start on n1\n\n' +
      `Revised Cluster Status:\n${status('Started n1')}`,
  });
  t.match(await run('-R'), { stdout: /Transition Summary:\n {2}\* Start .*\n$/ }, 'no more than the decision');
  t.match(await run(''), { stdout: /Stopped\n$/ }, 'no more than the status');
  t.same(await run('-SQ'), { code: 0, stdout: '', stderr: '' });
  t.match(await run('-SQs'), { stdout: /^pcmk__primitive_assign: db [\s\S]*\n\n$/ }, 'lists are kept apart');
  t.match(await run('-sQ'), { stdout: /^pcmk__primitive_assign: db allocation score on n1: 0\n.*n2: 0\n$/ });
});

t.test('the CIB in use, kept before anything is done to it', async (t) => {
  const before = cib.text;
  for (const live of ['--live-check', '--live', '-L']) {
    const file = join(cib.directory, `kept${live}.xml`);
    t.match(await cib.run(crmSimulate, `${live} --save-output ${file}`, { now }), { code: 0, stderr: '' }, live);
    t.match(readFileSync(file, 'utf8'), '<primitive id="db"', live);
    t.equal(cib.text, before, live);
  }
});

t.test('in place, it goes on from where it was', async (t) => {
  t.match(await run('-X'), { code: 0 });
  t.match(
    cib.text,
    '<lrm_rsc_op id="db_last_0" operation_key="db_start_0" operation="start" crm-debug-origin="crm_simulate"',
  );
  t.match(cib.text, 'num_updates="3"', 'a result is a change');
  t.match(await run('-S'), { stdout: /Transition Summary:\n\nExecuting Cluster Transition:\n\nRevised/ });
});

t.test('made-up events', async (t) => {
  await run('-X');
  t.match(await run('-S -d n1'), {
    stdout: /Performing Requested Modifications:\n {2}\* Taking node n1 offline\n[\s\S]*Start {6}db {6}\( {4}n2 \)/,
  });
  t.match(await run('-R -u n3 -q 0 -w true'), {
    stdout: / {2}\* Setting quorum: 0\n {2}\* Setting watchdog: true\n {2}\* Bringing node n3 online\n/,
  });
  const injected = await run('-S -i db_monitor_10000@n1=7 -F db_stop_0@n1=1');
  t.match(
    injected.stdout,
    " * Injecting db_monitor_10000@n1=7 into the configuration\n  * Injecting attribute fail-count-db#monitor_10000=1 into /node_state '1'\n",
  );
  t.match(injected.stdout, /Recover {4}db {6}/);
  t.match(
    injected.stdout,
    /stop on n1\nPretending action \d+ failed with rc=1\n {2}\* Injecting attribute fail-count-db#stop_0=INFINITY/,
  );
  t.match(injected.stdout, /FAILED/);
  t.match(await run('-R -i db_monitor_10000'), {
    stderr: 'Invalid operation spec: db_monitor_10000.  Only found 1 fields\n',
  });
  t.match(await run('-R -i x_monitor_10000@n1=1'), { stderr: 'Invalid resource name: x\n' });
  t.match(await run('-R -g T -b T'), { stdout: / {2}\* Granting ticket T\n {2}\* Making ticket T standby\n/ });
});

t.test('artifacts', async (t) => {
  const at = (name: string): string => join(cib.directory, name);
  t.match(await run(`-SQ -I ${at('in')} -O ${at('out')} -G ${at('graph')} -D ${at('dot')}`), { code: 0 });
  t.notMatch(saved('in'), 'lrm_rsc_op');
  t.match(saved('out'), 'operation="start"');
  t.match(saved('graph'), /^<transition_graph /);
  t.match(saved('dot'), /^ digraph "g" \{/);
  t.notMatch(cib.text, 'lrm_rsc_op', 'the input stays as it was');
  t.match(await run(`-S -O ${at('no/such')}`), { code: 105, stderr: /Could not create/ });
});

t.test('as XML', async (t) => {
  const { stdout } = await run('-S --show-scores --output-as=xml');
  t.match(stdout, /<cluster_status>\s*<nodes>/);
  t.match(stdout, '<node_weight function="pcmk__primitive_assign" node="n1" score="0" id="db"/>');
  t.match(stdout, /<actions>\s*<rsc_action action="start" resource="db" node="n1"\/>\s*<\/actions>/);
  t.match(stdout, '<rsc_action resource="db" op="start" node="n1"/>');
  t.match(stdout, '<revised_cluster_status>');
});

t.test('time', async (t) => {
  t.match(await run('-R -t 2005-020T12:30'), { stdout: /^Setting effective cluster time: 2005-020T12:30\nCurrent/ });
  writeFileSync(cib.path, cib.text.replace('<cib ', '<cib execution-date="1461833469" '));
  t.match(await run('-S'), {
    stdout: /^Using the original execution date of: 2016-04-28 08:51:09Z\n[\s\S]*\nUsing the .*\n\nRevised/,
  });
});

t.test('profiles', async (t) => {
  const directory = join(cib.directory, 'profile');
  mkdirSync(directory);
  for (const name of ['b.xml', 'a.xml', '.c.xml', 'd.txt']) writeFileSync(join(directory, name), cib.text);
  const { stdout } = await run(`-P ${directory} -N 2`);
  t.match(
    stdout,
    /^Timings:\n {2}\* Testing \S+\/a\.xml \.\.\. \d+\.\d\d secs\n {2}\* Testing \S+\/b\.xml \.\.\. \d+\.\d\d secs\n$/,
  );
});

t.test('input that cannot be used', async (t) => {
  writeFileSync(cib.path, cib.text.replace('class="ocf"', 'klass="ocf"'));
  t.match(await run('-S'), { code: 78, stdout: '' });
  writeFileSync(cib.path, cib.text.replace('pacemaker-4.0', 'pacemaker-9999.0'));
  t.same(await run('-S'), { code: 78, stdout: '', stderr: '' });
  t.match(await cib.run(crmSimulate, '-x /no/such/file', { now }), { code: 65 });
});
