import { CibError } from '../../cib/result/error.js';
import { configurationFile } from '../corosync/file.js';
import { pushFile } from '../remote/compare.js';
import { nodeError } from '../remote/fanout.js';
import { otherNodes } from '../remote/members.js';
import type { Setup } from './setup.js';

/** Files that are the same on all nodes. */

/** Give the other nodes this node's corosync.conf. @throws CibError `EIO` if one does not take it */
export const pushToOthers = async ({ session }: Setup): Promise<void> =>
  pushTo(session, configurationFile(session.env), await otherNodes(session));

/** @throws CibError `EIO` with the nodes that do not have it now */
export async function pushTo(session: Setup['session'], path: string, nodes: readonly string[]): Promise<void> {
  const results = await pushFile(session, path, nodes);
  const errors = results.flatMap((result) => (result.ok ? [] : [nodeError(result.node, result.error)]));
  const [first, ...rest] = errors;
  if (first !== undefined) throw new CibError('EIO', `${path} was not copied to all nodes: ${first}`, {}, rest);
}
