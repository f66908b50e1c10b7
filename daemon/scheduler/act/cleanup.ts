import { note } from '../log.js';
import { Relation } from '../model/action.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { orderActions } from '../order/new.js';
import { resourceAction } from './create.js';

/** Forget a resource on a node, between its stop and its next start. */
export function cleanUp(resource: Resource, node: Node): void {
  const { failed, cluster, id } = resource;
  if (failed || node.unclean || !node.online) return;
  note(cluster, 'notice', 'pcmk__schedule_cleanup', `Scheduling clean-up of ${id} on ${node.name}`);
  resourceAction(resource, 'delete', node, false);
  orderActions(resource, 'stop', resource, 'delete', Relation.ordered);
  orderActions(resource, 'delete', resource, 'start', Relation.ordered);
}
