import t from 'tap';
import { install } from '../../remote/fake.js';
import { CONF, nodes } from './nodes.js';

t.test('start, stop, enable, disable: on this node unless told otherwise', async (t) => {
  const { step, node } = nodes(t.testdir());
  t.same(await step('cluster start'), {
    ok: true,
    said: 'INFO: Cluster services started on host\n',
    log: ['host: systemctl start corosync.service', 'host: systemctl start pacemaker.service'],
  });
  t.same(await step('cluster start'), {
    ok: true,
    said: 'INFO: Cluster services already started on host\n',
    log: [],
  });
  t.equal((await step('cluster start --all')).said.split('\n').length, 4);
  t.ok(node('gamma').services.get('pacemaker')?.active);
  t.same((await step('cluster stop beta')).log, [
    'beta: systemctl stop pacemaker.service',
    'beta: systemctl stop corosync.service',
  ]);
  t.same((await step('cluster stop beta')).said, 'INFO: Cluster services already stopped on beta\n');
  t.same((await step('cluster restart gamma')).log, [
    'gamma: systemctl stop pacemaker.service',
    'gamma: systemctl stop corosync.service',
    'gamma: systemctl start corosync.service',
    'gamma: systemctl start pacemaker.service',
  ]);
  t.same(await step('cluster enable beta gamma'), {
    ok: true,
    said: 'INFO: Cluster services enabled on beta\nINFO: Cluster services enabled on gamma\n',
    log: ['beta: systemctl enable pacemaker.service', 'gamma: systemctl enable pacemaker.service'],
  });
  t.ok(node('beta').services.get('pacemaker')?.enabled);
  t.same((await step('cluster disable --now gamma')).log, [
    'gamma: systemctl disable pacemaker.service',
    'gamma: systemctl stop pacemaker.service',
    'gamma: systemctl stop corosync.service',
  ]);
});

t.test('a device that votes is started and stopped with the nodes', async (t) => {
  const conf = `${CONF}quorum {\n\tdevice {\n\t\tmodel: net\n\t}\n}\n`;
  const { step, node } = nodes(t.testdir(), { conf });
  install(node('host'), 'corosync-qdevice');
  t.match((await step('cluster start')).log, [/corosync/, /pacemaker/, /start corosync-qdevice/]);
  t.match((await step('cluster stop')).log, [/stop pacemaker/, /stop corosync-qdevice/, /stop corosync\.service/]);
  t.match((await step('cluster enable')).log, [/enable pacemaker/, /enable corosync-qdevice/]);
});

t.test('what cannot be done is told, node by node', async (t) => {
  const { step, node } = nodes(t.testdir());
  node('beta').down = true;
  node('gamma').services.delete('pacemaker');
  const started = await step('cluster start --all');
  t.notOk(started.ok);
  t.match(started.said, /INFO: Cluster services started on host\n/);
  t.match(started.said, /ERROR: beta: cannot be reached by ssh\n/);
  t.match(started.said, /ERROR: gamma: cannot start pacemaker: Unit pacemaker\.service not found\.\n/);
  for (const [line, said] of [
    ['cluster start --all beta', 'ERROR: cluster.start: Should either use --all or specific node(s)\n'],
    ['cluster stop delta', 'ERROR: cluster.stop: Node "delta" is not a cluster node\n'],
    ['cluster start --now', /Unknown option --now/],
  ] as const)
    t.match(await step(line), { ok: false, said, log: [] }, line);
});

t.test('without a coordinator nothing that runs is stopped', async (t) => {
  const { step, node } = nodes(t.testdir(), { outside: { coordinator: async () => undefined } });
  await step('cluster start');
  const refused = await step('cluster stop');
  t.match(refused, { ok: false, said: /No DC found currently/, log: [] });
  t.ok(node('host').services.get('corosync')?.active);
  const alone = nodes(t.testdir(), { cib: '<cib/>', env: { CIB_file: '/nonexistent' }, conf: '' });
  t.match(await alone.step('cluster start --all'), { ok: false, said: /Cannot get the node list from cluster/ });
});
