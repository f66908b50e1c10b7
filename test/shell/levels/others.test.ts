import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { isLevel, type Level } from '../../../shell/level.js';
import { ROOT } from '../../../shell/levels/root/root.js';
import { startupFile } from '../../../shell/preferences/startup.js';
import { runStartup } from '../../../shell/script.js';
import { clusterBench, found, installAgent } from './cluster.js';
import { COROSYNC } from './commands/fixtures.js';

/** Every level, with the words that lead to it. */
async function levels(level: Level = ROOT, path: readonly string[] = []): Promise<[string, Level][]> {
  const below = await Promise.all(
    level.entries.filter(isLevel).map(async (entry) => levels(await entry.load(), [...path, entry.name])),
  );
  return [[path.join(' '), level], ...below.flat()];
}

t.test('every command of every level is documented, and named once', async (t) => {
  const { run, output } = clusterBench(t.testdir());
  for (const [path, level] of await levels()) {
    const names = level.entries.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    t.equal(new Set(names).size, names.length, `${path}: names`);
    for (const entry of level.entries) {
      t.match(entry.summary, /^[A-Z].*[^.]$/, `${path} ${entry.name}`);
      if (path.split(' ').length > 1) continue;
      t.ok(await run(`help ${path} ${entry.name}`), `help ${path} ${entry.name}`);
      t.match(output(), entry.summary);
    }
  }
});

t.test('what takes a cluster says so where there is none, and changes nothing', async (t) => {
  const lines = [
    'cluster start',
    'cluster init --yes',
    'cluster geo-init',
    'corosync status',
    'corosync reload',
    'corosync push alpha',
    'resource restart vip',
    'node fence alpha',
    'history latest',
    'sbd status',
    'sbd device add /dev/x',
  ];
  for (const line of lines) {
    const { run, output, saved } = clusterBench(t.testdir());
    const before = saved();
    t.equal(await run(line), false, line);
    t.match(output(), /^(ERROR|WARNING): \S.*\S\n$/m, line);
    t.equal(saved(), before);
  }
});

t.test('options are set, checked, kept and forgotten', async (t) => {
  const directory = t.testdir();
  const { run, output } = clusterBench(directory, { answers: [], options: { settings: [] } });
  await run('options', 'set core.check_mode relaxed', 'wait yes', 'show');
  t.equal(output(), 'core.check_mode = relaxed\ncore.wait = yes\n');
  await run('reset', 'show');
  t.equal(output(), '');
  await run('set color.style plain', 'save', 'reset', 'show style');
  t.equal(output(), 'color.style = plain\n');
  t.equal(readFileSync(join(directory, '.config/crm/crm.conf'), 'utf8'), '[color]\nstyle = plain\n\n');
  const wrong: [line: string, message: string][] = [
    ['set core.check_mode sloppy', 'sloppy not in strict, relaxed'],
    ['set core.wait maybe', 'Not a boolean: maybe'],
    ['set core.nothing 1', 'Setting invalid option core.nothing'],
    ['set nothing.x 1', 'Setting invalid section nothing'],
    ['set wait 1', 'Unknown option: wait'],
    ['pager /no/such/pager', '/no/such/pager does not exist or is not a program'],
  ];
  for (const [line, message] of wrong) {
    t.equal(await run(line), false, line);
    t.match(output(), message, line);
  }
});

t.test('a single command keeps what it sets', async (t) => {
  const directory = t.testdir();
  await clusterBench(directory).run('options manage-children never');
  const { run, output } = clusterBench(directory);
  await run('options show manage_children');
  t.equal(output(), 'core.manage_children = never\n');
});

t.test('commands at the start are run by who has no file of options', async (t) => {
  const directory = t.testdir({ '.crm.rc': 'options\nmanage-children never\nnonsense\n' });
  const { session, output } = clusterBench(directory, { answers: [] });
  const file = startupFile(session.env);
  t.equal(file, join(directory, '.crm.rc'));
  await runStartup(session, file as string);
  t.match(output(), /No such command.*\nERROR: Error in RC file: /s);
  t.equal((await session.preferences()).get('core.manage_children'), 'never');
  t.equal(session.stack.length, 1);
  t.equal(startupFile({ HOME: directory, CRM_CONFIG_FILE: file }), undefined);
});

t.test('a file of options that is none is told', async (t) => {
  const directory = t.testdir({ 'crm.conf': 'editor = vi\n' });
  const { run, output } = clusterBench(directory, { env: { CRM_CONFIG_FILE: join(directory, 'crm.conf') } });
  t.equal(await run('options show'), false);
  t.match(output(), /crm.conf:1: File contains no section headers/);
});

