import { note } from '../log.js';
import { type Action, Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { addOrdering } from '../order/new.js';
import { failures } from '../unpack/failcounts.js';
import { resourceAction } from './create.js';

/** Forget the failures of a resource on a node. */
export function clearFailures(resource: Resource, node: Node, reason: string): Action {
  const clear = resourceAction(resource, 'clear_failcount', node, false);
  clear.setMeta('op_no_wait', 'true');
  const text = `Clearing failure of ${resource.id} on ${node.name} because ${reason}`;
  note(resource.cluster, 'notice', 'pe__clear_failcount', text);
  return clear;
}

export const hasFailed = (resource: Resource, node: Node): boolean =>
  failures(resource, node, { effective: true }).failCount !== 0;

/** Failures of what is no longer configured are of no use to anyone. */
export function clearFailuresOfRemoved(cluster: Cluster): void {
  for (const resource of cluster.resources) {
    if (!resource.removed) continue;
    for (const node of cluster.nodes) {
      if (!node.online || !hasFailed(resource, node)) continue;
      const clear = clearFailures(resource, node, 'it is removed');
      addOrdering(cluster, clear, { resource, task: 'stop' }, Relation.ordered);
    }
  }
}
