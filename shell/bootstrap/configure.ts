import type { Session } from '../session.js';
import { readText } from '../syntax/read.js';
import { commit } from '../workspace/commit.js';
import { update } from '../workspace/update.js';

/**
 * Add to the configuration of the cluster, and write it.
 * @param text in crm syntax
 * @throws CibError if it cannot be written
 */
export async function configure(session: Session, text: string): Promise<void> {
  session.dropWorkspace();
  const workspace = await session.workspace();
  try {
    update(workspace, readText(text, workspace.reading), [], () => {}, true);
    await commit(await session.cib(), workspace);
  } finally {
    session.dropWorkspace();
  }
}
