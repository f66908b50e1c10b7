import t from 'tap';
import type { BenchOptions } from '../harness.js';
import { install, type Program } from '../remote/fake.js';
import { CIB, nodes } from './cluster/nodes.js';

const SETTINGS = '# SBD\nSBD_DEVICE="/dev/a;/dev/b"\nSBD_WATCHDOG_DEV=/dev/watchdog\nSBD_WATCHDOG_TIMEOUT=5\n';
const DUMP = `==Dumping header on disk /dev/a
UUID               : 1
Timeout (watchdog) : 5
Timeout (allocate) : 2
Timeout (loop)     : 1
Timeout (msgwait)  : 10
`;

/** Disks a and b carry messages of SBD, c does not. */
const sbd: Program = (argv, { name }) => {
  const line = argv.join(' ');
  if (/^sbd -d \/dev\/[ab] dump$/.test(line)) return { stdout: DUMP };
  if (/^sbd .* create$/.test(line)) return {};
  if (line === 'sbd query-watchdog') {
    return { stdout: name === 'host' ? '[1] /dev/watchdog\nIdentity: Busy: PID 7 (sbd)\nDriver: iTCO_wdt\n' : '' };
  }
  if (argv[0] === 'sbd') return { status: 1, stderr: 'no header\n' };
  return argv[0] === 'true' || argv[0] === 'test' ? {} : undefined;
};

const CONFIGURED = CIB.replace(
  '<crm_config/>',
  '<crm_config><cluster_property_set id="cib-bootstrap-options"><nvpair id="p1" name="stonith-enabled" value="true"/></cluster_property_set></crm_config>',
).replace('<resources/>', '<resources><primitive id="fs" class="stonith" type="fence_sbd"/></resources>');

function site(directory: string, settings = SETTINGS, options: BenchOptions & { program?: Program } = {}) {
  const made = nodes(directory, { cib: CONFIGURED, program: sbd, ...options });
  for (const name of ['host', 'beta', 'gamma']) {
    const node = made.node(name);
    install(node, 'sbd');
    for (const service of ['corosync', 'pacemaker', 'sbd']) node.services.set(service, { active: true, enabled: true });
    if (settings !== '') node.files.set('/etc/sysconfig/sbd', Buffer.from(settings));
  }
  const of = (name: string) => String(made.node(name).files.get('/etc/sysconfig/sbd'));
  return { ...made, of };
}

t.test('show', async (t) => {
  const { step } = site(t.testdir());
  t.equal(
    (await step('sbd configure show')).said,
    `${DUMP}\n${DUMP}\nSBD_DEVICE="/dev/a;/dev/b"\nSBD_WATCHDOG_DEV=/dev/watchdog\n\nstonith-enabled=true\n`,
  );
  t.equal((await step('sbd configure show property')).said, 'stonith-enabled=true\n');
  t.match((await step('sbd configure show sysconfig')).said, /^SBD_DEVICE/);
  const diskless = site(t.testdir(), 'SBD_WATCHDOG_TIMEOUT=5\n');
  t.equal((await diskless.step('sbd configure show sysconfig')).said, 'SBD_WATCHDOG_TIMEOUT=5\n');
});

t.test('status', async (t) => {
  const { step, node } = site(t.testdir());
  node('host').files.set('/proc/sys/kernel/watchdog_thresh', Buffer.from('10\n'));
  node('beta').services.set('sbd', { active: false, enabled: false });
  node('gamma').down = true;
  const { ok, said } = await step('sbd status');
  t.notOk(ok);
  t.match(said, 'ERROR: gamma: cannot be reached by ssh\n# Type of SBD:\nDisk-based SBD configured\n');
  t.match(said, /^Node {2}\|Active {2}\|Enabled {2}\|Since\nhost {2}\|YES {5}\|YES {6}\|active since: /m);
  t.match(said, /^beta {2}\|NO {6}\|NO /m);
  t.match(said, /^host {2}\|\/dev\/watchdog {2}\|iTCO_wdt {2}\|10\nbeta {2}\|N\/A/m);
});

