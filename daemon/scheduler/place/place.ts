import { kindOf } from '../kinds/kinds.js';
import type { Cluster } from '../model/cluster.js';
import { forgetStates } from './nodes.js';
import { recordCapacities } from './scores.js';
import { sortByUrgency } from './urgency.js';

/** Colocations that follow from what resources are: groups, containers and what they launch, bundles. */
export function colocateParts(cluster: Cluster): void {
  for (const resource of cluster.resources) kindOf(resource).place.colocateParts(resource);
}

/** Choose a node, and a role, for each resource. */
export function assignResources(cluster: Cluster): void {
  if (cluster.options.placementStrategy !== 'default') sortByUrgency(cluster);
  recordCapacities(cluster, 'Original');
  forgetStates(cluster);
  // Connections first: they decide which remote nodes there will be
  if (cluster.haveRemoteNodes) {
    for (const resource of [...cluster.resources]) {
      if (resource.isRemoteConnection) kindOf(resource).place.assign(resource, resource.migrationTarget, true);
    }
  }
  for (const resource of [...cluster.resources]) {
    if (!resource.isRemoteConnection) kindOf(resource).place.assign(resource, undefined, true);
  }
  recordCapacities(cluster, 'Remaining');
}
