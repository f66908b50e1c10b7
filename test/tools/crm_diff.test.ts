import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { crmDiff } from '../../tools/crm_diff.js';
import { invoke } from '../harness/invoke.js';

const OLD = '<cib admin_epoch="0" epoch="1" num_updates="0"><nodes><node id="1" a="1" b="2"/></nodes></cib>';
const NEW =
  '<cib admin_epoch="0" epoch="2" num_updates="0"><nodes><node id="1" b="2" a="1"/><node id="2"/></nodes></cib>';

t.test('a difference, and back to the new document', async (t) => {
  const dir = t.testdir({ 'old.xml': OLD, 'new.xml': NEW, 'broken.xml': '<cib>' });
  const [before, after] = [join(dir, 'old.xml'), join(dir, 'new.xml')];
  const made = await invoke(crmDiff, ['--original', before, '--new', after]);
  t.match(made, { code: 1, stderr: '', stdout: /^<diff format="2">\n {2}<version>\n(.*\n)*<\/diff>\n$/ });
  for (const argv of [
    [before, after],
    ['-O', OLD, '-N', NEW],
    ['-o', before, after],
    ['-o', before, '-n', '-'],
  ]) {
    t.same(await invoke(crmDiff, argv, { stdin: NEW }), made, argv.join(' '));
  }
  const patch = join(dir, 'patch.xml');
  writeFileSync(patch, made.stdout);
  const patched = await invoke(crmDiff, ['--original', before, '--patch', patch, '--cib']);
  t.match(patched, { code: 0, stderr: '' });
  t.match(await invoke(crmDiff, ['-O', patched.stdout, '-n', after]), { code: 0, stdout: '', stderr: '' });
  t.match(await invoke(crmDiff, ['-n', after, '--patch', patch, '-O', patched.stdout, '--cib']), {
    code: 103,
    stderr: 'crm_diff: Could not apply patch: Update was older than existing configuration\n',
  });
  t.match(await invoke(crmDiff, [before, join(dir, 'broken.xml')]), {
    code: 65,
    stderr: 'crm_diff: Failed to parse new XML\n',
  });
  t.match(await invoke(crmDiff, [join(dir, 'nowhere.xml'), after]), {
    code: 65,
    stderr: 'crm_diff: Failed to parse original XML\n',
  });
});

t.test('options', async (t) => {
  const strings = ['-O', OLD, '-N', NEW];
  const asCib = await invoke(crmDiff, [...strings, '--cib']);
  t.match(asCib.stdout, /<diff format="2" digest="[0-9a-f]{32}">/);
  t.notMatch(asCib.stdout, /name="a"/, 'attributes that moved are left out');
  t.notMatch((await invoke(crmDiff, [...strings, '--no-version'])).stdout, /epoch/);
  t.match((await invoke(crmDiff, [...strings, '--output-as=xml'])).stdout, /<patchset><!\[CDATA\[<diff format="2">/);
  t.match(await invoke(crmDiff, [...strings, '-u', '-c']), { code: 64, stderr: /incompatible/ });
  t.match(await invoke(crmDiff, [...strings, '-VVV']), { code: 1, stderr: /notice: \+ {2}\/cib: {2}@epoch=2/ });
});

t.test('what must be given', async (t) => {
  t.match(await invoke(crmDiff, []), { code: 64, stderr: /Either --original or --original-string must be specified/ });
  t.match(await invoke(crmDiff, ['-O', OLD]), { code: 64, stderr: /Either --new, --new-string, or --patch must/ });
  t.match(await invoke(crmDiff, ['-O', OLD, '--stdin'], { stdin: NEW }), { code: 1, stderr: '' });
});