t.test('timeouts are written to the disks, and the cluster waits for longer', async (t) => {
  const { step, saved, of } = site(t.testdir());
  const { ok, said, log } = await step('sbd configure watchdog-timeout=30 watchdog-device=/dev/watchdog1');
  t.ok(ok, said);
  t.same(
    log.filter((line) => line.includes('create')),
    ['a', 'b'].map((disk) => `host: sbd -1 30 -2 2 -3 1 -4 60 -d /dev/${disk} create`),
    'msgwait follows',
  );
  t.match(saved(), 'name="stonith-timeout" value="108s"');
  for (const name of ['host', 'gamma']) t.match(of(name), 'SBD_WATCHDOG_DEV=/dev/watchdog1\n', name);
  t.match(said, 'WARNING: It takes effect when the cluster is restarted');
  t.match(await step('sbd configure watchdog-timeout=5'), { ok: true, said: 'INFO: No change in SBD configuration\n' });
  t.match(
    (await step('sbd configure msgwait-timeout=8 watchdog-timeout=5')).said,
    /recommended to set msgwait timeout >= 2/,
  );
  const dumping = await step('sbd configure crashdump-watchdog-timeout=60 --force');
  t.ok(dumping.ok, dumping.said);
  t.match(of('beta'), 'SBD_OPTS="-C 60"\n');
  t.match(dumping.log.join('\n'), /-4 70 [\s\S]*systemctl stop pacemaker[\s\S]*systemctl start pacemaker/);
});

t.test('the watchdog alone', async (t) => {
  const { step, saved, of } = site(t.testdir(), 'SBD_WATCHDOG_TIMEOUT=5\nSBD_OPTS="-W"\n');
  t.ok((await step('sbd configure watchdog-timeout=20 crashdump-watchdog-timeout=60')).ok);
  t.equal(of('beta'), 'SBD_WATCHDOG_TIMEOUT=20\nSBD_OPTS="-W -C 60 -Z"\n');
  t.match(saved(), 'name="stonith-watchdog-timeout" value="100s"');
  t.match(await step('sbd configure msgwait-timeout=20'), { ok: false, said: /msgwait-timeout is for SBD on disks/ });
  t.match(await step('sbd device add /dev/a'), { ok: false, said: /Only works for disk-based SBD/ });
});

t.test('disks', async (t) => {
  const { step, of } = site(t.testdir());
  const added = await step('sbd device add /dev/c');
  t.ok(added.ok, added.said);
  t.ok(added.log.includes('host: sbd -1 5 -2 2 -3 1 -4 10 -d /dev/c create'), 'as the others are');
  t.match(of('gamma'), 'SBD_DEVICE="/dev/a;/dev/b;/dev/c"\n');
  t.match(await step('sbd device add /dev/d'), { ok: false, said: /Maximum number of SBD device is 3/ });
  t.ok((await step('sbd device remove /dev/a;/dev/c')).ok);
  t.match(of('beta'), 'SBD_DEVICE=/dev/b\n');
  for (const [line, said] of [
    ['sbd device remove /dev/x', /Device \/dev\/x is not in config/],
    ['sbd device remove /dev/b', /Not allowed to remove all devices/],
    ['sbd device add /dev/b', /Duplicated input for SBD device/],
    ['sbd device', /Expected add or remove/],
    ['sbd configure', /No argument/],
    ['sbd configure nonsense', /Invalid argument: nonsense/],
    ['sbd configure speed=3', /Unknown argument: speed=3/],
    ['sbd configure loop-timeout=x', /Invalid timeout value: x/],
  ] as const)
    t.match(await step(line), { ok: false, said }, line);
  const block = site(t.testdir(), SETTINGS, {
    program: (argv, node, input) =>
      argv[0] === 'test' && node.name === 'beta' ? { status: 1 } : sbd(argv, node, input),
  });
  t.match(await block.step('sbd device add /dev/c'), { ok: false, said: /\/dev\/a is not a block device on beta/ });
});

t.test('purge', async (t) => {
  const { step, node, saved, of } = site(
    t.testdir(),
    `${SETTINGS}SBD_TIMEOUT_ACTION=flush,crashdump\nSBD_OPTS="-C 5"\n`,
  );
  t.ok((await step('sbd purge crashdump')).ok);
  t.notMatch(of('beta'), /SBD_OPTS|SBD_TIMEOUT_ACTION/);
  t.match(await step('sbd purge crashdump'), { ok: false, said: /SBD crashdump is not configured/ });
  const { ok, said } = await step('sbd purge');
  t.ok(ok, said);
  t.notOk(node('gamma').services.get('sbd')?.enabled);
  t.notMatch(saved(), 'fence_sbd');
  t.match(saved(), 'name="stonith-enabled" value="false"');
  t.match(saved(), 'name="stonith-watchdog-timeout" value="0"');
});

t.test('what is missing is named', async (t) => {
  const none = site(t.testdir(), '');
  t.match(await none.step('sbd status'), { ok: false, said: /SBD configuration file \/etc\/sysconfig\/sbd not found/ });
  const stopped = site(t.testdir());
  stopped.node('host').services.set('sbd', { active: false, enabled: true });
  t.match(await stopped.step('sbd purge'), { ok: false, said: /sbd\.service is not active/ });
  stopped.node('host').services.set('sbd', { active: true, enabled: true });
  stopped.node('beta').down = true;
  t.match(await stopped.step('sbd purge'), { ok: false, said: /beta: cannot be reached/, log: [] });
});
