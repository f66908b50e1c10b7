import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import { findConfig } from '../../../daemon/scheduler/operations/config.js';
import { operationMeta } from '../../../daemon/scheduler/operations/meta.js';
import { lookup } from '../lookup.js';
import { isRunningOn } from '../why/why.js';

/** Ids of the resources that are active on a node, or anywhere; of groups, those of their members. */
export const activeOn = (resources: readonly Resource[], host: string | undefined): string[] =>
  resources.flatMap((resource) => {
    if (resource.kind === 'group') return activeOn(resource.children, host);
    return isRunningOn(resource, host) ? [resource.id] : [];
  });

/** What is in the first list, and not in the second. */
export const without = (all: readonly string[], some: readonly string[]): string[] =>
  all.filter((id) => !some.includes(id));

/** Seconds that stopping any one of some resources may take, roughly. */
export function patienceFor(cluster: Cluster, ids: readonly string[]): number {
  const timeouts = ids.map((id) => {
    const resource = lookup(cluster, id, 'history');
    return resource ? stopTimeout(resource) : 0;
  });
  return toSeconds(Math.max(0, ...timeouts)) + 5;
}

/** In milliseconds; of what is made of other resources, the longest of theirs. */
function stopTimeout(resource: Resource): number {
  if (resource.children.length > 0) return Math.max(...resource.children.map(stopTimeout));
  const meta = operationMeta(resource, undefined, 'stop', 0, findConfig(resource, 'stop', 0));
  return Number(meta.get('timeout')) || 0;
}

/** Rounded, but never to nothing. */
export const toSeconds = (milliseconds: number): number =>
  milliseconds > 0 && milliseconds < 1000 ? 1 : Math.round(milliseconds / 1000);
