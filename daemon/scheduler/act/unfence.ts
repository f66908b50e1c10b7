import { type Action, Relation } from '../model/action.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { addOrdering } from '../order/new.js';
import { relate } from '../order/relate.js';
import { fenceAction } from './fence.js';

/** Whether a node was unfenced since it came up. */
export const isUnfenced = (node: Node): boolean => (node.attributes.get('#node-unfenced') ?? '0') !== '0';

const canBeUnfenced = (node: Node): boolean => node.online && !node.unclean && !node.shutdown;

/** A fence device changed: unfence the node again; if it is not there, all nodes that may run the device. */
export function unfenceAgain(device: Resource, node: Node, reason: string): void {
  const { cluster, fenceDevice, candidates } = device;
  if (!cluster.enableUnfencing || !fenceDevice) return;
  const nodes = canBeUnfenced(node) ? [node] : [...candidates.nodes].filter(canBeUnfenced);
  for (const each of nodes) fenceAction(each, cluster, { operation: 'on', optional: false, reason });
}

/** What requires unfencing is started and probed after it; fence devices too, which may not work before. */
export function orderAfterUnfencing(resource: Resource, node: Node, action: Action, flags: number): void {
  const { cluster, fenceDevice, requires, id } = resource;
  if (requires !== 'unfencing' && !(fenceDevice && cluster.enableUnfencing)) return;
  const unfence = fenceAction(node, cluster, { operation: 'on', optional: true });
  relate(unfence, action, flags);
  if (isUnfenced(node) || !cluster.enableUnfencing || !canBeUnfenced(node)) return;
  const reason = `required by ${id} ${action.task}`;
  fenceAction(node, cluster, { operation: 'on', optional: false, reason });
}

/** Where a node is unfenced, the resource is stopped before and started after. */
export function orderRestartByUnfencing(resource: Resource, node: Node): void {
  const { cluster } = resource;
  const unfence = fenceAction(node, cluster, { operation: 'on', optional: true });
  const stopFlags = Relation.ordered | Relation.ifOnSameNode;
  const startFlags = Relation.firstImpliesSameNodeThen | Relation.ifOnSameNode;
  addOrdering(cluster, { resource, task: 'stop' }, unfence, stopFlags);
  addOrdering(cluster, unfence, { resource, task: 'start' }, startFlags);
}
