import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parseDocument, valuesAt } from '../../../../shell/corosync/document.js';
import { type FakeNode, install, type Program } from '../../remote/fake.js';
import { CONF, nodes } from './nodes.js';

const ADDRESSES = `1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever
2: eth0    inet 10.0.0.1/24 brd 10.0.0.255 scope global eth0\\       valid_lft forever
3: eth1    inet 10.1.0.1/24 scope global eth1
`;

/** A host on which everything that is run goes well. */
const willing: Program = ([name, ...args], { files }) => {
  if (name === 'ip') return { stdout: args.includes('route') ? 'default via 10.0.0.254 dev eth0\n' : ADDRESSES };
  if (name === 'ssh-keygen') files.set(`${args.at(-1)}.pub`, Buffer.from('ssh-ed25519 KEY host\n'));
  if (name === 'ping') return { status: 1 };
  // No firewall is installed.
  if (name === 'sh' && /^(firewall-cmd|ufw)$/.test(args[2] ?? '')) return { status: 1 };
  return {};
};

const written = (conf: string, path: string): string[] => valuesAt(parseDocument(readFileSync(conf, 'utf8')), path);

t.test('init makes a cluster', async (t) => {
  const directory = t.testdir();
  const { step, conf, node, saved } = nodes(directory, { conf: '', program: willing });
  const { ok, said, log } = await step('cluster init -y -n web -N beta -i eth0 -i eth1 -A 10.0.0.99');
  t.ok(ok, said);
  t.match(said, /SSH key for root does not exist, hence generate it now/);
  t.match(said, /INFO: Done\n$/);
  t.same(written(conf, 'totem.cluster_name'), ['web']);
  t.same(written(conf, 'nodelist.node.ring0_addr'), ['10.0.0.1']);
  t.same(written(conf, 'nodelist.node.ring1_addr'), ['10.1.0.1']);
  t.same(written(conf, 'totem.interface.mcastport'), ['5405', '5407']);
  const key = node('host').files.get('/etc/corosync/authkey');
  t.equal(key?.length, 256);
  t.ok(new Set(key).size > 50, 'it is random');
  t.equal(node('host').modes.get('/etc/corosync/authkey'), 0o400);
  t.equal(node('host').modes.get('/etc/pacemaker/authkey'), 0o640);
  t.match(String(node('host').files.get(join(directory, '.ssh/authorized_keys'))), 'ssh-ed25519 KEY host\n');
  for (const line of ['systemctl start corosync.service', 'systemctl enable pacemaker.service']) {
    t.ok(log.includes(`host: ${line}`), line);
  }
  t.ok(log.includes('beta: crm cluster join -y -c host -i eth0 -i eth1'), 'then the other joins');
  t.match(saved(), /name="migration-threshold" value="3"/);
  t.match(saved(), /<primitive id="admin-ip"/);
});

t.test('defaults: one link, where the default route leads', async (t) => {
  const { step, conf, saved } = nodes(t.testdir(), { conf: '', program: willing });
  t.ok((await step('cluster init -y')).ok);
  t.same(written(conf, 'totem.cluster_name'), ['hacluster']);
  t.same(written(conf, 'nodelist.node.ring0_addr'), ['10.0.0.1']);
  t.same(written(conf, 'nodelist.node.ring1_addr'), []);
  t.notMatch(saved(), 'admin-ip');
});

t.test('multicast, profiles, a second heartbeat', async (t) => {
  const { step, conf, node } = nodes(t.testdir(), { conf: '', program: willing });
  node('host').files.set(
    '/etc/crm/profiles.yml',
    Buffer.from('# site\ndefault:\n  corosync.totem.token: "7000"\nother:\n  corosync.totem.token: 1\n'),
  );
  t.ok((await step('cluster init -y -U -M corosync')).ok);
  t.same(written(conf, 'totem.transport'), ['udp']);
  t.same(written(conf, 'totem.interface.bindnetaddr'), ['10.0.0.1', '10.1.0.1']);
  for (const group of written(conf, 'totem.interface.mcastaddr')) t.match(group, /^239\.\d+\.\d+\.[1-9]\d*$/);
  t.same(written(conf, 'totem.token'), ['7000']);
});

