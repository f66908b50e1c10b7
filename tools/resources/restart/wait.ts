import { setTimeout } from 'node:timers/promises';
import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import type { Action } from '../../../daemon/scheduler/model/action.js';
import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import { schedule } from '../../../daemon/scheduler/schedule.js';
import { PACEMAKER_VERSION, PRODUCT_BUILD } from '../../command/version.js';
import { type CibJob, readInput } from '../job.js';
import { toSeconds } from './active.js';

const PATIENCE = 60 * 60;
/** Seconds between looks at the state. */
const STEP = 2;

/** Wait until the cluster has nothing more to do. @throws CibError `ETIME` if it takes too long */
export async function waitUntilStable({ client, context, report, request }: CibJob): Promise<undefined> {
  const seconds = (): number => Math.floor(context.now().getTime() / 1000);
  const end = seconds() + (request.timeoutMs === 0 ? PATIENCE : toSeconds(request.timeoutMs));
  let cluster: Cluster | undefined;
  let warned = report.quiet;
  do {
    if (seconds() >= end) {
      report.note('Pending actions:');
      // The latest come first, as with the peer
      for (const action of [...(cluster?.actions ?? [])].reverse())
        if (isPending(action)) report.note(actionText(action));
      throw new CibError('ETIME');
    }
    report.flush(context);
    await (context.sleep ?? setTimeout)(STEP * 1000);
    const { root } = await readInput({ client, context, report });
    cluster = schedule(root, { now: context.now().getTime(), noCounts: true });
    if (!warned && cluster.options.text.get('dc-version') !== `${PACEMAKER_VERSION}-${PRODUCT_BUILD}`) {
      report.note('warning: wait option may not work properly in mixed-version cluster');
      warned = true;
    }
  } while (!isSettled(cluster));
  return undefined;
}

/** Whether a cluster that was decided on has nothing more to do, and nothing is under way. */
export const isSettled = (cluster: Cluster): boolean => !cluster.actions.some(isPending) && !isUnderWay(cluster.cib);

const isPending = ({ optional, pseudo, runnable, task }: Action): boolean =>
  !optional && !pseudo && runnable && task.toLowerCase() !== 'notify';

const actionText = ({ id, key, node }: Action): string => `\tAction ${id}: ${key}${node ? `\ton ${node.name}` : ''}`;

/**
 * Whether an operation is under way. A recurring monitor that has failed stays so in the history:
 * nobody waits for it.
 */
function isUnderWay(cib: Element): boolean {
  const entries = [...(cib.child('status')?.walk() ?? [])].filter(({ name }) => name === 'lrm_rsc_op');
  const failed = new Set(entries.filter(({ id }) => id?.endsWith('_last_failure_0')).map(keyOf));
  return entries.some((entry) => {
    if (entry.get('rc-code') !== '193') return false;
    if (entry.get('operation') !== 'monitor' || (entry.get('interval') ?? '0') === '0') return true;
    const key = keyOf(entry);
    return key === undefined || !failed.has(key);
  });
}

const keyOf = (entry: Element): string | undefined => entry.get('operation_key');
