import { INFINITY_SCORE } from '../../../cib/number/score.js';
import { latestAction } from '../act/find.js';
import type { Action } from '../model/action.js';
import { outermost } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { Role } from '../model/role.js';
import { colocationsWithThis } from '../place/colocation/lists.js';
import { updateAction } from './update.js';

/** What must be together with something that cannot come up cannot either. */
export function blockDependents(action: Action): void {
  if (action.runnable || (action.task !== 'start' && action.task !== 'promote') || !action.resource) return;
  const primary = outermost(action.resource);
  for (const child of primary.children) {
    const same = latestAction(child, action.task);
    if (!same || same.runnable) return;
  }
  for (const { score, primaryRole, dependentRole, dependent } of colocationsWithThis(primary)) {
    if (score < INFINITY_SCORE) continue;
    if (action.task === 'promote' && primaryRole !== Role.promoted) continue;
    block(dependent, dependentRole === Role.promoted ? 'promote' : 'start', action.resource);
  }
}

function block(resource: Resource, task: string, cause: Resource): void {
  const { actions } = resource;
  for (let i = actions.length - 1; i >= 0; i--) {
    const action = actions[i] as Action;
    if (!action.runnable || action.task !== task) continue;
    action.runnable = false;
    action.reason ??= `colocation with ${cause.id}`;
    blockDependents(action);
    updateAction(action);
  }
  for (const child of resource.children) block(child, task, cause);
}