t.test('commands above the skill of the user are refused', async (t) => {
  const { run, output } = clusterBench(t.testdir(), { options: { settings: [['core.skill_level', 'operator']] } });
  t.equal(await run('resource move vip beta'), false);
  t.equal(output(), 'ERROR: resource.move: ACL administrator skill level required\n');
  t.ok(await run('resource stop vip'));
});

t.test('older names are accepted with a remark', async (t) => {
  const { run, output } = clusterBench(t.testdir());
  await run('resource migrate vip beta');
  t.match(
    output(),
    /^WARNING: This command 'migrate' is deprecated, please use 'move'\nINFO: "migrate" is accepted as "move"\n/,
  );
});

t.test('tickets', async (t) => {
  const { run, saved, output } = clusterBench(t.testdir(), { options: { force: true } });
  t.ok(await run('site ticket grant T'), output());
  t.equal(found(saved(), 'ticket_state', { id: 'T' })[0]?.get('granted'), 'true');
  await run('site ticket show T');
  t.match(output(), 'ticket T is granted\n');
  await run('site ticket time T');
  t.match(output(), /ticket T last time granted on /);
  await run('site ticket standby T');
  t.equal(found(saved(), 'ticket_state', { id: 'T' })[0]?.get('standby'), 'true');
  t.equal(await run('site ticket show nope'), false);
  t.match(output(), 'nothing to show for ticket nope');
});

t.test('maintenance: of the cluster, of a resource, and by hand', async (t) => {
  const directory = t.testdir();
  installAgent(directory);
  const { run, saved, output } = clusterBench(directory, { env: { PATH: process.env['PATH'] ?? '' } });
  t.equal(await run('maintenance action vip monitor'), false);
  t.match(output(), 'Not in maintenance mode.');
  t.ok(await run('maintenance on'));
  t.equal(found(saved(), 'nvpair', { name: 'maintenance-mode' })[0]?.get('value'), 'true');
  t.ok(await run('maintenance action vip start'));
  t.match(output(), 'started vip at 10.0.0.1\n');
  t.ok(await run('maintenance action vip monitor'));
  t.match(output(), 'INFO: vip: monitor on host: not running\n');
  t.equal(await run('maintenance action vip stop'), false);
  t.match(output(), 'ERROR: stop failed with rc=3 on host\n');
  t.equal(await run('maintenance action g monitor'), false);
  t.ok(await run('maintenance off', 'maintenance on vip'));
  t.equal(found(saved(), 'nvpair', { name: 'maintenance' })[0]?.get('value'), 'true');
});

t.test('what if: the status is changed in a copy', async (t) => {
  const { run, saved, output } = clusterBench(t.testdir());
  const before = saved();
  t.ok(await run('cibstatus node alpha unclean'), output());
  t.ok(await run('cibstatus quorum false'));
  await run('cibstatus show changed');
  t.equal(output(), 'alpha unclean\nquorum: false\n');
  await run('cibstatus origin');
  t.equal(output(), 'live (modified)\n');
  t.equal(saved(), before, 'the CIB itself is not touched');
  t.ok(await run('cibstatus load live', 'cibstatus origin'));
  t.equal(output(), 'live\n');
  t.equal(await run('cibstatus save x.xml'), false);
  t.equal(await run('cibstatus op monitor vip not_running'), false, 'there is no monitor');
});

/** With a comment that has to survive. */
const OURS = `# ours\n${COROSYNC}`;

t.test('corosync.conf: what is not changed stays', async (t) => {
  const directory = t.testdir({ 'corosync.conf': OURS });
  const file = join(directory, 'corosync.conf');
  const { run, output } = clusterBench(directory, { env: { COROSYNC_MAIN_CONFIG_FILE: file } });
  const text = () => readFileSync(file, 'utf8');
  await run('corosync get nodelist.node.name');
  t.equal(output(), 'alpha\nbeta\n');
  await run('corosync show');
  t.equal(output(), OURS);
  await run('corosync set totem.token 5000', 'corosync set nodelist.node.name gamma 1');
  t.equal(text(), OURS.replace('knet\n', 'knet\n\ttoken: 5000\n').replace('beta', 'gamma'));
  await run('corosync add-node 10.0.0.3 delta');
  t.match(text(), '\tnode {\n\t\tring0_addr: 10.0.0.3\n\t\tname: delta\n\t\tnodeid: 3\n\t}\n');
  t.match(text(), 'quorum {\n\ttwo_node: 0\n}\n');
  await run('corosync del-node delta');
  t.notMatch(text(), 'delta');
  t.match(text(), 'two_node: 1');
  output();
  t.equal(await run('corosync set nodelist.node.name x 5'), false);
  t.match(output(), 'Index 5 out of range');
  writeFileSync(file, 'totem {\n\toops\n}\n');
  t.equal(await run('corosync get totem.oops'), false);
  t.match(output(), /corosync.conf:2: Malformed line: oops/);
});

