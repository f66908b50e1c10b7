import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { type Bench, bench } from '../harness.js';
import { type FakeCluster, fakeCluster } from '../remote/fake.js';

/** A cluster of the host and two others, scripts in the user's directory; programs print what they are. */
function scripted(directory: string, files: Readonly<Record<string, string>>): { on: Bench; cluster: FakeCluster } {
  for (const [name, text] of Object.entries(files)) {
    const file = join(directory, 'config', 'crm', 'scripts', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const cluster = fakeCluster(['alpha', 'beta'], (argv, node) => {
    const command = argv.slice(2).at(-1) ?? '';
    if (argv[0] !== 'timeout') return {};
    if (command.includes('broken')) return { status: 3, stderr: `${node.name} is broken\n` };
    return { status: 0, stdout: command.includes('report') ? 'all is well\n' : `{"on": "${node.name}"}` };
  });
  const env = { XDG_CONFIG_HOME: join(directory, 'config'), OCF_ROOT: join(directory, 'nosuch') };
  writeFileSync(
    join(directory, 'system.conf'),
    `[path]\nsharedir = ${directory}/share\nhawk_wizards = ${directory}/hawk\n`,
  );
  return { on: bench(directory, { env, outside: { runner: cluster.runner } }), cluster };
}

const SETUP = `
version: 2.2
category: Server
shortdesc: Set things up
parameters:
  - name: id
    required: yes
  - name: fail
    type: boolean
    value: no
actions:
  - install: [thing]
  - service:
      - thing: enable
      - other: start
    nodes: alpha
  - copy: thing.conf
    to: /etc/thing.conf
    template: true
    nodes: beta
  - call: /bin/broken
    when: fail
  - cib: |
      primitive {{id}} Dummy
        op monitor interval=10s
  - crm: |
      configure property batch-limit=7
`;

t.test('actions are done on their nodes', async (t) => {
  const directory = t.testdir();
  const { on, cluster } = scripted(directory, {
    'setup/main.yml': SETUP,
    'setup/thing.conf': 'name = {{id}}\n  indented\n',
  });
  t.ok(await on.run('script run setup id=d'));
  t.equal(
    on.output(),
    [
      'INFO: Set things up',
      'INFO: Nodes: alpha, beta',
      'INFO: Install packages',
      'INFO: Manage system services',
      'INFO: Install file on nodes',
      'INFO: Configure cluster resources',
      'INFO: Run crm command',
      '',
    ].join('\n'),
  );
  t.match(on.saved(), /<primitive id="d" class="ocf" provider="heartbeat" type="Dummy">\s*<operations>/);
  t.match(on.saved(), /name="batch-limit" value="7"/);
  t.equal(cluster.node('beta').files.get('/etc/thing.conf')?.toString(), 'name = d\n  indented\n');
  const run = cluster.log.flatMap((line) => {
    const [, node, what] = /^(\w+): timeout 600 [\s\S]* ((?:install|service)(?: \w+)+)$/.exec(line) ?? [];
    return node === undefined ? [] : `${node}: ${what}`;
  });
  t.same(run, [
    'alpha: install thing',
    'beta: install thing',
    'alpha: service thing enable',
    'alpha: service other start',
  ]);
});

t.test('the first failure ends it', async (t) => {
  const { on } = scripted(t.testdir(), { 'setup/main.yml': SETUP, 'setup/thing.conf': '' });
  t.equal(await on.run('script run setup id=d fail=yes nodes=alpha'), false);
  const told = on.output();
  t.match(told, 'ERROR: [alpha]: Error (3): alpha is broken\n');
  t.match(told, /ERROR: Run command on nodes failed\n$/);
  t.notMatch(on.saved(), '<primitive id="d"');
});

t.test('a rehearsal changes nothing', async (t) => {
  const { on, cluster } = scripted(t.testdir(), { 'setup.yml': SETUP });
  const before = on.saved();
  t.ok(await on.run('script run setup id=d dry_run=yes'));
  const told = on.output();
  for (const line of [
    '** all - install thing\n',
    '** alpha - systemctl enable thing; systemctl start other\n',
    '** beta - copy thing.conf to /etc/thing.conf\n',
    '** localhost - temporary file <<END\nprimitive d Dummy\top monitor interval=10s\n\nEND\n',
  ]) {
    t.match(told, line);
  }
  t.match(told, /\*\* localhost - crm --wait --no configure load update \S+\n/);
  t.equal(on.saved(), before);
  t.same(cluster.log, []);
});

const SURVEY = `
version: 2.2
shortdesc: Survey
actions:
  - collect: look.py
  - validate: check.py
  - apply_local: mend.py
  - report: report.py
`;

t.test('a command is run where it is meant to be, whether files of the script are there or not', async (t) => {
  const source =
    'version: 2.2\nshortdesc: Calls\nactions:\n  - call: one\n  - call: two\n    nodes: local\n  - call: three\n    nodes: beta\n';
  const { on, cluster } = scripted(t.testdir(), { 'calls.yml': source });
  t.ok(await on.run('script run calls nodes=host,alpha'));
  const calls = cluster.log.map((line) => line.replace(/ timeout 600 \/bin\/sh -c cd '\S+' 2>\/dev\/null; /, ' '));
  t.same(calls, ['host: one', 'alpha: one', 'host: two', 'beta: three']);
});

t.test('a program may be in the script itself', async (t) => {
  const source =
    'version: 2.2\nshortdesc: Calls\nactions:\n  - call: |\n      #!/usr/bin/python3\n      print({{nodes}})\n    nodes: all\n';
  const { on, cluster } = scripted(t.testdir(), { 'program.yml': source });
  t.ok(await on.run('script run program nodes=alpha'));
  const { files, modes } = cluster.node('alpha');
  const [file = ''] = [...files.keys()].filter((name) => name.endsWith('/call'));
  t.equal(files.get(file)?.toString(), '#!/usr/bin/python3\nprint(alpha)\n');
  t.equal(modes.get(file), 0o755);
  t.ok(cluster.log.includes(`alpha: timeout 600 ${file}`), cluster.log.join('\n'));
  t.match(cluster.log.at(-1), /^alpha: rm -rf /);
});

t.test('programs of a script hand on what they find', async (t) => {
  const directory = t.testdir();
  const files = { 'survey/main.yml': SURVEY, 'survey/look.py': '#', 'survey/report.py': '#' };
  const { on, cluster } = scripted(directory, files);
  const [one, state] = ['nodes=host,alpha', `statefile=${directory}/state`];
  for (const action of [1, 2, 3, 4]) {
    t.ok(await on.run(`script run survey ${one} ${state} action=${action}`));
  }
  t.match(on.output(), /\nINFO: report\nall is well\n$/);
  const data = JSON.parse(readFileSync(join(directory, 'state'), 'utf8'));
  t.match(data[0], { nodes: 'host,alpha', on: 'host' });
  t.same(data.slice(1), [{ host: { on: 'host' }, alpha: { on: 'alpha' } }, { on: 'host' }, { on: 'host' }]);
  const left = cluster.log.filter((line) => line.startsWith('alpha: write'));
  t.ok(
    left.some((line) => line.endsWith('/look.py 644')),
    'files of the script are copied',
  );
  t.ok(
    cluster.log.some((line) => line.startsWith('alpha: rm -rf ')),
    'and removed',
  );
  const cases: [wrong: string, problem: string][] = [
    ['action=1', 'Must set both action and statefile'],
    ['action=9 statefile=x', 'action index out of range'],
    ['action=x statefile=x', 'action parameter must be an index'],
  ];
  for (const [wrong, problem] of cases) {
    on.output();
    t.equal(await on.run(`script run survey ${one} ${wrong}`), false);
    t.equal(on.output(), `ERROR: script.run: ${problem}\n`);
  }
  t.notOk(existsSync(join(directory, 'x')));
});

t.test('scripts are listed, shown and checked', async (t) => {
  const { on } = scripted(t.testdir(), {
    'setup/main.yml': SETUP,
    'loop.yml': 'version: 2.2\nshortdesc: Loop\ninclude: [{script: pool}]\n',
    'pool.yml': 'version: 2.2\nshortdesc: Loop\ninclude: [{script: loop}]\n',
    'part.yml': 'version: 2.2\ncategory: Script\nshortdesc: A part\n',
    'broken.yml': 'version: [\n',
    'old.yml':
      '- name: Old\n  description: One\n  parameters: [{name: p, description: P, default: 1}]\n  steps: [{name: Go, call: ls}]\n',
  });
  await on.run('script list');
  const listed = on.output();
  t.match(listed, 'Server:\n\nsetup            Set things up\n\n');
  t.match(listed, 'Legacy:\n\nold              Old\n\n');
  t.match(listed, 'ERROR: Error when loading script loop: Error when loading script pool: loop includes itself\n');
  t.match(listed, /ERROR: Error when loading script broken: Failed to parse script main: /);
  t.match(listed, 'ERROR: Error when loading script virtual-ip: No meta-data for agent: ocf:heartbeat:IPaddr2\n');
  t.notMatch(listed, 'A part');
  await on.run('script list all names');
  t.match(on.output(), /^apache\nbroken\ndatabase\nexportfs\nfilesystem\nloop\n/);
  await on.run('script show setup');
  t.equal(
    on.output(),
    'setup (Server)\nSet things up\n\n\n\n1. Parameters\n\n  id (required) \n      \n  fail\n      \n\n\n',
  );
  await on.run('script show old all');
  t.match(
    on.output(),
    /^old \(Legacy\)\nOld\n\nOne\n\n1\. Parameters\n\n {2}p \(default: 1\)\n {6}P\n\nCommon Parameters\n\n {2}nodes\n/,
  );
  await on.run('script verify old');
  t.equal(on.output(), '1. Go\n\n');
  await on.run('script verify setup id=d fail=yes');
  t.match(
    on.output(),
    /^1\. Install packages\n\n\tthing\n\n2\. Manage system services\n\n\tthing -> enable\n\tother -> start\n\n3\. /,
  );
});

t.test('what would be configured is checked', async (t) => {
  const { on } = scripted(t.testdir(), {
    'twice.yml': 'version: 2.2\nshortdesc: Twice\nactions:\n  - cib: primitive vip Dummy\n',
    'good.yml': 'version: 2.2\nshortdesc: Good\nactions:\n  - cib: |\n      primitive d Dummy\n\n      clone c d\n',
  });
  t.equal(await on.run('script verify twice'), false);
  t.equal(on.output(), "ERROR: Cannot create primitive with ID 'vip': Found existing primitive with same ID.\n");
  t.ok(await on.run('script verify good'));
  t.equal(on.output(), '1. Configure cluster resources\n\n\tprimitive d Dummy\n\t\n\tclone c d\n\n');
});

t.test('programs ask in JSON', async (t) => {
  const { on } = scripted(t.testdir(), {
    'setup/main.yml': SETUP.replace('Set things up', 'Größe'),
    'setup/thing.conf': '',
  });
  const ask = async (request: string) => {
    const ok = await on.run(`script json ${request}`);
    return [ok, on.output()];
  };
  t.match(
    (await ask('["list"]'))[1],
    '{"category": "server", "longdesc": "", "name": "setup", "shortdesc": "Gr\\u00f6\\u00dfe"}\n',
  );
  t.same(await ask(`'["show", "setup"]'`), [
    true,
    '{"category": "server", "longdesc": "", "name": "setup", "shortdesc": "Gr\\u00f6\\u00dfe", "steps": [{"longdesc": "", "parameters": [{"advanced": false, "longdesc": "", "name": "id", "required": true, "shortdesc": "", "type": "resource", "unique": false}, {"advanced": false, "longdesc": "", "name": "fail", "required": false, "shortdesc": "", "type": "boolean", "unique": false, "value": false}], "required": true, "shortdesc": ""}]}\n',
  ]);
  t.match(
    (await ask('["verify", "setup", {"id": "d"}]'))[1],
    /^\{"longdesc": "", "name": "install", "nodes": "", "shortdesc": "Install packages", "text": "thing"\}\n/,
  );
  const [ok, done] = await ask('["run", "setup", {"id": "d", "fail": true, "nodes": "alpha"}]');
  t.equal(ok, false);
  t.equal(
    done,
    '{"output": "", "rc": true, "shortdesc": "Install packages"}\n{"output": "", "rc": true, "shortdesc": "Manage system services"}\n{"output": "", "rc": true, "shortdesc": "Install file on nodes"}\n{"error": "", "rc": false, "shortdesc": "Run command on nodes"}\n{"error": "Error (3): alpha is broken", "host": "alpha"}\n',
  );
  const refused: [request: string, error: string][] = [
    ['["show"]', 'Incorrect number of arguments: 1 (expected 2)'],
    ['["dance"]', 'Unknown command: dance'],
    ['["show", "nosuch"]', 'Script not found: nosuch'],
    ['["verify", "setup", {}]', 'Missing required parameter(s): id'],
    ['["run", "setup", 1]', 'parameters have to be an object'],
    ['{}', 'Failed to decode valid JSON command'],
    ['[', 'Failed to decode valid JSON command'],
  ];
  for (const [request, error] of refused) {
    t.same(await ask(request), [false, `{"error": "${error}"}\n`], request);
  }
});
