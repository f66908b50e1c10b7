import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { runScript } from '../../../shell/script.js';
import { bench, CIB_LEVEL, CONFIGURE, ROOT, SMALL } from '../harness.js';

t.test('levels are entered and left', async (t) => {
  const { run, session } = bench(t.testdir());
  const path = () => session.stack.map(({ name }) => name).join('/');
  await run('configure');
  t.equal(path(), 'root/configure');
  await run('cib');
  t.equal(path(), 'root/configure/cib');
  t.equal(session.prompt, 'crm(live/host)configure cib# ');
  await run('up');
  t.equal(path(), 'root/configure');
  await run('cd ../cib');
  t.equal(path(), 'root/cib');
  await run('cd /');
  t.equal(path(), 'root');
  await run('configure show');
  t.equal(path(), 'root', 'a whole command leaves the session where it was');
  await run('conf');
  t.equal(path(), 'root/configure', 'the beginning of a name is enough');
  await run('back');
  await run('exit');
  t.equal(session.quitting, 0);
});

t.test('unknown commands are told, with a guess', async (t) => {
  const { run, output } = bench(t.testdir());
  t.equal(await run('confgure show'), false);
  t.equal(output(), 'ERROR: confgure: No such command (did you mean configure?)\n');
  t.equal(await run('configure verif'), true, 'a level and the beginning of a command');
});

t.test('a few letters stand for a command', async (t) => {
  const { run, output } = bench(t.testdir());
  t.ok(await run('cfg show web'));
  t.match(output(), /^INFO: "cfg" is accepted as "configure"\nprimitive web /);
  t.ok(await run('cfg cmt'));
  t.match(output(), 'INFO: "cmt" is accepted as "commit"\n');
  t.equal(await run('rsx'), false);
});

t.test('every command is documented', async (t) => {
  const { run, output } = bench(t.testdir());
  for (const level of [ROOT, CIB_LEVEL, CONFIGURE]) {
    t.match(level.help, /\S/, level.name);
    for (const entry of level.entries) {
      t.match(entry.summary, /^[A-Z].*[^.]$/, `${level.name} ${entry.name}`);
      const path = level === ROOT ? '' : `${level.name} `;
      t.ok(await run(`help ${path}${entry.name}`), `help ${path}${entry.name}`);
      t.match(output(), entry.summary, `${entry.name}: help has its summary`);
    }
  }
  t.ok(await run('help'), output());
  t.ok(await run('help topics'));
  t.match(output(), 'RuleExpressions');
  t.ok(await run('help RuleExpressions'));
  t.ok(await run('configure show --help'));
  t.match(output(), 'Usage:');
  t.equal(await run('help nonsense'), false);
});

t.test('names are unique at each level', async (t) => {
  for (const level of [ROOT, CIB_LEVEL, CONFIGURE]) {
    const names = level.entries.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    t.equal(new Set(names).size, names.length, level.name);
  }
});

t.test('a single command is committed at once', async (t) => {
  const { run, saved } = bench(t.testdir());
  t.ok(await run('configure primitive d Dummy'));
  t.match(saved(), /<primitive id="d"/);
});

t.test('a script runs to its end and commits', async (t) => {
  const directory = t.testdir({
    script: '# a comment\nconfigure\nprimitive a Dummy \\\n  params state=x\nnonsense\nprimitive b Dummy\n',
  });
  const { session, output, saved } = bench(directory);
  t.equal(await runScript(session, join(directory, 'script')), 1);
  t.equal(output(), 'ERROR: 5: configure.nonsense: No such command\n');
  t.match(saved(), /id="a-instance_attributes-state"/);
  t.match(saved(), /<primitive id="b"/);
  t.equal(await runScript(session, join(directory, 'missing')), 2);
});

