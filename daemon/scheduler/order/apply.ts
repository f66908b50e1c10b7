import { resourceAction } from '../act/create.js';
import { findActions } from '../act/find.js';
import { kindOf } from '../kinds/kinds.js';
import { note } from '../log.js';
import { type Action, type Ordering, Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Resource } from '../model/resource.js';
import { Role } from '../model/role.js';
import { blockDependents } from './block.js';
import { clearInvalid } from './invalid.js';
import { orderProbes } from './probes.js';
import { relate } from './relate.js';
import { updateAction } from './update.js';

/**
 * Turn orderings into relations between actions, and let these have their effect until nothing
 * changes any more. Orderings come in the order in which they were made: one may make an action that
 * a later one is about.
 */
export function applyOrderings(cluster: Cluster): void {
  for (const ordering of cluster.orderings) applyOrdering(ordering);
  newestFirst(cluster.actions, blockDependents);
  orderProbes(cluster);
  newestFirst(cluster.actions, updateAction);
  clearInvalid(cluster);
}

function newestFirst(actions: readonly Action[], visit: (action: Action) => void): void {
  for (let i = actions.length - 1; i >= 0; i--) visit(actions[i] as Action);
}

function applyOrdering(ordering: Ordering): void {
  const { firstResource, firstAction, thenResource, thenAction, flags } = ordering;
  if (firstResource) {
    for (const first of firstActions(firstResource, ordering)) {
      if (thenResource) orderAfter(first, thenResource, ordering);
      else relate(first, thenAction, flags);
    }
  } else if (thenResource) orderAfter(firstAction, thenResource, ordering);
  else relate(firstAction, thenAction, flags);
}

/** The actions that come first. If there is none it is made, unless the resource is there already. */
function firstActions(resource: Resource, { firstTask, firstAction, thenResource }: Ordering): readonly Action[] {
  if (firstAction) return [firstAction];
  let found = findActions(resource, firstTask);
  // The peer guesses the task from a key with underscores and finds this one, too
  if (found.length === 0 && firstTask === 'lrm_delete') found = findActions(resource, 'delete');
  if (found.length > 0 || resource === thenResource) return found;
  const role = kindOf(resource).status.role(resource);
  if (role === Role.stopped && firstTask === 'stop') return found;
  if (role === Role.unpromoted && firstTask === 'demote') return found;
  return [resourceAction(resource, firstTask, undefined, true)];
}

function orderAfter(first: Action | undefined, resource: Resource, ordering: Ordering): void {
  const { thenAction, thenTask, firstTask } = ordering;
  const after = thenAction ? [thenAction] : findActions(resource, thenTask);
  let { flags } = ordering;
  if (first?.resource === resource && first.migrationAbort) flags &= ~Relation.firstImpliesThen;
  if (first) {
    for (const then of after) relate(first, then, flags);
    return;
  }
  if ((flags & Relation.firstImpliesThen) === 0) return;
  for (const then of after) {
    then.runnable = false;
    const text = `${then.task} of ${resource.id} is unrunnable because there is no ${firstTask} to order it after`;
    note(resource.cluster, 'warning', 'order_resource_actions_after', text);
  }
}
