import { CibError } from '../../cib/result/error.js';
import { report } from '../report.js';
import type { Session } from '../session.js';
import type { Workspace } from '../workspace/workspace.js';

/**
 * Change the configuration from a level where nothing is edited: what was changed is written at once.
 * If the configuration is being edited, the change becomes a part of that.
 * @param change asks what has to be asked, and makes the change; false if it could not
 * @returns whether all went well
 */
export async function editNow(
  session: Session,
  change: (workspace: Workspace) => Promise<boolean> | boolean,
): Promise<boolean> {
  const pending = session.openWorkspace?.isChanged === true;
  if (pending) session.say('info', `${session.command}: Currently editing the CIB, changes will not be committed`);
  // What others did since it was read counts too.
  if (!pending) session.dropWorkspace();
  const workspace = await session.workspace();
  const ok = await change(workspace);
  return pending || !ok ? ok : write(session, workspace);
}

async function write(session: Session, workspace: Workspace): Promise<boolean> {
  const { commit } = await import('../workspace/commit.js');
  try {
    await commit(await session.cib(), workspace);
    return true;
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    report(session, error);
    return false;
  } finally {
    session.dropWorkspace();
  }
}
