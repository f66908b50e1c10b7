import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CibError } from '../../../cib/result/error.js';
import { command } from '../../level.js';
import type { Session } from '../../session.js';
import { type Excerpt, excerptOf } from './excerpt.js';
import { SELECTORS } from './selection.js';

export const EDIT = command({
  name: 'edit',
  summary: 'Change the configuration, or a part of it, in an editor',
  help: 'Opens what `show` would show in $EDITOR. What is gone afterwards is deleted, what is new is made. If the text cannot be understood, the editor comes back at the line at fault.',
  examples: ['edit', 'edit vip', 'edit type:location'],
  grammar: SELECTORS,
  async run(selectors, session) {
    if (!session.console.runInTerminal) {
      return { messages: [{ level: 'info', text: 'edit not allowed in batch mode' }], failed: true };
    }
    const workspace = await session.workspace();
    const excerpt = await excerptOf(session, workspace, selectors);
    const directory = mkdtempSync(join(tmpdir(), 'crm-'));
    try {
      // Values of passwords and the like are shown: what is not in the text would be lost.
      return (await editUntilGood(session, excerpt, join(directory, excerpt.xml ? 'edit.xml' : 'edit.crm')))
        ? undefined
        : { failed: true };
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
});

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

async function editUntilGood(session: Session, { text, take }: Excerpt, file: string): Promise<boolean> {
  writeFileSync(file, text, { mode: 0o600 });
  let place: CibError['place'] = {};
  for (;;) {
    if (!(await openEditor(session, file, place.line))) return false;
    const edited = readFileSync(file, 'utf8');
    if (hash(edited) === hash(text)) return true;
    try {
      take(edited);
      return true;
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      place = error.place;
      session.say('error', error.located);
      for (const detail of error.details) session.say('error', detail);
      if (session.options.force) return false;
      if (!(await session.ask('Edit or discard changes (yes to edit, no to discard)?'))) return false;
    }
  }
}

/** Editors that take `+LINE`; others are just given the file. */
const TAKES_LINE = /(^|\/)(vi|vim|nvim|view|emacs|emacsclient|nano|joe|jed|mg|micro|kak|ed)$/;

async function openEditor(session: Session, file: string, line: number | undefined): Promise<boolean> {
  const [program = 'vi', ...args] = (session.env['EDITOR'] || 'vi').split(/\s+/);
  const at = line !== undefined && TAKES_LINE.test(program) ? [`+${line}`] : [];
  return (await session.console.runInTerminal?.(program, [...args, ...at, file])) === 0;
}
