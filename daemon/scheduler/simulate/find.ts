import type { Cluster } from '../model/cluster.js';
import type { Resource } from '../model/resource.js';

/** The resource of that name, or else one that histories call so. */
export function findByName(cluster: Cluster, name: string): Resource | undefined {
  const known = cluster.resourcesById.get(name);
  if (known) return known;
  for (const resource of cluster.resourcesByHistoryId.get(name) ?? []) return resource;
  return undefined;
}
