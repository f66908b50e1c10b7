import { CibError } from '../../cib/result/error.js';
import type { Session } from '../session.js';
import { runTool, type ToolRun } from '../tool.js';

/** What only the daemons of a running cluster know or can do, asked through the tools that ask them. */

/** Name of the node that coordinates the cluster; undefined if there is none, or no cluster. */
export async function coordinator(session: Session): Promise<string | undefined> {
  if (session.outside.coordinator) return session.outside.coordinator();
  const { status, output } = await runTool(session, 'crmadmin', ['-q', '-D']);
  return status === 0 ? output.trim() || undefined : undefined;
}

/**
 * Ask the fencer.
 * @param what is to be done, for the message that it cannot be
 * @throws CibError `ENOTCONN` if there is no fencer here
 */
export async function askFencer(session: Session, args: readonly string[], what: string): Promise<ToolRun> {
  try {
    return await runTool(session, 'stonith_admin', args);
  } catch (error) {
    if (!(error instanceof CibError) || error.code !== 'ENOTSUP') throw error;
    throw new CibError('ENOTCONN', `${what} is done by the fencer of a running cluster, and none runs here`);
  }
}

/**
 * Let the daemons of a running cluster forget a node that has left it.
 * @throws CibError `ENOTCONN` if they cannot be asked, unless that is forced
 */
export async function forgetMember(session: Session, node: string): Promise<void> {
  const { status, complaints } = await runTool(session, 'crm_node', ['--force', '-R', node]);
  if (status === 0) return;
  const problem = `removing a node from a running cluster is done by its controller: ${complaints.trim()}`;
  if (!session.options.force) throw new CibError('ENOTCONN', problem);
  session.say('warning', problem);
  session.say('info', `proceeding with node ${node} removal`);
}
