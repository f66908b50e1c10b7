import { Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Demand } from '../model/demand.js';
import { relate } from '../order/relate.js';
import { findNode } from '../unpack/nodes.js';
import { resourceAction, stopAction } from './create.js';
import { clearFailures } from './failures.js';
import { fenceAction } from './fence.js';

/** Make the actions that the state was found to call for since this was done last. */
export function performDemands(cluster: Cluster): void {
  if (cluster.demands.length === 0) return;
  for (const demand of cluster.demands.splice(0)) perform(cluster, demand);
}

function perform(cluster: Cluster, demand: Demand): void {
  const { kind, node } = demand;
  switch (kind) {
    case 'stop': {
      const stop = stopAction(demand.resource, node, false);
      stop.optional ||= demand.optional;
      stop.runnable = demand.runnable;
      break;
    }
    case 'demote':
      resourceAction(demand.resource, 'demote', node, false).runnable = demand.runnable;
      break;
    case 'fence':
      fenceAction(node, cluster, { optional: true, reason: demand.reason, priorityDelay: demand.priorityDelay });
      break;
    case 'recurring':
      resourceAction(demand.resource, demand.task, node, true, { intervalMs: demand.intervalMs });
      break;
    case 'clear history':
      resourceAction(demand.resource, 'lrm_delete', node, false);
      break;
    case 'clear failures': {
      const clear = clearFailures(demand.resource, node, demand.reason);
      const remote = demand.afterFencing ? findNode(cluster, demand.resource.id) : undefined;
      if (remote) relate(fenceAction(remote, cluster, { optional: true }), clear, Relation.firstImpliesThen);
    }
  }
}
