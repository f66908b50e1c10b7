import { kindOf } from '../kinds/kinds.js';
import type { Cluster } from '../model/cluster.js';

/** Orderings that follow from what resources are. */
export function orderParts(cluster: Cluster): void {
  for (const resource of cluster.resources) kindOf(resource).order.orderParts(resource);
}
