import type { Cluster } from '../model/cluster.js';
import type { Resource } from '../model/resource.js';

/** Make a resource and all inside it known by their ids. */
export function register(cluster: Cluster, resource: Resource): void {
  if (!cluster.resourcesById.has(resource.id)) cluster.resourcesById.set(resource.id, resource);
  for (const child of resource.children) register(cluster, child);
}

/** Give a resource the name that it has in the history. */
export function renameInHistory(cluster: Cluster, resource: Resource, name: string | undefined): void {
  const { historyId } = resource;
  if (historyId !== undefined) cluster.resourcesByHistoryId.get(historyId)?.delete(resource);
  resource.historyId = name;
  if (name === undefined) return;
  const named = cluster.resourcesByHistoryId.get(name) ?? new Set();
  cluster.resourcesByHistoryId.set(name, named.add(resource));
}

/** The resource of that id, or that has it as its name in the history: what is configured comes before what was removed. */
export function findResource(cluster: Cluster, id: string): Resource | undefined {
  const byId = cluster.resourcesById.get(id);
  if (byId && !byId.removed) return byId;
  const named = [...(cluster.resourcesByHistoryId.get(id) ?? [])];
  return named.find(({ removed }) => !removed) ?? byId ?? named[0];
}

/** An id without the `:N` of an instance. */
export const withoutInstance = (id: string): string => id.replace(/:\d+$/, '');
