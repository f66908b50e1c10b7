import { note } from '../log.js';
import type { Node } from '../model/node.js';
import { isGuest } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { fenceNode } from './fence.js';

/** A resource must be stopped on a node. If it cannot be, because the node is lost, that needs fencing. */
export function demandStop(resource: Resource, node: Node): void {
  const { cluster, managed } = resource;
  const runnable = canRun(resource, node, 'stop');
  cluster.demands.push({ kind: 'stop', resource, node, runnable, optional: false });
  cluster.toBeStopped.add(resource);
  if (!isThere(node) && managed && !node.unclean) fenceNode(cluster, node, 'stop is unrunnable');
}

/** A resource was found to be stopped on a node: a stop demanded before need not be. */
export function withdrawStop(resource: Resource, node: Node): void {
  const { cluster } = resource;
  if (!cluster.toBeStopped.has(resource)) return;
  for (const demand of cluster.demands) {
    if (demand.kind === 'stop' && demand.resource === resource && demand.node === node) demand.optional = true;
  }
}

/** A resource must be demoted on a node. */
export function demandDemote(resource: Resource, node: Node): void {
  const runnable = canRun(resource, node, 'demote');
  resource.cluster.demands.push({ kind: 'demote', resource, node, runnable });
}

const isThere = (node: Node): boolean => node.online || (isGuest(node) && !node.remoteReset);

/** Whether the node can do it, as far as is known; otherwise that is logged. */
function canRun({ cluster, id }: Resource, node: Node, task: string): boolean {
  const online = isThere(node);
  if (online && !node.pending) return true;
  const action = `${id}_${task}_0 on ${node.name} is unrunnable`;
  const text = online ? `Action ${action} (node is pending)` : `${action} (node is offline)`;
  note(cluster, 'warning', 'update_resource_action_runnable', text);
  return false;
}
