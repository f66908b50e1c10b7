import { type Action, type Ordering, Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Resource } from '../model/resource.js';

/** One end of an ordering to be: an action, or a task of a resource. */
export type End = Action | { readonly resource: Resource; readonly task: string };

const isAction = (end: End): end is Action => 'key' in end;

/**
 * Order actions, which need not exist yet.
 * @param flags set of `Relation`
 */
export function addOrdering(cluster: Cluster, first: End, second: End, flags: number): void {
  const ordering: Ordering = {
    id: cluster.nextOrderingId++,
    flags,
    firstResource: first.resource,
    firstTask: first.task,
    firstAction: isAction(first) ? first : undefined,
    thenResource: second.resource,
    thenTask: second.task,
    thenAction: isAction(second) ? second : undefined,
  };
  cluster.orderings.push(ordering);
  orderMigrations(ordering);
}

/** Order a task of one resource and a task of another (or the same). */
export function orderActions(
  first: Resource,
  firstTask: string,
  second: Resource,
  secondTask: string,
  flags: number,
): void {
  const { cluster } = first;
  const ordering: Ordering = {
    id: cluster.nextOrderingId++,
    flags,
    firstResource: first,
    firstTask,
    firstAction: undefined,
    thenResource: second,
    thenTask: secondTask,
    thenAction: undefined,
  };
  cluster.orderings.push(ordering);
  if (first !== second) orderMigrations(ordering);
}

export const orderStarts = (first: Resource, second: Resource, flags: number): void =>
  orderActions(first, 'start', second, 'start', flags);

export const orderStops = (first: Resource, second: Resource, flags: number): void =>
  orderActions(first, 'stop', second, 'stop', flags);

/** What is ordered as start and stop must be so too if these are done by migration. */
function orderMigrations({ firstResource, firstTask, thenResource, thenTask }: Ordering): void {
  if (!firstResource || !thenResource || firstResource === thenResource) return;
  if (!firstResource.migratable && !thenResource.migratable) return;
  const bothMigrate = firstResource.migratable && thenResource.migratable;
  if (isInside(thenResource, firstResource) || isInside(firstResource, thenResource)) return;

  const order = (task: string, toTask: string, flags: number): void =>
    orderActions(firstResource, task, thenResource, toTask, flags);
  const unlessMigrated = bothMigrate ? Relation.ordered | Relation.ifFirstUnmigratable : Relation.ordered;
  const tasks = `${firstTask} ${thenTask}`;
  if (tasks === 'start start') {
    if (bothMigrate) order('migrate_from', 'migrate_to', Relation.ordered);
    if (thenResource.migratable) order('start', 'migrate_to', unlessMigrated);
  } else if (!thenResource.migratable) {
    // Nothing else is done by migration
  } else if (tasks === 'stop stop') {
    order('stop', 'migrate_to', unlessMigrated);
    // A migration whose first half is done has only the second to be ordered
    if (thenResource.migrationTarget) order('stop', 'migrate_from', unlessMigrated);
  } else if (tasks === 'promote start') {
    order('promote', 'migrate_to', Relation.ordered);
  } else if (tasks === 'demote stop') {
    order('demote', 'migrate_to', Relation.ordered);
    if (thenResource.migrationTarget) order('demote', 'migrate_from', Relation.ordered);
  }
}

function isInside(resource: Resource, container: Resource): boolean {
  for (let up = resource.parent; up; up = up.parent) if (up === container) return true;
  return false;
}
