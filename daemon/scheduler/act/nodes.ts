import { configWarning, note } from '../log.js';
import { type Action, Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import { isRemote, type Node } from '../model/node.js';
import { isGuest } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { addOrdering } from '../order/new.js';
import { relate } from '../order/relate.js';
import { canFence } from '../unpack/fence.js';
import { orderAroundFencing } from './around-fencing.js';
import { fenceAction } from './fence.js';
import { fenceGuest } from './guest-fencing.js';
import { clusterAction } from './pseudo.js';

const SOURCE = 'schedule_fencing_and_shutdowns';

/** What happens to nodes; the latest last. */
interface Downs {
  readonly fencing: Action[];
  readonly shutdowns: Action[];
  dc: Action | undefined;
}

/** Fence nodes that must be, shut down those that ask for it; the DC last, to spare elections. */
export function scheduleNodeActions(cluster: Cluster): void {
  const manages = cluster.resources.some(anyManaged);
  if (!manages) note(cluster, 'notice', SOURCE, 'No fencing will be done until there are resources to manage');
  const downs: Downs = { fencing: [], shutdowns: [], dc: undefined };
  let lost = false;
  for (const node of cluster.nodes) {
    if (isGuest(node)) {
      if (node.remoteReset && manages && canFence(cluster, node)) fenceGuest(node, node.remote, cluster);
    } else if (!bringDown(node, cluster, manages, downs) && node.unclean) {
      lost = true;
      configWarning(cluster, SOURCE, `Node ${node.name} is unclean but cannot be fenced`);
    }
  }
  if (lost) warnOfLoss(cluster);
  orderDowns(cluster, downs);
}

const anyManaged = ({ managed, children }: Resource): boolean => managed || children.some(anyManaged);

/** Whether the node is fenced. */
function bringDown(node: Node, cluster: Cluster, manages: boolean, downs: Downs): boolean {
  const isDc = node === cluster.dc;
  if (manages && node.unclean && canFence(cluster, node)) {
    const fencing = fenceAction(node, cluster, { optional: false, reason: 'node is unclean' });
    note(cluster, 'warning', 'schedule_fencing', `Scheduling node ${node.name} for fencing`);
    orderAroundFencing(fencing, cluster);
    if (isDc) downs.dc = fencing;
    else {
      if (!cluster.options.concurrentFencing) relate(downs.fencing.at(-1), fencing, Relation.ordered);
      downs.fencing.push(fencing);
    }
    return true;
  }
  if (!isRemote(node) && node.online && node.shutdown) {
    const shutdown = shutDown(node, cluster);
    if (isDc) downs.dc = shutdown;
    else downs.shutdowns.push(shutdown);
  }
  return false;
}

function shutDown(node: Node, cluster: Cluster): Action {
  const shutdown = clusterAction(cluster, `do_shutdown-${node.name}`, 'do_shutdown', node, false);
  const { actions } = cluster;
  for (let i = actions.length - 1; i >= 0; i--) {
    const stop = actions[i] as Action;
    const { resource, task } = stop;
    if (stop.node !== node || task !== 'stop' || !resource || resource.maintenance || node.maintenance) continue;
    if (!resource.managed && !resource.blocked) continue;
    stop.optional = false;
    addOrdering(cluster, stop, shutdown, Relation.ordered | Relation.unrunnableFirstBlocks);
  }
  shutdown.setMeta('op_no_wait', 'true');
  return shutdown;
}

function warnOfLoss(cluster: Cluster): void {
  if (!cluster.options.fencingEnabled) {
    const text =
      'Resource functionality and data integrity cannot be guaranteed (configure, enable, and test fencing to correct this)';
    configWarning(cluster, SOURCE, text);
  } else if (!cluster.quorate) {
    const text = 'Unclean nodes will not be fenced until quorum is attained or no-quorum-policy is set to ignore';
    note(cluster, 'notice', SOURCE, text);
  }
}

function orderDowns({ options }: Cluster, { dc, fencing, shutdowns }: Downs): void {
  if (!dc) return;
  const before = (actions: readonly Action[]): void => {
    for (const action of [...actions].reverse()) relate(action, dc, Relation.ordered);
  };
  // Not before fencing of the DC: that may be ordered before stops which shutdowns wait for
  if (dc.task === 'do_shutdown') before(shutdowns);
  // One after the other, the last is enough
  before(options.concurrentFencing ? fencing : fencing.slice(-1));
}