t.test('leaving with edits asks a person', async (t) => {
  const keep = bench(t.testdir(), { answers: [true] });
  t.ok(await keep.run('configure', 'primitive d Dummy', 'up'));
  t.match(keep.output(), /changes pending/);
  t.match(keep.saved(), /id="d"/);
  const drop = bench(t.testdir(), { answers: [false] });
  t.ok(await drop.run('configure', 'primitive d Dummy', 'quit'));
  t.equal(drop.saved(), SMALL);
});

t.test('shadow copies', async (t) => {
  const directory = t.testdir();
  const { run, output, session, saved } = bench(directory);
  const step = async (line: string) => {
    const ok = await run(line);
    return [ok, output()];
  };
  t.same(await step('cib new test'), [true, 'INFO: cib.new: test shadow CIB created\n']);
  t.equal(session.prompt, 'crm(test/host)# ');
  t.ok(existsSync(join(directory, 'shadow.test')));
  await run('configure primitive d Dummy');
  t.equal(saved(), SMALL, 'the real one is untouched');
  t.match(readFileSync(join(directory, 'shadow.test'), 'utf8'), /id="d"/);
  t.match((await step('cib diff'))[1], /primitive.*d/);
  t.same(await step('cib list'), [true, 'test\n']);
  t.match(await step('cib delete test'), [false, /shadow CIB is in use/]);
  t.same(await step('cib commit'), [true, "INFO: cib.commit: committed 'test' shadow CIB to the cluster\n"]);
  t.match(saved(), /id="d"/);
  await run('cib use live');
  t.equal(session.prompt, 'crm(live/host)# ');
  t.same(await step('cib reset test'), [true, 'INFO: cib.reset: copied live CIB to test\n']);
  t.same(await step('cib delete test'), [true, 'INFO: cib.delete: test shadow CIB deleted\n']);
  t.notOk(existsSync(join(directory, 'shadow.test')));
  t.match(await step('cib use nosuch'), [false, /nosuch: no such shadow CIB/]);
  t.match(await step('cib new live'), [false, /is not allowed/]);
  t.match(await step('cib new ../x'), [false, /Bad filename/]);
});

t.test('a shadow copy without a name goes when it is left', async (t) => {
  const directory = t.testdir();
  const { run, session } = bench(directory);
  t.ok(await run('cib new'));
  t.equal(session.prompt, 'crm(@tmp@/host)# ');
  const name = session.env['CIB_shadow'];
  t.ok(existsSync(join(directory, `shadow.${name}`)));
  await run('cib use');
  t.notOk(existsSync(join(directory, `shadow.${name}`)));
});

t.test('a CIB in a file becomes a shadow copy', async (t) => {
  const directory = t.testdir({
    'other.xml': SMALL.replace('"web"', '"other"').replaceAll('rsc="web"', 'rsc="other"'),
  });
  const { run, session, output } = bench(directory);
  t.ok(await run(`cib import ${join(directory, 'other.xml')}`), output());
  t.equal(session.prompt, 'crm(other/host)# ');
  await run('configure show other');
  t.match(output(), 'primitive other systemd:nginx');
  t.equal(await run('cib import /nonexistent'), false);
});

t.test('history needs a cluster', async (t) => {
  const { run, output } = bench(t.testdir());
  t.equal(await run('cib log'), false);
  t.match(output(), /only the CIB of a running cluster has a history/);
  t.equal(await run('cib undo 1.2.3'), false);
});

t.test('the editor comes back at the line at fault', async (t) => {
  const calls: string[][] = [];
  const texts = [
    (text: string) => `${text}primitive broken\n`,
    (text: string) => text.replace('primitive broken', 'primitive d Dummy').replace('10.0.0.1', '10.0.0.2'),
  ];
  const { run, output } = bench(t.testdir(), {
    answers: [true],
    env: { EDITOR: 'vi' },
    edit(file, args) {
      calls.push([...args]);
      writeFileSync(file, (texts.shift() as (text: string) => string)(readFileSync(file, 'utf8')));
    },
  });
  t.ok(await run('configure', 'edit vip web'));
  t.match(output(), /ERROR: 5:1: syntax in primitive: Expected at least 2 arguments/);
  t.equal(calls[0]?.length, 1);
  t.equal(calls[1]?.[0], '+5');
  await run('show changed');
  t.equal(
    output(),
    'primitive d Dummy\nprimitive vip IPaddr2 \\\n\tparams ip=10.0.0.2 \\\n\top monitor interval=10s timeout=20s\nprimitive web systemd:nginx\n',
  );
});

