import { CibError } from '../../../cib/result/error.js';
import { flags } from '../../grammar/argument.js';
import { command } from '../../level.js';
import { report } from '../../report.js';
import type { Session } from '../../session.js';

/**
 * Check the edits and write them. Errors stop it unless forced; on a terminal the user is asked.
 * @returns whether the CIB is now what was wanted
 */
export async function commitEdits(session: Session, force: boolean): Promise<boolean> {
  const workspace = await session.workspace();
  if (!workspace.isChanged) {
    session.say('info', 'apparently there is nothing to commit');
    session.say('info', 'try changing something first');
    return true;
  }
  const [{ verify }, { commit }] = await Promise.all([
    import('../../workspace/verify.js'),
    import('../../workspace/commit.js'),
  ]);
  const { errors, findings, accepted } = await verify(session, workspace, true);
  for (const text of errors) session.say('error', text);
  for (const { level, text } of findings) session.say(level, text);
  if (!accepted) {
    if (force) session.say('info', 'commit forced');
    else if (!(await session.ask('Do you still want to commit?'))) return false;
  }
  try {
    await commit(await session.cib(), workspace);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    report(session, error);
    return false;
  }
  session.dropWorkspace();
  return true;
}

export const COMMIT = command({
  name: 'commit',
  summary: 'Write the edits to the CIB',
  help: 'The configuration is checked first: errors stop the commit unless `force` is given, warnings do not. What others changed meanwhile is kept; if they changed the same thing, nothing is written. All edits become one change.',
  grammar: flags('force', 'replace'),
  waits: true,
  async run(given, session) {
    const ok = await commitEdits(session, session.options.force || given.has('force'));
    return ok ? undefined : { failed: true };
  },
});
