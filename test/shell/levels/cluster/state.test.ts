import t from 'tap';
import { nodes } from './nodes.js';

t.test('status', async (t) => {
  const { step, node } = nodes(t.testdir(), {
    program: ([name]) => (name === 'corosync-cfgtool' ? { stdout: 'Local node ID 1\n' } : undefined),
  });
  node('host').services.set('corosync', { active: true, enabled: false });
  node('host').services.delete('pacemaker');
  const { ok, said } = await step('cluster status');
  t.ok(ok);
  t.equal(
    said,
    `Name: web

Services:
corosync         active/running/disabled
pacemaker        unknown

Local node ID 1

`,
  );
  const bare = nodes(t.testdir(), { conf: '' });
  t.match((await bare.step('cluster status')).said, /^Name: None\n[\s\S]*Failed to get corosync status\n$/);
});

t.test('wait_for_startup', async (t) => {
  let asked = 0;
  const late = nodes(t.testdir(), { outside: { coordinator: async () => (asked++ < 3 ? undefined : 'beta') } });
  t.same(await late.step('cluster wait_for_startup 5'), { ok: true, said: '', log: [] });
  t.equal(asked, 4);
  const never = nodes(t.testdir(), { outside: { coordinator: async () => undefined } });
  t.match(await never.step('cluster wait_for_startup 2'), { ok: false, said: /Timed out waiting for cluster/ });
  t.match(await never.step('cluster wait_for_startup soon'), { ok: false, said: /no number of seconds/ });
});

t.test('health', async (t) => {
  const full =
    'Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/a 100 95 5 95% /\n/dev/b 100 1 99 1% /var\n';
  const { step, node, conf } = nodes(t.testdir(), {
    program: ([name], { name: where }) => (name === 'df' ? { stdout: where === 'beta' ? full : '' } : undefined),
  });
  for (const name of ['host', 'beta', 'gamma']) {
    for (const service of ['corosync', 'pacemaker']) node(name).services.set(service, { active: true, enabled: true });
  }
  node('gamma').services.set('pacemaker', { active: true, enabled: false });
  node('beta').files.set(conf, Buffer.from('other'));
  node('gamma').files.set(conf, Buffer.from('other'));
  const { ok, said } = await step('cluster health');
  t.notOk(ok);
  t.match(said, /^OK {6}host: corosync is active$/m);
  t.match(said, /^WARNING beta: \/ is 95 % full$/m);
  t.match(said, /^WARNING gamma: pacemaker does not start with the system$/m);
  t.match(said, /^ERROR {3}cluster: .*corosync\.conf differs between nodes/m);
  t.ok((await step('cluster health --fix')).log.includes('gamma: systemctl enable pacemaker.service'));
  node('beta').down = true;
  t.match((await step('cluster health')).said, /^ERROR {3}beta: cannot be reached/m);
  t.notMatch((await step('cluster health --local')).said, /beta|gamma/);
  t.match(await step('cluster health hawk2'), { ok: false, said: /is not checked here/ });
});

t.test('crash_test breaks nothing without being asked to, nor without a cluster', async (t) => {
  let pid = 100;
  const { step, node } = nodes(t.testdir(), {
    program: ([name]) => {
      if (name === 'kill') pid++;
      return name === 'pidof' ? { stdout: `${pid}\n` } : name === 'iptables' ? {} : name === 'kill' ? {} : undefined;
    },
  });
  for (const [line, said] of [
    ['cluster crash_test', /no test is named/],
    ['cluster crash_test --kill-sbd --kill-corosync', /one test at a time/],
    ['cluster crash_test --kill-loop --fence-node beta', /--kill-loop is for tests that kill/],
    ['cluster crash_test --fence-node', /--fence-node needs a value/],
    ['cluster crash_test --kill-corosync --force', /Cluster not running! corosync\.service is not active/],
  ] as const)
    t.match(await step(line), { ok: false, said, log: [] }, line);
  for (const service of ['corosync', 'pacemaker']) node('host').services.set(service, { active: true, enabled: true });
  t.match(await step('cluster crash_test --kill-corosync'), { ok: false, said: '', log: [] }, 'nobody agreed');
  t.match(await step('cluster crash_test --kill-corosync --force'), {
    ok: true,
    said: /Process corosync\(pid 101\) is restarted!/,
    log: ['host: pidof -s corosync', 'host: kill -9 100', 'host: pidof -s corosync'],
  });
  t.match(await step('cluster crash_test --fence-node delta --force'), { ok: false, said: /"delta" not in cluster/ });
  const { log } = await step('cluster crash_test --split-brain-iptables --force');
  t.equal(log.filter((line) => line.includes(' -I ')).length, 4);
  t.equal(log.filter((line) => line.includes(' -D ')).length, 4, 'what was cut off is connected again');
});
