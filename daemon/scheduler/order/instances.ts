import { isTrue } from '../../../cib/options/read.js';
import { actionsForTask, latestAction } from '../act/find.js';
import { kindOf } from '../kinds/kinds.js';
import { Changed, type Update } from '../kinds/order.js';
import { taskOfPart } from '../kinds/tasks.js';
import { note } from '../log.js';
import { type Action, ActionFlag, noteActionChange, Relation } from '../model/action.js';
import type { Node } from '../model/node.js';
import { outermost } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { assign } from '../place/assign.js';
import { InstancesByNode, instancesOf } from '../place/compatible.js';
import { isIdle, updateOrdered } from './ordered.js';
import { relate } from './relate.js';
import { updateAfter } from './update.js';

const { optional, runnable, pseudo } = ActionFlag;
const DOWN = new Set(['stop', 'demote', 'migrate_to']);
const MANDATORY = Relation.unrunnableFirstBlocks | Relation.firstImpliesThen;

/**
 * What holds of an action of a clone or bundle: it is required if that of any instance is, and
 * runnable if that of any is.
 */
export function flagsOfInstances(action: Action, instances: readonly Resource[], node: Node | undefined): number {
  // All relations of an action of a clone ask: with many instances, there are many of them
  const whole = action.resource as Resource;
  if (node) return flagsOnNode(action, whole, instances, node);
  if (action.flagsOfAllAt === whole.actionChanges) return action.flagsOfAll;
  action.flagsOfAll = reckonFlags(action, instances, node);
  action.flagsOfAllAt = whole.actionChanges;
  return action.flagsOfAll;
}

function flagsOnNode(action: Action, whole: Resource, instances: readonly Resource[], node: Node): number {
  if (!action.flagsOnNode || action.flagsOnNodeAt !== whole.actionChanges) {
    action.flagsOnNode = arePrimitives(instances) ? flagsByNode(action, instances) : new Map();
    action.flagsOnNodeAt = whole.actionChanges;
  }
  const known = action.flagsOnNode.get(node);
  if (known === undefined && !arePrimitives(instances)) return reckonFlags(action, instances, node);
  const flags = known ?? optional | pseudo;
  if ((flags & optional) === 0) action.clear(optional);
  return flags;
}

const arePrimitives = ([first]: readonly Resource[]): boolean => first?.kind === 'primitive';

/** What holds of the instances on each node, where each instance is a primitive. */
function flagsByNode(action: Action, instances: readonly Resource[]): Map<Node, number> {
  const byNode = new Map<Node, number>();
  const task = instanceTask(action);
  for (const instance of instances) {
    for (const own of actionsForTask(instance, task)) {
      const { node } = own;
      if (!node || own !== latestAction(instance, task, node)) continue;
      const flags = byNode.get(node) ?? optional | pseudo;
      byNode.set(node, (flags | (own.flags & runnable)) & (own.flags | ~optional));
    }
  }
  return byNode;
}

function reckonFlags(action: Action, instances: readonly Resource[], node: Node | undefined): number {
  let flags = optional | runnable | pseudo;
  let anyRunnable = false;
  const task = instanceTask(action);
  for (const instance of instances) {
    const own = latestAction(instance, task, instance.kind === 'primitive' ? node : undefined);
    if (!own) continue;
    const ownFlags = kindOf(instance).order.flagsOf(own, node);
    if ((ownFlags & optional) === 0) {
      flags &= ~optional;
      action.clear(optional);
    }
    if ((ownFlags & runnable) !== 0) anyRunnable = true;
  }
  if (anyRunnable) return flags;
  if (!node) action.clear(runnable);
  return flags & ~runnable;
}

/** The task of instances that belongs to one of the whole; of notifications, what they notify of. */
function instanceTask({ task, key, resource }: Action): string {
  const isNotification = task === 'notify' || task === 'notified';
  const own = isNotification ? (/_notify_(.*)_\d+$/.exec(key)?.[1] ?? task) : task;
  return taskOfPart((resource as Resource).children[0] as Resource, own);
}

