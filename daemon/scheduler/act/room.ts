import { type Action, Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { addOrdering } from '../order/new.js';
import { pseudoAction } from './pseudo.js';

/** What leaves a node makes room there before anything that needs it comes. */
export function orderAfterRoom(resource: Resource, nodes: readonly Node[]): void {
  const { cluster, activeNodes } = resource;
  const order = Relation.ifOnSameNodeOrTarget;
  for (const node of activeNodes) addOrdering(cluster, { resource, task: 'stop' }, roomOn(node, cluster), order);
  for (const node of nodes) {
    const room = roomOn(node, cluster);
    addOrdering(cluster, room, { resource, task: 'start' }, order);
    addOrdering(cluster, room, { resource, task: 'migrate_to' }, order);
  }
}

function roomOn(node: Node, cluster: Cluster): Action {
  const action = pseudoAction(cluster, `load_stopped_${node.name}`);
  if (!action.node) {
    action.node = node;
    action.optional = false;
  }
  return action;
}
