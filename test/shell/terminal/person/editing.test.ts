/** The round trip through an editor, and what is done when others change the CIB meanwhile. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DaemonProcess } from '../../../daemon/cib/process.js';
import type { Terminal } from '../../../harness/pty.js';
import { CONFIGURE, ENTER, type Person, PROMPT, scene } from './person.js';

/**
 * An editor that does to its file, at each call, what the next of these lines says; it notes how it
 * was called.
 */
function editorOf(person: Person, ...steps: readonly string[]): string {
  const file = join(person.home, 'nano');
  const cases = steps.map((step, at) => `${at + 1}) ${step};;`).join('\n');
  const script = `#!/bin/sh
echo "$*" >> ${person.home}/calls
for file; do :; done
case $(wc -l < ${person.home}/calls) in
${cases}
esac
`;
  writeFileSync(file, script, { mode: 0o755 });
  return file;
}

const calls = (person: Person): string[] => readFileSync(join(person.home, 'calls'), 'utf8').trim().split('\n');
const change = (what: string): string => `sed -i '${what}' "$file"`;

scene('what is edited takes effect when it is committed', async (t, person) => {
  const editor = editorOf(person, change('s/10.0.0.1/10.9.9.9/'));
  const before = person.saved;
  const terminal = await person.begin({ env: { EDITOR: editor } });
  await terminal.dialogue([`configure${ENTER}`, CONFIGURE], [`edit vip${ENTER}`, CONFIGURE]);
  t.equal(person.saved, before);
  await terminal.dialogue([`commit${ENTER}`, CONFIGURE]);
  t.match(person.saved, 'value="10.9.9.9"');
});

scene('the editor comes back at the line at fault', async (t, person) => {
  const editor = editorOf(person, change('2s/10.0.0.1/"10/'), change('2s/"10/10.0.0.2/'));
  const terminal = await person.begin({ env: { EDITOR: editor } });
  await terminal.dialogue(
    [`configure${ENTER}`, CONFIGURE],
    [`edit vip${ENTER}`, /ERROR: .*\n.*Edit or discard changes.*\? $/s],
    [`y${ENTER}`, CONFIGURE],
  );
  const [first = '', second = '', ...more] = calls(person);
  t.same(more, []);
  t.notMatch(first, /^\+/);
  t.match(second, /^\+2 \//);
  t.match(await terminal.dialogue([`show vip${ENTER}`, /monitor.*configure# $/s]), 'params ip=10.0.0.2');
});

scene('giving up leaves everything as it was', async (t, person) => {
  const editor = editorOf(person, change('1s/.*/nonsense words/'));
  const before = person.saved;
  const terminal = await person.begin({ env: { EDITOR: editor } });
  await terminal.dialogue(
    [`configure${ENTER}`, CONFIGURE],
    [`edit vip${ENTER}`, /ERROR: .*\? $/s],
    [`n${ENTER}`, CONFIGURE],
  );
  t.match(await terminal.dialogue([`show changed${ENTER}`, CONFIGURE]), /show changed\n.*configure# $/);
  await terminal.dialogue([`quit${ENTER}`, /bye$/]);
  t.equal(person.saved, before);
});

scene('XML is edited, too, and an editor that fails changes nothing', async (t, person) => {
  const editor = editorOf(person, change('s/10.0.0.1/10.8.8.8/'), `${change('s/10.8/10.7/')}; exit 1`);
  const terminal = await person.begin({ env: { EDITOR: editor } });
  await terminal.dialogue(
    [`configure${ENTER}`, CONFIGURE],
    [`edit xml vip${ENTER}`, CONFIGURE],
    [`edit vip${ENTER}`, CONFIGURE],
  );
  t.match(await terminal.dialogue([`show vip${ENTER}`, /ip=.*configure# $/s]), 'params ip=10.8.8.8');
});

/** Someone else changes the CIB: with another `crm`, which is not asked anything. */
async function meanwhile(person: Person, line: string, env: Record<string, string> = {}): Promise<void> {
  const other = person.start({ args: ['-F', ...line.split(' ')], env });
  if ((await other.ended) !== 0) throw new Error(`${line}: ${other.everything}`);
}

scene('what others change meanwhile is merged', async (t, person) => {
  const terminal = await person.begin();
  await terminal.dialogue([`configure${ENTER}`, CONFIGURE], [`set vip.ip 10.0.0.7${ENTER}`, CONFIGURE]);
  await meanwhile(person, 'configure property batch-limit=3');
  await terminal.dialogue([`commit${ENTER}`, CONFIGURE]);
  t.match(person.saved, 'value="10.0.0.7"');
  t.match(person.saved, 'name="batch-limit" value="3"');
});

scene('a conflict is shown and settled', async (t, person) => {
  const terminal = await person.begin();
  const conflict = async (mine: string, theirs: string) => {
    await terminal.dialogue([`set vip.ip ${mine}${ENTER}`, CONFIGURE]);
    await meanwhile(person, `configure set vip.ip ${theirs}`);
    return terminal.dialogue([`commit${ENTER}`, /ERROR.*configure# $/s]);
  };
  await terminal.dialogue([`configure${ENTER}`, CONFIGURE]);
  t.match(
    await conflict('10.0.0.7', '10.0.0.8'),
    /ip value: was 10\.0\.0\.1, mine is 10\.0\.0\.7, theirs is 10\.0\.0\.8/,
  );
  t.match(person.saved, 'value="10.0.0.8"');
  await terminal.dialogue([`commit mine${ENTER}`, CONFIGURE]);
  t.match(person.saved, 'value="10.0.0.7"');
  t.match(await conflict('10.0.0.5', '10.0.0.6'), /was 10\.0\.0\.7, mine is 10\.0\.0\.5, theirs is 10\.0\.0\.6/);
  await terminal.dialogue([`commit theirs${ENTER}`, CONFIGURE]);
  t.match(person.saved, 'value="10.0.0.6"');
});

scene('a change that is not confirmed is taken back, also when its author has gone', async (t, person) => {
  const directory = join(person.home, 'd');
  mkdirSync(directory);
  const daemon = await DaemonProcess.start(directory);
  t.teardown(() => daemon.kill('SIGTERM'));
  const env = { CIB_file: '', METRONOME_DIR: directory };
  const value = async (on: Terminal): Promise<string> =>
    on.dialogue([`configure get_property batch-limit${ENTER}`, /\n\d+\n.*# $/]);

  const first = await person.begin({ env });
  await first.dialogue(
    [`configure property batch-limit=5${ENTER}`, PROMPT],
    [`configure${ENTER}`, CONFIGURE],
    [`property batch-limit=6${ENTER}`, CONFIGURE],
    [`commit confirm 5${ENTER}`, /taken back in 5 minutes.*configure# $/s],
    [`confirm${ENTER}`, CONFIGURE],
    [`property batch-limit=7${ENTER}`, CONFIGURE],
    [`commit confirm 0.01${ENTER}`, /taken back in 0\.01 minutes.*configure# $/s],
  );
  first.hangUp();
  const second = await person.begin({ env });
  // It takes half a second, in the daemon.
  let shown = await value(second);
  while (/^7$/m.test(shown)) shown = await value(second);
  t.match(shown, /^6$/m);
});
