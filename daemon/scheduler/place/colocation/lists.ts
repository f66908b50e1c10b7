import { kindOf } from '../../kinds/kinds.js';
import type { Colocation } from '../../model/constraint.js';
import type { Resource } from '../../model/resource.js';

type Compare = (a: Colocation, b: Colocation) => number;

const KIND_ORDER = { primitive: 0, group: 1, clone: 2, bundle: 3 } as const;

/** Which of two resources is dealt with first: higher priority, clones before others, then by id. */
function compareResources(a: Resource, b: Resource): number {
  if (a.priority !== b.priority) return a.priority > b.priority ? -1 : 1;
  const kind = KIND_ORDER[b.kind] - KIND_ORDER[a.kind];
  if (kind !== 0) return kind;
  if (a.kind === 'clone' && a.promotable !== b.promotable) return a.promotable ? -1 : 1;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

/** Order of the colocations of one resource with others. */
export const byPrimary: Compare = (a, b) => compareResources(a.primary, b.primary);

/** Order of the colocations of others with one resource. */
export const byDependent: Compare = (a, b) => compareResources(a.dependent, b.dependent);

/** Put a colocation in its place in a sorted list; of equals the latest comes first. */
export function addTo(list: Colocation[], colocation: Colocation, compare: Compare): void {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(colocation, list[middle] as Colocation) > 0) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, colocation);
}

/**
 * Add one resource's colocations to a list. When the list has something in it, the peer adds the first
 * of them as often as there are any, which shows in scores.
 */
export function addAllTo(list: Colocation[], addition: readonly Colocation[], compare: Compare): void {
  const [first] = addition;
  if (!first) return;
  if (list.length === 0) list.push(...addition);
  else for (let i = 0; i < addition.length; i++) addTo(list, first, compare);
}

/** Add those that are configured. */
export function addExplicitTo(list: Colocation[], addition: readonly Colocation[], compare: Compare): void {
  for (const colocation of addition) if (colocation.explicit) addTo(list, colocation, compare);
}

/** Colocations of others with a resource that bear on it, those of what it is part of included. */
export function colocationsWithThis(resource: Resource): readonly Colocation[] {
  if (resource.kind === 'primitive' && !resource.parent) return resource.withThis;
  const list: Colocation[] = [];
  kindOf(resource).place.collectWithThis(resource, resource, list);
  return list;
}

/** Colocations of a resource with others that bear on it, those of what it is part of included. */
export function colocationsOf(resource: Resource): readonly Colocation[] {
  if (resource.kind === 'primitive' && !resource.parent) return resource.with;
  const list: Colocation[] = [];
  kindOf(resource).place.collectThisWith(resource, resource, list);
  return list;
}

/** Whether a dependent's preferences and failures count for the primary (or for the resource in its stead). */
export function countsFor(colocation: Colocation, resource: Resource = colocation.primary): boolean {
  // A container should not move because of where its guest cannot run
  if (colocation.dependent.remoteNestingAllowed && !resource.failed && resource.activeNodes.length === 1) return false;
  return colocation.influence || resource.activeNodes.length === 0;
}
