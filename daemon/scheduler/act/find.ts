import type { Action } from '../model/action.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';

const NONE: readonly Action[] = [];

/**
 * Actions of a resource by their key without its id, the oldest first.
 * @param node only those on it; those that have no node yet get it
 */
export function findActions(resource: Resource, key: string, node?: Node): readonly Action[] {
  const actions = resource.actionsByTask.get(key) ?? NONE;
  if (!node) return actions;
  return actions.filter((action) => {
    action.placeOn(node);
    return action.node === node;
  });
}

/** Actions by key on that node and no other; the oldest first. */
export function findActionsOn(resource: Resource, key: string, node: Node | undefined): readonly Action[] {
  if (!node) return NONE;
  return resource.actionsByTask.get(key)?.filter((action) => action.node === node) ?? NONE;
}

/** Tasks of which some actions are found by another key: that of what they notify of, or cancel, or with an interval. */
const AMBIGUOUS = new Set(['monitor', 'notify', 'notified', 'cancel']);

/** Actions of a resource among which are those for a task, oldest first. */
export const actionsForTask = (resource: Resource, task: string): readonly Action[] =>
  AMBIGUOUS.has(task) ? resource.actions : (resource.actionsByTask.get(task) ?? NONE);

/** The latest action of a resource for a task, on a node if one is given. */
export function latestAction(resource: Resource, task: string, node?: Node): Action | undefined {
  const actions = actionsForTask(resource, task);
  for (let i = actions.length - 1; i >= 0; i--) {
    const action = actions[i] as Action;
    if (action.task === task && (!node || action.node === node)) return action;
  }
  return undefined;
}
