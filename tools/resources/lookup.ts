import type { Cluster } from '../../daemon/scheduler/model/cluster.js';
import type { Resource } from '../../daemon/scheduler/model/resource.js';
import { withoutInstance } from '../../daemon/scheduler/unpack/find.js';

/** How freely a resource is named: by its id or its name in the history, and by its id without `:N`, for anonymous instances or for all. */
export type Match = 'history' | 'anonymous' | 'basename';

/** The first resource, in the order of the configuration, that a name stands for. */
export const lookup = (cluster: Cluster, id: string, match: Match): Resource | undefined =>
  search(cluster.resources, id, match);

function search(resources: readonly Resource[], id: string, match: Match): Resource | undefined {
  for (const resource of resources) {
    if (isNamed(resource, id, match)) return resource;
    const inside = search(resource.children, id, match);
    if (inside) return inside;
  }
  return undefined;
}

function isNamed(resource: Resource, id: string, match: Match): boolean {
  if (resource.id === id || resource.historyId === id) return true;
  const bare = match === 'basename' || (match === 'anonymous' && !resource.unique);
  return bare && withoutInstance(resource.id) === id;
}
