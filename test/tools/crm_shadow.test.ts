import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { emptyCib } from '../../cib/document/empty.js';
import { serializePretty } from '../../cib/xml/serialize.js';
import { crmShadow } from '../../tools/crm_shadow.js';
import { invoke } from '../harness/invoke.js';

const directory = mkdtempSync(join(tmpdir(), 'metronome-shadow-'));
t.teardown(() => rmSync(directory, { recursive: true }));

const cibFile = join(directory, 'cib.xml');
const env = { CIB_file: cibFile, CIB_shadow_dir: directory };
const shadow = join(directory, 'shadow.test');
const active = { ...env, CIB_shadow: 'test' };
const original = serializePretty(emptyCib());
writeFileSync(cibFile, original);

const run = (args: string[], environment: Record<string, string> = env) =>
  invoke(crmShadow, args, { env: environment });

t.test('queries need an active copy', async (t) => {
  for (const option of ['--which', '--file', '--display', '--diff', '--edit']) {
    t.match(await run([option]), {
      code: 105,
      stdout: '',
      stderr: 'crm_shadow: No active shadow configuration defined\n',
    });
  }
  const stderr = "crm_shadow: Could not access shadow instance 'test': No such file or directory\n";
  t.match(await run(['--display'], active), { code: 105, stderr });
});

t.test('from creation to commit', async (t) => {
  t.match(await run(['--create', 'test', '--batch']), { code: 0, stdout: /\texport CIB_shadow=test\n$/, stderr: '' });
  t.equal(readFileSync(shadow, 'utf8'), original);
  t.match(await run(['--create', 'test', '--batch']), { code: 73, stderr: /already exists\.\n.*--force/ });
  t.same(await run(['--which'], active), { code: 0, stdout: 'test\n', stderr: '' });
  t.same(await run(['--file'], active), { code: 0, stdout: `${shadow}\n`, stderr: '' });
  t.same(await run(['--display'], active), { code: 0, stdout: original, stderr: '' });
  t.same(await run(['--diff'], active), { code: 0, stdout: '', stderr: '' }, 'no difference yet');

  writeFileSync(shadow, original.replace('<nodes/>', '<nodes><node id="1" uname="a"/></nodes>'));
  t.match(await run(['--diff'], active), {
    code: 1,
    stdout: /\+\+ \/cib\/configuration\/nodes: {2}<node id="1" uname="a"\/>/,
  });
  t.match(await run(['--diff', '--output-as=xml'], active), {
    code: 1,
    stdout: /<xml-patchset><!\[CDATA\[<diff format="2">/,
  });
  t.match(await run(['--commit', 'test'], active), { code: 64, stderr: /overwrites the active cluster configuration/ });
  t.equal(readFileSync(cibFile, 'utf8'), original, 'not committed without --force');
  t.match(await run(['--commit', 'test', '--force'], active), { code: 0, stderr: '' });
  t.match(readFileSync(cibFile, 'utf8'), '<node id="1" uname="a"/>');
  t.match(await run(['--reset', 'test', '--batch'], active), { code: 64 });
  t.match(await run(['--reset', 'test', '--batch', '--force'], active), { code: 0 });
  t.equal(readFileSync(shadow, 'utf8'), readFileSync(cibFile, 'utf8'));
  t.match(await run(['--delete', 'test'], active), { code: 64 });
  t.match(await run(['--delete', 'test', '--force'], active), { code: 0, stdout: /\tunset CIB_shadow\n$/ });
  t.throws(() => readFileSync(shadow), { code: 'ENOENT' });
});

t.test('an empty copy, an editor, a broken copy', async (t) => {
  t.match(await run(['--create-empty', 'test', '--batch', '--validate-with', 'pacemaker-3.9']), {
    code: 0,
    stdout: /^Created new pacemaker-3\.9 configuration\n/,
  });
  t.match(await run(['--edit'], active), { code: 6, stderr: 'crm_shadow: No value for EDITOR defined\n' });
  t.match(await run(['--edit'], { ...active, EDITOR: 'sed -i s/epoch=/epoch_=/' }), { code: 0 });
  t.match(readFileSync(shadow, 'utf8'), 'epoch_=');
  writeFileSync(shadow, '<cib>\n<oops</cib>');
  t.match(await run(['--display'], active), {
    code: 66,
    stderr: /Could not parse XML from input file '.*shadow.test'\n.*shadow\.test:2:/,
  });
  t.match(await run(['--bogus']), { code: 64 });
  t.match(await run([]), { code: 64, stderr: /Must specify a query or command option/ });
});