t.test('links of corosync.conf', async (t) => {
  const directory = t.testdir({ 'corosync.conf': OURS });
  const file = join(directory, 'corosync.conf');
  const { run, output } = clusterBench(directory, { env: { COROSYNC_MAIN_CONFIG_FILE: file } });
  const text = () => readFileSync(file, 'utf8');
  t.ok(await run('corosync link add alpha=10.1.0.1 beta=10.1.0.2 options knet_link_priority=2'), output());
  t.match(text(), 'ring1_addr: 10.1.0.2');
  t.match(text(), '\tinterface {\n\t\tlinknumber: 1\n\t\tknet_link_priority: 2\n\t}\n');
  output();
  await run('corosync link show');
  t.match(output(), 'Link 1:\n  Node addresses:\n    Node 1: alpha\t10.1.0.1\n    Node 2: beta\t10.1.0.2\n');
  t.ok(await run('corosync link update 1 alpha=10.1.0.9 options knet_link_priority='));
  t.match(text(), 'ring1_addr: 10.1.0.9');
  t.notMatch(text(), 'interface');
  t.ok(await run('corosync link remove 1'));
  t.equal(text(), OURS);
  const wrong: [line: string, message: string][] = [
    ['remove 0', 'Cannot remove the last link.'],
    ['remove 5', 'Link 5 does not exist.'],
    ['add alpha=10.1.0.1', 'The address of node beta is not specified.'],
    ['add alpha=nonsense beta=10.1.0.2', 'invalid node address: nonsense'],
    ['add alpha=10.0.0.2 beta=10.1.0.2', 'Duplicated ip address 10.0.0.2'],
    ['update 0 options colour=red', 'Updating option "colour" is not supported'],
    ['update 0 gamma=10.1.0.1', 'Unknown node gamma.'],
  ];
  for (const [line, message] of wrong) {
    t.equal(await run(`corosync link ${line}`), false, line);
    t.match(output(), message, line);
    t.equal(text(), OURS, `${line}: the file is untouched`);
  }
});

const VIRTUAL_IP = `%name virtual-ip
# An address
%required
%% ip
%optional
%% netmask
%generate

primitive %_ ocf:heartbeat:Thing
	params ip=%_:ip
	opt speed=%_:netmask
`;

t.test('configurations made of templates', async (t) => {
  const directory = t.testdir({ templates: { 'virtual-ip': VIRTUAL_IP, broken: '%name x\n' } });
  installAgent(directory);
  const options = { settings: [['path.sharedir', directory] as const] };
  const { run, saved, output } = clusterBench(directory, { options, env: { PATH: process.env['PATH'] ?? '' } });
  t.ok(await run('configure', 'template', 'new net virtual-ip params ip=10.9.8.7'));
  t.match(output(), 'INFO: pulling in template virtual-ip');
  await run('show');
  t.equal(output(), 'primitive virtual-ip ocf:heartbeat:Thing \\\n\tparams ip="10.9.8.7"\n');
  await run('list');
  t.equal(output(), 'Templates:\nbroken\nvirtual-ip\n\nConfigurations:\nnet\n');
  t.equal(await run('new net virtual-ip'), false);
  t.match(output(), 'config net exists; delete it first');
  t.equal(await run('new other broken'), false);
  t.match(output(), "invalid template: missing '%generate'");
  t.ok(await run('new virtual-ip', 'load virtual-ip-0'));
  t.equal(await run('show'), false);
  t.match(output(), 'required parameter ip not set');
  t.ok(await run('load net', 'apply update', 'up', 'commit'), output());
  t.equal(found(saved(), 'primitive', { id: 'virtual-ip' }).length, 1);
  t.equal(found(saved(), 'primitive').length, 6, 'what was there is there');
  t.ok(await run('template delete net force'));
  t.equal(await run('template load net'), false);
});
