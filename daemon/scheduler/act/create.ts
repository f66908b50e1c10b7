import { Action, ActionFlag } from '../model/action.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { findConfig } from '../operations/config.js';
import { operationKey, taskKey } from '../operations/key.js';
import { onFailOf, roleAfterFailure } from '../operations/on-fail.js';
import { metaOf } from '../operations/shared-meta.js';
import { pairsOf } from '../unpack/context.js';
import { performDemands } from './demands.js';
import { updateRunnable } from './runnable.js';

export interface NewAction {
  readonly intervalMs?: number;
  /** What the key has in the place of the task: of notifications, and of what is cancelled. */
  readonly name?: string;
}

/**
 * The action of a resource with that key on that node: made if there is none, else made required
 * unless that is optional.
 */
export function resourceAction(
  resource: Resource,
  task: string,
  node: Node | undefined,
  optional: boolean,
  { intervalMs = 0, name = task }: NewAction = {},
): Action {
  const { cluster } = resource;
  performDemands(cluster);
  const key = taskKey(name, intervalMs);
  const action = existing(resource, key, node) ?? newAction(resource, key, { task, name, intervalMs, node, optional });
  if (isLeftAlone(action)) action.add(ActionFlag.optional);
  else if (!optional) action.clear(ActionFlag.optional);
  if (action.config && action.node && !action.attributesEvaluated) {
    if (action.config.children.length > 0) {
      action.extra = pairsOf(cluster, action.config, 'instance_attributes', { node: action.node });
    }
    action.attributesEvaluated = true;
  }
  updateRunnable(action);
  return action;
}

/** A one-time action of a resource that is not managed is never required. */
const isLeftAlone = ({ node, flags, resource, meta }: Action): boolean =>
  resource?.managed === false && node !== undefined && (flags & ActionFlag.pseudo) === 0 && !meta.has('interval');

/** The oldest action with a key that is on the node; those that have no node yet get it. */
function existing(resource: Resource, key: string, node: Node | undefined): Action | undefined {
  const actions = resource.actionsByTask.get(key);
  if (!actions || !node) return actions?.[0];
  let found: Action | undefined;
  for (const action of actions) {
    action.placeOn(node);
    if (action.node === node) found ??= action;
  }
  return found;
}

interface Details {
  readonly task: string;
  readonly name: string;
  readonly intervalMs: number;
  readonly node: Node | undefined;
  readonly optional: boolean;
}

function newAction(resource: Resource, key: string, { task, name, intervalMs, node, optional }: Details): Action {
  const { cluster } = resource;
  const flags = ActionFlag.runnable | (optional ? ActionFlag.optional : 0);
  const action = new Action(
    cluster.nextActionId,
    resource,
    operationKey(resource.id, name, intervalMs),
    task,
    intervalMs,
    node,
    flags,
  );
  let config = findConfig(resource, task, intervalMs);
  if (!config && name.includes('_notify_')) config = findConfig(resource, 'notify', 0);
  action.config = config?.xml;
  action.meta = metaOf(resource, node, task, intervalMs, config);
  action.needs = needsOf(resource, task);
  action.onFail = onFailOf(resource, task, intervalMs, action.meta.get('on-fail'));
  action.failRole = roleAfterFailure(resource, task, action.onFail);
  cluster.nextActionId++;
  cluster.actions.push(action);
  resource.actions.push(action);
  const others = resource.actionsByTask.get(key);
  if (others) others.push(action);
  else resource.actionsByTask.set(key, [action]);
  return action;
}

/** Only what brings a resource up waits for quorum or fencing. */
function needsOf({ requires }: Resource, task: string): Action['needs'] {
  if (!/^(?:start|promote)$/i.test(task)) return 'nothing';
  return requires === 'unfencing' ? 'fencing' : requires;
}

/** A pseudo-action of a resource as a whole, e.g. that all instances of a clone are started. */
export function resourcePseudoAction(resource: Resource, task: string, optional: boolean, runnable: boolean): Action {
  const action = resourceAction(resource, task, undefined, optional);
  action.add(runnable ? ActionFlag.pseudo | ActionFlag.runnable : ActionFlag.pseudo);
  return action;
}

export const startAction = (resource: Resource, node: Node | undefined, optional: boolean): Action =>
  resourceAction(resource, 'start', node, optional);
export const stopAction = (resource: Resource, node: Node | undefined, optional: boolean): Action =>
  resourceAction(resource, 'stop', node, optional);
