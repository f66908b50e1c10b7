import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CibError } from '../../cib/result/error.js';
import type { Session } from '../session.js';

/**
 * Let the user change a text in an editor, again and again until it is good or given up.
 * @param check throws what is wrong with it
 * @returns the new text; undefined if it was given up
 * @throws CibError `ENOTSUP` if there is no terminal
 */
export async function editText(
  session: Session,
  text: string,
  name: string,
  check: (text: string) => void,
): Promise<string | undefined> {
  const { runInTerminal } = session.console;
  if (!runInTerminal) throw new CibError('ENOTSUP', 'edit not allowed in batch mode');
  const directory = mkdtempSync(join(tmpdir(), 'crm-'));
  const file = join(directory, name);
  const [program = 'vi', ...args] = (await session.preferences()).get('core.editor').split(/\s+/);
  try {
    writeFileSync(file, text, { mode: 0o600 });
    for (;;) {
      if ((await runInTerminal(program || 'vi', [...args, file])) !== 0) return undefined;
      const edited = readFileSync(file, 'utf8');
      try {
        check(edited);
        return edited;
      } catch (error) {
        if (!(error instanceof CibError)) throw error;
        session.say('error', error.located);
        if (!(await session.ask('Edit or discard changes (yes to edit, no to discard)?'))) return undefined;
      }
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
