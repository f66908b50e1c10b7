import { spawnSync } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { CibError } from '../../../cib/result/error.js';
import { list, maybe, object, text } from '../../answer/shape.js';
import { choice, optional, sequence, word } from '../../grammar/argument.js';
import { found } from '../../grammar/expectation.js';
import { deleteSession, existing, loadSession, saveSession, sessionNames } from '../../history/sessions.js';
import { command, type Outcome } from '../../level.js';
import type { Session } from '../../session.js';
import { explorerOf, forget, keep } from './state.js';

const NAMED = ['save', 'load', 'delete'];

export const SESSION = command({
  name: 'session',
  summary: 'Save and restore what is looked at',
  help: 'A session is the report, the span of time and what is left out, under a name. `pack` makes an archive of it in the home directory. Without a word, tell which it is.',
  examples: ['session save monday', 'session load monday', 'session list'],
  grammar: sequence({
    action: optional(choice('save', 'load', 'delete', 'pack', 'update', 'list')),
    name: optional(word(found('<name>', ({ session }) => sessionNames(session)))),
  }),
  skill: 'administrator',
  async run({ action, name }, session): Promise<Outcome<Told> | undefined> {
    if (action === 'list') return { value: { sessions: await sessionNames(session) } };
    if (action === 'load' || action === 'delete') {
      if (name === undefined) throw new CibError('EINVAL', `Bad usage: 'session ${action}'`);
      if (action === 'load') keep(session, await loadSession(session, name));
      else await remove(session, name);
      return undefined;
    }
    const explorer = await explorerOf(session);
    if (action === undefined) return { value: explorer.session === undefined ? {} : { session: explorer.session } };
    const which = name ?? (NAMED.includes(action) ? undefined : explorer.session);
    if (which === undefined) {
      const need = 'need to load a history session before update/pack';
      throw new CibError('EINVAL', NAMED.includes(action) ? `Bad usage: 'session ${action}'` : need);
    }
    if (action === 'pack') return { value: { archive: pack(session, await existing(session, which)) } };
    await saveSession(session, explorer, which, action === 'update');
    return undefined;
  },
  output: object({
    session: maybe(text('The session at hand, if it is one')),
    sessions: maybe(list('session', text())),
    archive: maybe(text('Where the session was packed into')),
  }),
  render: { text: toldText },
});

interface Told {
  readonly session?: string;
  readonly sessions?: readonly string[];
  readonly archive?: string;
}

function toldText({ session, sessions, archive }: Told): string {
  if (sessions) return sessions.map((each) => `${each}\n`).join('');
  return archive === undefined ? `current session: ${session ?? 'None'}\n` : `Report saved in '${archive}'\n`;
}

async function remove(session: Session, name: string): Promise<void> {
  await deleteSession(session, name);
  forget(session);
}

function pack({ env }: Session, directory: string): string {
  const archive = join(env['HOME'] ?? '/', `${basename(directory)}.tar.bz2`);
  const args = ['-C', dirname(directory), '-cjf', archive, basename(directory)];
  const { status, stderr } = spawnSync('tar', args, { encoding: 'utf8' });
  if (status !== 0) throw new CibError('EIO', `could not pack report: ${stderr?.trim() ?? ''}`);
  return archive;
}
