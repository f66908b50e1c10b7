import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parseCommandLine } from '../../../shell/options.js';
import { PREFERENCES } from '../../../shell/preferences/table.js';
import { runnerFor } from '../../../shell/remote/ssh.js';
import { paintFor } from '../../../shell/terminal/colors.js';
import { type Bench, type BenchOptions, bench, SMALL } from '../harness.js';

/** Options of the user, each with what it changes. Those of `report` are tested with reports. */

/** A session with options as `-o` sets them. */
function set(
  directory: string,
  settings: Record<string, string>,
  { options, ...rest }: BenchOptions = {},
): Promise<Bench> {
  const made = bench(directory, {
    ...rest,
    options: {
      ...options,
      settings: [['core.ignore_missing_metadata', 'yes'], ...Object.entries(settings)],
    },
  });
  return made.session.heedPreferences().then(() => made);
}

const said = async (on: Bench, line: string): Promise<string> => {
  await on.run(line);
  return on.output();
};

/** Programs that log how they are called. */
function programs(directory: string, ...names: string[]): string {
  const bin = join(directory, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const name of names) {
    writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >> ${directory}/called\ncat > /dev/null\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return bin;
}

t.test('force, wait and debug are as if given on the command line', async (t) => {
  const forced = await set(t.testdir(), { 'core.force': 'yes' });
  t.ok(await forced.run('configure', 'primitive x nosuch:thing:agent', 'delete nosuch'), 'it is no error');
  const asked = await set(t.testdir(), {});
  t.notOk(await asked.run('configure delete nosuch'));
  t.ok(await asked.run('options set core.force yes'));
  t.ok(await asked.run('configure delete nosuch'), 'from now on');
  t.ok(await asked.run('options set core.force no'));
  t.notOk(await asked.run('configure delete nosuch'));
  const waiting = await set(t.testdir(), { 'core.wait': 'yes' });
  t.ok(waiting.session.options.wait);
  const telling = await set(t.testdir(), { 'core.debug': 'yes' });
  t.match(await said(telling, 'status'), 'DEBUG: running status\nDEBUG: crm_mon -1 -r\n');
  t.notMatch(await said(await set(t.testdir(), {}), 'status'), 'DEBUG');
  const { options, profile } = parseCommandLine(['-d', '-w', '-F', '-X', 'file', 'status']);
  t.match({ ...options, profile }, { debug: true, wait: true, force: true, profile: 'file' });
});

t.test('what is shown', async (t) => {
  const secret = SMALL.replace('name="ip" value="10.0.0.1"', 'name="passwd" value="s3cret"');
  const usual = await set(t.testdir(), {}, { cib: secret });
  t.match(await said(usual, 'configure show vip'), 'passwd="******"');
  t.match(await said(usual, 'cib show'), 'passwd="******"');
  const open = await set(t.testdir(), { 'core.obscure_pattern': '' }, { cib: secret });
  t.match(await said(open, 'configure show vip'), 'passwd=s3cret');
  t.match(await said(open, 'configure show xml vip'), 'value="s3cret"');
  const other = await set(t.testdir(), { 'core.obscure_pattern': 'sec* | ip' });
  t.match(await said(other, 'configure show vip'), 'ip="******"');
  await other.run('configure', 'primitive y IPaddr2 params ip=10.0.0.9');
  t.match(await said(other, 'diff'), 'ip="******"');

  const mixed = SMALL.replace(/(<primitive id="vip"[\s\S]*?<\/primitive>)\s*(<primitive id="web".*\/>)/, '$2$1');
  const order = (text: string) => [...text.matchAll(/^primitive (\w+)/gm)].map(([, id]) => id);
  const sorted = await set(t.testdir(), {}, { cib: mixed });
  t.same(order(await said(sorted, 'configure show')), ['vip', 'web']);
  const unsorted = await set(t.testdir(), { 'core.sort_elements': 'no' }, { cib: mixed });
  t.same(order(await said(unsorted, 'configure show')), ['web', 'vip']);
});

t.test('what is allowed and checked', async (t) => {
  const operator = await set(t.testdir(), { 'core.skill_level': 'operator' });
  t.match(await said(operator, 'resource cleanup vip'), 'ACL administrator skill level required');
  const strict = await set(t.testdir(), { 'core.ignore_missing_metadata': 'no' });
  t.match(await said(strict, 'configure verify'), 'no such resource agent');
  const lenient = await set(t.testdir(), { 'core.ignore_missing_metadata': 'no', 'core.check_frequency': 'never' });
  t.notMatch(await said(lenient, 'configure verify'), /agent/);
});

t.test('roles have their newer names', async (t) => {
  const clone = 'clone c d meta promotable=true target-role=Master';
  const lines = ['configure', 'primitive d Dummy', clone, 'location l c role=Slave 1: alpha'];
  const older = await set(t.testdir(), {});
  await older.run(...lines);
  t.match(await said(older, 'show c l'), /target-role=Master[\s\S]*role=Slave/);
  const newer = await set(t.testdir(), { 'core.OCF_1_1_SUPPORT': 'yes' });
  await newer.run(...lines);
  t.match(await said(newer, 'show c l'), /target-role=Promoted[\s\S]*role=Unpromoted/);
  const old = await set(
    t.testdir(),
    { 'core.OCF_1_1_SUPPORT': 'yes' },
    { cib: SMALL.replace('pacemaker-3.9', 'pacemaker-3.5') },
  );
  await old.run(...lines);
  t.match(await said(old, 'show c'), 'target-role=Master', 'an older schema does not know them');
});

t.test('programs', async (t) => {
  const directory = t.testdir();
  const bin = programs(directory, 'ed', 'pg', 'pt', 'drawer', 'viewer');
  const called = () => (existsSync(join(directory, 'called')) ? readFileSync(join(directory, 'called'), 'utf8') : '');
  const ran: string[] = [];
  const on = await set(
    directory,
    {
      'core.editor': join(bin, 'ed'),
      'core.pager': join(bin, 'pg'),
      'core.ptest': join(bin, 'pt'),
      'core.dot': join(bin, 'drawer'),
      'core.dotty': join(bin, 'viewer'),
    },
    {
      env: { PATH: '/usr/bin:/bin' },
      edit: () => ran.push('edited'),
      outside: {
        runner: {
          run: async (_, argv, input) => {
            ran.push(`${argv.join(' ')} on ${String(input).slice(0, 4)}`);
            return { status: 0, stdout: 'simulated\n', stderr: '' };
          },
          copy: async () => {},
          read: async () => undefined,
          write: async () => {},
        },
      },
    },
  );
  t.ok(await on.run('configure edit'), on.output());
  t.same(ran.splice(0), ['edited']);
  t.match(await said(on, 'configure ptest'), 'simulated\n');
  t.same(ran, [`${bin}/pt -S -x - on <cib`]);
  t.ok(await on.run(`configure graph dot ${directory}/x.svg svg`), on.output());
  t.match(called(), `drawer -Tsvg -o ${directory}/x.svg`);
  t.match(await said(on, 'configure graph'), 'there is no display', 'the viewer was found');
  const preferences = await on.session.preferences();
  t.equal(preferences.get('core.pager'), join(bin, 'pg'));
});

t.test('other nodes', async (t) => {
  const directory = t.testdir();
  const bin = programs(directory, 'ssh', 'sudo');
  const settings = { 'core.hosts': 'joe@beta, ann@gamma', 'core.user': 'bob' };
  const on = await set(directory, settings, { env: { PATH: `${bin}:/usr/bin:/bin` } });
  const runner = runnerFor(on.session, await on.session.preferences());
  await runner.run('gamma', ['true']);
  await runner.run(undefined, ['ls']);
  const called = readFileSync(join(directory, 'called'), 'utf8');
  t.match(called, / ann@gamma true\nsudo -E -u bob ls\n$/);
  const off = await set(directory, { 'core.no_ssh': 'yes' });
  await t.rejects(runnerFor(off.session, await off.session.preferences()).run('beta', ['true']), /core\.no_ssh/);
});

t.test('agents are where the user says', async (t) => {
  const directory = t.testdir();
  mkdirSync(join(directory, 'lib', 'resource.d', 'mine'), { recursive: true });
  writeFileSync(join(directory, 'lib', 'resource.d', 'mine', 'Own'), '#!/bin/sh\n', { mode: 0o755 });
  const on = await set(directory, { 'path.ocf_root': join(directory, 'lib') }, { env: { OCF_ROOT: '' } });
  t.match(await said(on, 'ra list ocf mine'), 'Own');
});

t.test('colours', (t) => {
  const palette = (what: string) =>
    ({ keyword: 'blue bold', score: 'normal', help_topic: 'red underline' })[what] ?? '';
  const paint = paintFor(true, 'color', palette);
  t.equal(paint.keyword('x'), '\u001b[34;1mx\u001b[0m');
  t.equal(paint.score('x'), 'x');
  t.equal(paint.help.topic('x'), '\u001b[31;4mx\u001b[0m');
  t.equal(paintFor(true).value('x'), '\u001b[31mx\u001b[0m', 'the usual one');
  t.equal(paintFor(false, 'plain', palette).keyword('x'), 'x');
  t.equal(paintFor(false, 'uppercase', palette).keyword('x'), 'X');
  t.end();
});

t.test('files that cannot be understood are told of once, and left as they are', async (t) => {
  const directory = t.testdir({ 'crm.conf': 'nonsense\n' });
  const file = join(directory, 'crm.conf');
  const on = bench(directory, { env: { CRM_CONFIG_FILE: file } });
  t.ok(await on.run('configure show vip'));
  t.match(on.output(), /^ERROR: .*crm\.conf:1: File contains no section headers\.\nprimitive vip/);
  t.notOk(await on.run('options set core.wait yes'), 'it cannot be kept');
  t.equal((on.output().match(/no section headers/g) ?? []).length, 1);
  t.equal(readFileSync(file, 'utf8'), 'nonsense\n');
});

t.test('options without an effect say so', (t) => {
  const idle = PREFERENCES.filter(({ summary }) => summary.startsWith('has no effect')).map(({ name }) => name);
  t.same(idle, ['path.crm_daemon_dir', 'path.crm_dtd_dir', 'path.hb_delnode', 'path.nagios_plugins']);
  t.end();
});