t.test('init with SBD', async (t) => {
  const { step, node, saved } = nodes(t.testdir(), {
    conf: '',
    program: (argv, at, input) =>
      argv[0] === 'sbd' && argv.at(-1) === 'dump' ? { status: 1 } : willing(argv, at, input),
  });
  install(node('host'), 'sbd');
  const { ok, said, log } = await step('cluster init -y -s /dev/a;/dev/b');
  t.ok(ok, said);
  t.ok(log.includes('host: sbd -1 5 -2 2 -3 1 -4 10 -d /dev/a create'));
  t.match(String(node('host').files.get('/etc/sysconfig/sbd')), 'SBD_DEVICE="/dev/a;/dev/b"\n');
  t.ok(node('host').services.get('sbd')?.enabled);
  t.match(saved(), /name="devices" value="\/dev\/a,\/dev\/b"/);
  t.match(saved(), /name="stonith-enabled" value="true"/);
});

t.test('a device that votes', async (t) => {
  const { step, conf, node } = nodes(t.testdir(), { program: willing });
  for (const name of ['host', 'beta', 'gamma']) install(node(name), 'corosync-qdevice', 'corosync-qnetd');
  node('host').services.set('corosync', { active: true, enabled: true });
  const line =
    'cluster init -y qdevice --qnetd-hostname gamma --qdevice-algo lms --qdevice-heuristics "/bin/true;/bin/x y"';
  const { ok, said, log } = await step(line);
  t.ok(ok, said);
  t.same(written(conf, 'quorum.device.net.host'), ['gamma']);
  t.same(written(conf, 'quorum.device.votes'), ['2'], 'lms: one less than there are nodes');
  t.same(written(conf, 'quorum.device.heuristics.exec_script2'), ['/bin/x y']);
  t.ok(log.includes('host: corosync-qdevice-net-certutil -Q -n web gamma host beta gamma'));
  t.ok(node('beta').services.get('corosync-qdevice')?.active);
  t.ok(node('gamma').services.get('corosync-qnetd')?.enabled);
  t.match(String(node('beta').files.get(conf)), 'algorithm: lms');
  t.ok((await step('cluster remove --qdevice -y')).ok);
  t.same(written(conf, 'quorum.device.model'), []);
  t.notOk(node('beta').services.get('corosync-qdevice')?.active);
  t.match(await step('cluster remove --qdevice -y'), { ok: false, said: /No QDevice configuration/ });
});