t.test('without a terminal there is no editor', async (t) => {
  const { run, output } = bench(t.testdir());
  t.equal(await run('configure edit'), false);
  t.match(output(), /edit not allowed in batch mode/);
});

t.test('save and load', async (t) => {
  const directory = t.testdir();
  const file = join(directory, 'saved');
  for (const kind of ['', 'xml ']) {
    const { run, output, saved } = bench(directory);
    t.ok(await run(`configure save ${kind}${file}`), output());
    await run('configure erase');
    t.notMatch(saved(), /<primitive/);
    t.ok(await run(`configure load ${kind}update ${file}`), output());
    await run('configure show vip web-with-vip');
    t.equal(
      output(),
      'primitive vip IPaddr2 \\\n\tparams ip=10.0.0.1 \\\n\top monitor interval=10s timeout=20s\ncolocation web-with-vip inf: web vip\n',
      kind,
    );
    writeFileSync(file, 'primitive only Dummy\n');
    t.ok(await run(`configure load replace ${file}`), output());
    await run('configure show type:primitive type:property');
    t.equal(output(), 'primitive only Dummy\n');
  }
});

t.test('selectors', async (t) => {
  const { run, output } = bench(t.testdir());
  const ids = async (selectors: string) => {
    await run(`show ${selectors}`);
    return output()
      .split('\n')
      .filter((line) => /^\w/.test(line))
      .map((line) => line.split(' ')[1]);
  };
  await run('configure', 'tag t vip');
  t.same(await ids('type:primitive'), ['vip', 'web']);
  t.same(await ids('v*'), ['vip', 'vip-on-alpha']);
  t.same(await ids('type:primitive and v*'), ['vip']);
  t.same(await ids('tag:t'), ['vip']);
  t.same(await ids('related:vip'), ['vip', 't', 'vip-on-alpha', 'web-with-vip']);
  t.same(await ids('related:systemd:nginx'), ['web']);
  t.same(await ids('changed'), ['t']);
  await run('show xml vip');
  t.match(output(), /^<\?xml version="1.0" \?>\n<cib [^>]*>\n {2}<configuration>\n/);
});

t.test('passwords are not shown', async (t) => {
  const { run, output } = bench(t.testdir());
  await run('configure', 'primitive d Dummy passwd=secret other=1');
  output();
  await run('show d');
  t.match(output(), 'params passwd="******" other=1');
  await run('show obscure:other d');
  t.match(output(), 'params passwd=secret other="******"');
});

t.test('data for programs', async (t) => {
  const { run, output } = bench(t.testdir(), { options: { format: 'json' } });
  await run('configure show web');
  t.same(JSON.parse(output()).result, {
    objects: [
      {
        id: 'web',
        kind: 'primitive',
        text: 'primitive web systemd:nginx',
        definition: { primitive: [{ id: 'web', class: 'systemd', type: 'nginx' }] },
      },
    ],
  });
});

t.test('a configuration that is not valid can be looked at and mended', async (t) => {
  const broken = SMALL.replace('score="100"', 'score="nonsense"');
  const { run, output, saved } = bench(t.testdir(), { cib: broken });
  t.ok(await run('configure show vip-on-alpha'));
  t.equal(output(), 'xml <rsc_location id="vip-on-alpha" rsc="vip" node="alpha" score="nonsense"/>\n');
  t.equal(await run('configure primitive d Dummy'), false, 'but not be built upon');
  t.equal(saved(), broken);
  output();
  t.ok(await run('configure delete vip-on-alpha'), output());
  t.notMatch(saved(), /nonsense/);
});