/** Let an ordering have its effect on an action of a clone or bundle and those of its instances. */
export function updateInstances(first: Action, then: Action, update: Update): number {
  if (interleaves(first, then)) return updateInterleaved(first, then, update);
  const instances = instancesOf(then.resource as Resource);
  if (isIdle(update.type, update.flags) && instances.every(({ kind }) => kind === 'primitive')) return Changed.none;
  let changed = updateOrdered(first, then, update);
  for (const instance of instances) {
    changed |= updateInstance(instance, first, then, update);
  }
  return changed;
}

/** Instances of two clones go in pairs if that which depends on the other says so. */
function interleaves(first: Action, then: Action): boolean {
  if (!first.resource || !then.resource || first.resource === then.resource) return false;
  if (!isCollective(first.resource) || !isCollective(then.resource)) return false;
  const isDown = then.key.endsWith('_stop_0') || then.key.endsWith('_demote_0');
  return isTrue((isDown ? first.resource : then.resource).meta.get('interleave'));
}

export const isCollective = ({ kind }: Resource): boolean => kind === 'clone' || kind === 'bundle';

function updateInstance(instance: Resource, first: Action, then: Action, update: Update): number {
  const own = latestAction(instance, then.task, update.node);
  if (!own) return Changed.none;
  const { order } = kindOf(instance);
  if ((order.flagsOf(own, update.node) & runnable) === 0) return Changed.none;
  const changed = order.update(first, own, update);
  if ((changed & Changed.second) !== 0) updateAfter(own);
  return changed;
}

function updateInterleaved(first: Action, then: Action, update: Update): number {
  const { node, type } = update;
  let changed: number = Changed.none;
  const task = instanceTask(first);
  const current = first.key.endsWith('_stopped_0') || first.key.endsWith('_demoted_0');
  const matches = new InstancesByNode(instancesOf(first.resource as Resource), { current });
  for (const instance of instancesOf(then.resource as Resource)) {
    const match = matches.compatibleWith(instance);
    if (!match) {
      if (keepDown(first, then, instance, type, current)) changed |= Changed.second;
      continue;
    }
    const firstOwn = instanceAction(first, match, task, node, true);
    const thenOwn = firstOwn && instanceAction(then, instance, then.task, node, false);
    if (!thenOwn) continue;
    if (relate(firstOwn, thenOwn, type)) changed |= Changed.first | Changed.second;
    const flags = kindOf(match).order.flagsOf(firstOwn, node);
    changed |= kindOf(instance).order.update(firstOwn, thenOwn, { ...update, flags });
  }
  return changed;
}

/** An instance that must follow one of another clone cannot come up where there is none. */
function keepDown(first: Action, then: Action, instance: Resource, type: number, current: boolean): boolean {
  if (current || (type & MANDATORY) === 0) return false;
  const text = `Inhibiting ${instance.id} from being active because there is no ${first.resource?.id} instance to interleave`;
  note((then.resource as Resource).cluster, 'info', 'unassign_if_mandatory', text);
  noteActionChange(instance);
  return assign(instance, undefined, true, true);
}

/**
 * The action of an instance; where it is the container of a bundle, of what is in it if that is what
 * the ordering is about: all that comes first but stops, and of what follows, only roles.
 */
function instanceAction(
  action: Action,
  instance: Resource,
  task: string,
  node: Node | undefined,
  isFirst: boolean,
): Action | undefined {
  const isStop = action.task === 'stop' || action.task === 'stopped';
  const isRole = /^(?:promoted?|demoted?)$/.test(action.task);
  const inside = (isFirst ? !isStop : isRole) ? contentOf(instance) : undefined;
  const found = latestAction(inside ?? instance, task, inside ? undefined : node);
  if (!found && !instance.removed && !DOWN.has(task)) {
    const text = `No ${task} action found for ${instance.id} to interleave (bug?)`;
    note(instance.cluster, 'error', 'find_instance_action', text);
  }
  return found;
}

/** What runs in a container of a bundle. */
function contentOf(container: Resource): Resource | undefined {
  const bundle = outermost(container);
  if (bundle.kind !== 'bundle') return undefined;
  return bundle.replicas.find((replica) => replica.container === container)?.child;
}