t.test('what is asked for is checked before anything is done', async (t) => {
  const fresh = (program = willing) => nodes(t.testdir(), { conf: '', program });
  for (const [line, said] of [
    ['cluster init -y nonsense', /Invalid stage \(nonsense\)/],
    ['cluster init', /No pseudo-tty detected!/],
    ['cluster join -c beta', /No pseudo-tty detected!/],
    ['cluster init -y --bogus', /Unknown option --bogus/],
    ['cluster init -y -t tcp', /-t is one of knet, udpu, udp/],
    ['cluster init -y -i eth0 -i eth0', /Duplicated input for -i/],
    ['cluster init -y -N beta -N beta', /Duplicated input for -N/],
    ['cluster init -y -N beta ssh', /Can't use -N\/--nodes option and stage\(ssh\) together/],
    ['cluster init -y -s /dev/a -S', /Can't use -s and -S options together/],
    ['cluster init -y -s /a -s /b -s /c -s /d', /Maximum number of SBD device is 3/],
    ['cluster init -y -A nowhere', /nowhere is no address/],
    ['cluster init -y --qdevice-port 1', /--qnetd-hostname is required/],
    ['cluster init -y --qdevice-port many --qnetd-hostname x', /--qdevice-port is a number/],
    ['cluster init -y --qnetd-hostname x --qdevice-port 80', /invalid qdevice port range/],
    ['cluster init -y --qnetd-hostname x --qdevice-heuristics-mode on', /--qdevice-heuristics is required/],
    ['cluster init -y --qnetd-hostname x --qdevice-heuristics ls', /should be absolute path/],
    ['cluster init -y --qnetd-hostname host', /must be a remote one/],
    ['cluster init -y -o /dev/a', /cluster file systems are not set up here/],
    ['cluster init -y -C', /valid only together with -o/],
    ['cluster init -y admin', /Cluster is inactive - can't run admin stage/],
    ['cluster init -y sbd', /Stage sbd should specify sbd device/],
    ['cluster join -y', /No existing IP\/hostname specified/],
    ['cluster join -y -c host', /cannot join itself/],
    ['cluster join -y -c beta later', /Invalid stage \(later\)/],
    ['cluster remove -y', /No existing IP\/hostname specified/],
    ['cluster remove -y --qdevice beta', /Either remove node or qdevice/],
    ['cluster remove -y beta', /Cluster is not active - can't execute removing action/],
    ['cluster rename db', /Can't rename cluster when cluster service is stopped/],
    ['cluster geo_init -y', /The --clusters argument is required/],
    ['cluster geo_init -y --clusters nonsense', /Invalid cluster description format/],
    ['cluster geo_join -y --clusters a=1', /The --cluster-node argument is required/],
  ] as const) {
    const { step, conf } = fresh();
    const done = await step(line);
    t.match(done, { ok: false, said }, line);
    t.notMatch(done.log.join('\n'), /write|systemctl|crm |rm |mkdir|chown/, `${line}: nothing was done`);
    t.notOk(existsSync(conf), line);
  }
  for (const [line, status] of [
    ['cluster init -y nonsense', 2],
    ['cluster join -y --bogus', 2],
    ['cluster geo_join -y', 2],
    ['cluster crash_test --kill-sbd --kill-corosync', 2],
    ['cluster crash_test', undefined],
    ['cluster join -y', undefined],
  ] as const) {
    const { step, session } = fresh();
    await step(line);
    t.equal(session.status, status, `${line}: the exit status where words make no sense`);
  }
  const running = fresh();
  running.node('host').services.set('corosync', { active: true, enabled: true });
  t.match(await running.step('cluster init -y'), { ok: false, said: /Cluster is currently active - can't run\n/ });
  t.match(await running.step('cluster join -y -c beta'), { ok: false, said: /Abort: Cluster is currently active/ });
});

t.test('a step that fails says which, and where', async (t) => {
  const stuck = nodes(t.testdir(), { conf: '', program: willing, outside: { coordinator: async () => undefined } });
  t.match((await stuck.step('cluster init -y')).said, /cluster\.init: step 'cluster': there is no coordinator/);
  const nowhere = nodes(t.testdir(), { conf: '', program: willing });
  nowhere.node('gamma').down = true;
  t.match((await nowhere.step('cluster init -y -N gamma')).said, /step 'ssh': gamma: cannot be reached by ssh/);
  const lost = nodes(t.testdir(), { conf: '', program: willing });
  t.match((await lost.step('cluster init -y -i eth7')).said, /step 'corosync': eth7 is no interface .*eth0, eth1/);
});

/** A node that runs a cluster of its own. */
function seeded(node: FakeNode, conf: string): void {
  node.files.set(conf, Buffer.from(CONF.replace(/\tnode \{\n\t\tring0_addr: 10\.0\.0\.1[^}]*\}\n/, '')));
  node.files.set('/etc/corosync/authkey', Buffer.from([1, 2, 3]));
  node.files.set('/etc/sysconfig/sbd', Buffer.from('SBD_DEVICE=/dev/a\n'));
  for (const service of ['corosync', 'pacemaker']) node.services.set(service, { active: true, enabled: true });
}

t.test('join', async (t) => {
  const directory = t.testdir();
  const { step, conf, node } = nodes(directory, { conf: '', program: willing });
  seeded(node('beta'), conf);
  const { ok, said, log } = await step('cluster join -y -c beta');
  t.ok(ok, said);
  t.same(written(conf, 'nodelist.node.name'), ['beta', 'gamma', 'host']);
  t.same(written(conf, 'nodelist.node.nodeid'), ['2', '3', '1'], 'the lowest id that is free');
  for (const name of ['beta', 'gamma']) t.match(String(node(name).files.get(conf)), 'name: host', `${name} knows`);
  t.same(node('host').files.get('/etc/corosync/authkey'), Buffer.from([1, 2, 3]));
  t.equal(node('host').modes.get('/etc/corosync/authkey'), 0o400);
  t.match(String(node('host').files.get('/etc/sysconfig/sbd')), '/dev/a');
  const order = ['beta: mkdir /run', 'beta: corosync-cfgtool -R', 'host: systemctl start', 'beta: rmdir /run'];
  const places = order.map((start) => log.findIndex((line) => line.startsWith(start)));
  t.same(
    [...places].sort((a, b) => a - b),
    places,
    'nobody else changes the membership meanwhile',
  );
  t.ok(places[0] !== -1);
});

t.test('join gives up where it has to', async (t) => {
  const quiet = nodes(t.testdir(), { conf: '', program: willing });
  t.match((await quiet.step('cluster join -y -c beta')).said, /step 'seed': Cluster is inactive on beta/);
  const keyless = nodes(t.testdir(), { conf: '', program: willing });
  seeded(keyless.node('beta'), keyless.conf);
  keyless.node('beta').files.delete('/etc/corosync/authkey');
  t.match(
    (await keyless.step('cluster join -y -c beta')).said,
    /step 'csync2': beta: \/etc\/corosync\/authkey: No such/,
  );
  const busy = nodes(t.testdir(), {
    conf: '',
    program: (argv, at, input) =>
      argv[0] === 'mkdir' && at.name === 'beta' ? { status: 1 } : willing(argv, at, input),
    options: { settings: [['core.lock_timeout', '30']] },
  });
  seeded(busy.node('beta'), busy.conf);
  t.match((await busy.step('cluster join -y -c beta')).said, /step 'cluster': Timed out after 30 seconds/);
  const unkeyed = nodes(t.testdir(), {
    conf: '',
    program: willing,
    options: { settings: [['core.no_generating_ssh_key', 'yes']] },
  });
  t.match((await unkeyed.step('cluster join -y -c beta')).said, /core\.no_generating_ssh_key says to make none/);
});

t.test('remove', async (t) => {
  const directory = t.testdir();
  const { step, conf, node, saved } = nodes(directory, { program: willing, options: { force: true } });
  for (const name of ['host', 'beta', 'gamma']) seeded(node(name), conf);
  writeFileSync(conf, CONF);
  const { ok, said, log } = await step('cluster remove -y beta');
  t.ok(ok, said);
  t.same(written(conf, 'nodelist.node.name'), ['host', 'gamma']);
  t.same(written(conf, 'quorum.two_node'), ['1']);
  t.match(
    log.join('\n'),
    /beta: systemctl stop pacemaker\.service\n.*\n*[\s\S]*beta: rm -f \/etc\/corosync\/corosync\.conf/,
  );
  t.notOk(node('beta').services.get('corosync')?.enabled);
  t.notMatch(saved(), 'uname="beta"');
  t.notMatch(String(node('gamma').files.get(conf)), 'beta');
  t.match(await step('cluster remove -y delta'), { ok: false, said: /delta is not configured in cluster/ });
  t.match(await step('cluster remove -y -F host'), { ok: true, log: ['gamma: crm cluster remove -y -c host'] });
});

t.test('rename', async (t) => {
  const { step, conf, node, saved } = nodes(t.testdir());
  node('host').services.set('corosync', { active: true, enabled: true });
  t.match(await step('cluster rename web'), { ok: false, said: /Expected a different name/ });
  t.match(await step('cluster rename "a b"'), { ok: false, said: /no name for a cluster/ });
  const { ok, said } = await step('cluster rename db');
  t.ok(ok, said);
  t.match(said, /Copy cluster config file to "beta gamma"\n.*restart the cluster service/);
  t.same(written(conf, 'totem.cluster_name'), ['db']);
  t.match(String(node('gamma').files.get(conf)), 'cluster_name: db');
  t.match(saved(), /name="cluster-name" value="db"/);
});

t.test('geo clusters', async (t) => {
  const first = nodes(t.testdir(), { program: willing });
  const line = '--clusters "web=10.9.0.1 db=10.9.0.2"';
  t.match(await first.step('cluster geo_init -y --clusters a=1'), {
    ok: false,
    said: /Local cluster name is web, expected a/,
  });
  const { ok, said } = await first.step(`cluster geo_init -y ${line} -a 10.9.0.3 -t ticketA,ticketB`);
  t.ok(ok, said);
  const conf = String(first.node('beta').files.get('/etc/booth/booth.conf'));
  t.match(conf, 'arbitrator="10.9.0.3"\nsite="10.9.0.1"\nsite="10.9.0.2"\n');
  t.match(conf, 'ticket="ticketB"\nexpire="600"\n');
  t.equal(first.node('gamma').files.get('/etc/booth/authkey')?.length, 64);
  t.match(first.saved(), /<group id="g-booth">/);
  t.match(first.saved(), /attribute="#cluster-name"/);

  const second = nodes(t.testdir(), { program: willing });
  t.match(await second.step(`cluster geo_join -y -c beta ${line}`), {
    ok: false,
    said: /Failed to copy .*authkey from beta/,
  });
  second.node('beta').files.set('/etc/booth/authkey', Buffer.from('k'));
  second.node('beta').files.set('/etc/booth/booth.conf', Buffer.from('c'));
  t.ok((await second.step(`cluster geo_join -y -c beta ${line}`)).ok);
  t.equal(second.node('host').modes.get('/etc/booth/authkey'), 0o600);
  install(second.node('host'), 'booth@booth');
  t.ok((await second.step('cluster geo_init_arbitrator -y -c beta')).ok);
  t.ok(second.node('host').services.get('booth@booth')?.active);
  const bare = nodes(t.testdir());
  t.match(await bare.step(`cluster geo_init -y ${line}`), { ok: false, said: /Booth not installed/ });
});
