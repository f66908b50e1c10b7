import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { repository } from '../harness/repository.js';

const BIN = join(repository(dirname(fileURLToPath(import.meta.url))), 'dist', 'bin');
const PRIMITIVES = 3000;

/** A CIB of more than 256 KiB, from which on the executable starts anew with other settings of its engine. */
function large(): string {
  const primitives = Array.from(
    { length: PRIMITIVES },
    (_, index) => `<primitive id="resource-number-${index}" class="ocf" provider="pacemaker" type="Dummy">
      <meta_attributes id="m${index}"><nvpair id="t${index}" name="target-role" value="Stopped"/></meta_attributes></primitive>`,
  );
  return `<cib validate-with="pacemaker-3.9" crm_feature_set="3.19.0" have-quorum="1" dc-uuid="1" admin_epoch="0" epoch="1" num_updates="0">
    <configuration><crm_config/><nodes><node id="1" uname="one"/></nodes><resources>${primitives.join('')}</resources><constraints/></configuration>
    <status><node_state id="1" uname="one" in_ccm="true" crmd="online" join="member" expected="member"/></status></cib>`;
}

function run(words: readonly string[], env: Record<string, string> = {}, input?: string, cwd = '.') {
  const [name = '', ...args] = words;
  const { status, stdout, stderr } = spawnSync(join(BIN, name), args, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    encoding: 'utf8',
    cwd,
    ...(input === undefined ? {} : { input }),
  });
  return { status, stdout, stderr };
}

t.test('a large CIB is worked on as any other', { skip: !existsSync(BIN) && 'nothing is built' }, (t) => {
  const file = join(t.testdir(), 'large.xml');
  const cib = large();
  writeFileSync(file, cib);
  const asItIs = { BUN_JSC_useDFGJIT: '1' };
  const cases = [
    ['crm_simulate', '-x', file, '-S', '-s'],
    ['crm_simulate', `-x${file}`, '--no-such-option'],
    ['crm_verify', `--xml-file=${file}`, '-V'],
    ['crm_mon', '-1', '-x', file, '--exclude=times', 'an argument'],
  ];
  for (const words of cases) t.same(run(words), run(words, asItIs), words.slice(0, 2).join(' '));
  const listed = run(['crm_resource', '--list-raw'], { CIB_file: file });
  t.equal(listed.stdout.split('\n').length, PRIMITIVES + 1);
  t.same(run(['crm_simulate', '-p', '-S'], {}, cib), run(['crm_simulate', '-x', file, '-S']));
  t.end();
});

t.test('what lies in the working directory is not run', { skip: !existsSync(BIN) && 'nothing is built' }, (t) => {
  const folder = t.testdir({
    'bunfig.toml': 'preload = ["./first.js"]\n',
    'first.js': "console.log('somebody else');\n",
    '.env': 'CIB_file=elsewhere.xml\n',
    'package.json': '{"type": "commonjs"}',
    'tsconfig.json': '{"compilerOptions": {"paths": {"*": ["./first.js"]}}}',
  });
  t.same(run(['crm_error', '0'], {}, undefined, folder), { status: 0, stdout: 'OK\n', stderr: '' });
  t.notMatch(run(['cibadmin', '-Q'], {}, undefined, folder).stderr, 'No such device', 'no such file is looked for');
  t.end();
});
