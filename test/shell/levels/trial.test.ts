import t from 'tap';
import { install, type Program } from '../remote/fake.js';
import { CIB, nodes } from './cluster/nodes.js';
import { installAgent } from './cluster.js';

const CONFIGURED = CIB.replace(
  '<resources/>',
  `<resources>
    <primitive id="vip" class="ocf" provider="heartbeat" type="Thing">
      <instance_attributes id="vip-i"><nvpair id="vip-i-ip" name="ip" value="10.0.0.1"/></instance_attributes>
    </primitive>
    <primitive id="web" class="systemd" type="nginx"/>
    <primitive id="fence" class="stonith" type="fence_x"><instance_attributes id="f"><nvpair id="f1" name="port" value="7"/></instance_attributes></primitive>
    <primitive id="odd" class="upstart" type="x"/>
    <clone id="c"><meta_attributes id="m"><nvpair id="m1" name="promotable" value="true"/></meta_attributes><primitive id="db" class="lsb" type="db"/></clone>
  </resources>`,
).replace(
  '<crm_config/>',
  '<crm_config><cluster_property_set id="p"><nvpair id="p1" name="maintenance-mode" value="true"/></cluster_property_set></crm_config>',
);

/** Agents that start and stop; `broken` says which line of which node fails. */
function agents(broken: RegExp = /^$/) {
  const running = new Set<string>();
  const inputs: string[] = [];
  const program: Program = (argv, { name }, input) => {
    const [file = '', action = ''] = argv[0] === 'env' ? argv.slice(-2) : argv;
    if (input !== '') inputs.push(input);
    if (broken.test(`${name} ${file} ${action}`)) return { status: 5, stderr: 'it is broken\n' };
    const key = `${name} ${file}`;
    if (action === 'start') running.add(key);
    if (action === 'stop') running.delete(key);
    if (action === 'monitor') return { status: running.has(key) ? 0 : 7 };
    return action === 'status' ? { status: running.has(key) ? 0 : 3 } : {};
  };
  return { program, running, inputs };
}

t.test('resources are tried on nodes', async (t) => {
  const { program, running, inputs } = agents();
  const { step, node } = nodes(t.testdir(), { cib: CONFIGURED, program });
  for (const name of ['host', 'beta', 'gamma']) install(node(name), 'nginx');
  const { ok, said, log } = await step('configure rsctest vip db beta');
  t.ok(ok, said);
  t.same(said, 'INFO: testing on beta: vip db\nINFO: vip, db: started and stopped on every node\n');
  const on = log.filter((line) => line.startsWith('beta: ')).map((line) => line.split(' ').slice(-2).join(' '));
  t.match(on, [
    /Thing monitor$/,
    '/etc/init.d/db status',
    /Thing start$/,
    '/etc/init.d/db start',
    '/etc/init.d/db promote',
    '/etc/init.d/db demote',
    '/etc/init.d/db stop',
    /Thing stop$/,
  ]);
  t.match(log.join('\n'), 'OCF_RESKEY_ip=10.0.0.1 ');
  t.equal(running.size, 0);
  t.ok((await step('configure rsctest web')).ok, 'on all nodes');
  t.ok((await step('configure rsctest fence beta')).ok);
  t.same(inputs, ['port=7\naction=monitor\n'], 'fence agents read their parameters');
});

t.test('what goes wrong is told, and nothing is left running', async (t) => {
  const { program, running } = agents(/gamma .*Thing start/);
  const { step, node } = nodes(t.testdir(), { cib: CONFIGURED, program });
  for (const name of ['host', 'beta', 'gamma']) install(node(name), 'nginx');
  const { ok, said } = await step('configure rsctest web vip');
  t.notOk(ok);
  t.match(said, 'ERROR: vip: start failed with rc=5 on gamma\nit is broken\n');
  t.equal(running.size, 0);
  node('beta').services.set('nginx', { active: true, enabled: false });
  const busy = await step('configure rsctest web');
  t.match(busy, {
    ok: false,
    said: /WARNING: web: resource running at beta\nERROR: Stop all resources before testing!/,
  });
  t.ok(node('beta').services.get('nginx')?.active, 'what runs is left alone');
  for (const [line, text] of [
    ['rsctest nosuch', /element nosuch does not exist/],
    ['rsctest beta', /specify at least one resource/],
    ['rsctest beta vip', /vip is no resource/],
    ['rsctest odd', /operations of class upstart cannot be run by hand/],
  ] as const)
    t.match(await step(`configure ${line}`), { ok: false, said: text }, line);
});

t.test('an operation on all nodes', async (t) => {
  const { program } = agents(/gamma .*Thing start/);
  const directory = t.testdir();
  const { step } = nodes(directory, { cib: CONFIGURED, program });
  installAgent(directory);
  t.match(await step('maintenance action vip monitor ssh'), {
    ok: true,
    said: 'INFO: vip: monitor on beta: not running\nINFO: vip: monitor on gamma: not running\nINFO: vip: monitor on host: not running\n',
  });
  const started = await step('maintenance action vip start ssh');
  t.notOk(started.ok);
  t.match(started.said, 'INFO: vip: start on beta: ok\nERROR: start failed with rc=5 on gamma\n');
  t.match(started.said, '[gamma] it is broken\n');
  t.match(await step('maintenance action vip recover ssh'), { ok: false, said: /action 'recover' not supported/ });
  t.match(await step('maintenance action odd start ssh'), {
    ok: false,
    said: /Calling 'start' for resource not supported/,
  });
});
