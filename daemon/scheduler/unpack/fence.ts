import { note } from '../log.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { isGuest, isRemoteNode } from '../model/relations.js';

const SOURCE = 'pe_fence_node';

/** Whether a node could be fenced now. */
export function canFence(cluster: Cluster, node: Node): boolean {
  if (isGuest(node)) return node.remote.launcher.activeNodes.every((host) => host.online || canFence(cluster, host));
  const { fencingEnabled, noQuorumPolicy, fenceRemoteWithoutQuorum } = cluster.options;
  if (!fencingEnabled || !cluster.haveFencing) return false;
  if (cluster.quorate || noQuorumPolicy === 'ignore') return true;
  if (!node.online) return false;
  if (node.kind !== 'cluster' && !fenceRemoteWithoutQuorum) {
    for (const { node: host } of node.remote?.candidates.values() ?? []) if (!host.online) return false;
  }
  note(cluster, 'notice', 'pe_can_fence', `We can fence ${node.name} without quorum because they're in our membership`);
  return true;
}

/**
 * A node must be fenced: mark it (or what makes it) so.
 * @param priorityDelay the node may be delayed by the priority of what runs on it
 */
export function fenceNode(cluster: Cluster, node: Node, reason: string, priorityDelay = false): void {
  if (isGuest(node)) fenceGuest(cluster, node, reason);
  else if (node.kind !== 'cluster' && node.remote?.removedLaunched) {
    const text = `Cleaning up dangling connection for guest node ${node.name}: fencing was already done because ${reason}, and guest resource no longer exists`;
    note(cluster, 'info', SOURCE, text);
    node.remote.failed = true;
    node.remote.stopIfFailed = true;
  } else if (isRemoteNode(node)) fenceRemote(cluster, node, reason);
  else if (!node.unclean) {
    const fate = canFence(cluster, node) ? 'will be fenced' : 'is unclean';
    note(cluster, 'warning', SOURCE, `Cluster node ${node.name} ${fate}: ${reason}`);
    node.unclean = true;
    cluster.demands.push({ kind: 'fence', node, reason, priorityDelay });
  }
}

/** A guest is fenced by recovering what runs it. */
function fenceGuest(cluster: Cluster, node: Node, reason: string): void {
  const launcher = node.remote?.launcher;
  if (!launcher || launcher.failed) return;
  if (!launcher.managed) {
    const text = `Not fencing guest node ${node.name} (otherwise would because ${reason}): its guest resource ${launcher.id} is unmanaged`;
    note(cluster, 'notice', SOURCE, text);
    return;
  }
  const text = `Guest node ${node.name} will be fenced (by recovering its guest resource ${launcher.id}): ${reason}`;
  note(cluster, 'warning', SOURCE, text);
  node.remoteReset = true;
  launcher.failed = true;
  launcher.stopIfFailed = true;
}

function fenceRemote(cluster: Cluster, node: Node, reason: string): void {
  if (node.remote && !node.remote.managed) {
    const text = `Not fencing remote node ${node.name} (otherwise would because ${reason}): connection is unmanaged`;
    note(cluster, 'notice', SOURCE, text);
  } else if (!node.remoteReset) {
    node.remoteReset = true;
    const fate = canFence(cluster, node) ? 'will be fenced' : 'is unclean';
    note(cluster, 'warning', SOURCE, `Remote node ${node.name} ${fate}: ${reason}`);
  }
  node.unclean = true;
  cluster.demands.push({ kind: 'fence', node, reason, priorityDelay: false });
}
