import { kindOf } from '../kinds/kinds.js';
import { Changed, type Update } from '../kinds/order.js';
import { type Action, ActionFlag, type Related, Relation } from '../model/action.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { assignedNode } from '../place/whereabouts.js';
import { blockDependents } from './block.js';
import { relate } from './relate.js';
import { standInFor } from './stand-in.js';

const { optional, runnable } = ActionFlag;

/**
 * Let all orderings before an action have their effect, on it and on those that come before; and
 * then, as far as anything changed, those of all actions that this bears on.
 */
export function updateAction(then: Action): void {
  const before = then.flags;
  let changed: number = Changed.none;
  if (then.requiredRunnableBefore > 0) {
    // It becomes runnable again when enough of those before it are seen to be
    then.runnableBefore = 0;
    then.flags &= ~runnable;
  }
  for (let i = then.before.length - 1; i >= 0; i--) {
    changed = (changed & ~Changed.first) | applyRelation(then.before[i] as Related, then);
    if ((changed & Changed.first) !== 0) updateFirst(then.before[i] as Related);
  }
  if (then.requiredRunnableBefore > 0)
    changed = then.flags === before ? changed & ~Changed.second : changed | Changed.second;
  if ((changed & Changed.second) === 0) return;
  if ((before & runnable) !== 0 && !then.runnable) blockDependents(then);
  updateAction(then);
  updateAfter(then);
}

/** The action that comes first changed: so may what comes after it, and what it depends on. */
function updateFirst({ action: first }: Related): void {
  updateAfter(first);
  updateAction(first);
}

/** Update all actions that come after one. */
export function updateAfter({ after }: Action): void {
  for (let i = after.length - 1; i >= 0; i--) updateAction((after[i] as Related).action);
}

/** Of a group that is to start, the node that it is assigned to; of others, where the action runs. */
function nodeOf({ resource, task, node }: Action): Node | undefined {
  return resource?.kind === 'group' && task === 'start' ? assignedNode(resource) : node;
}

function applyRelation(relation: Related, then: Action): number {
  const { action } = relation;
  const firstNode = nodeOf(action);
  const thenNode = nodeOf(then);
  if ((relation.flags & Relation.ifOnSameNode) !== 0 && firstNode && thenNode && firstNode !== thenNode) {
    relation.flags = Relation.none;
    return Changed.none;
  }
  if (action.resource && (relation.flags & Relation.thenCancelsFirst) !== 0 && !then.optional) {
    action.optional = true;
    if (action.task === 'reload-agent') action.resource.reload = false;
  }
  const first = standIn(action, then);
  if (first === action) {
    const firstFlags = flagsFor(first, thenNode);
    const thenFlags = flagsFor(then, firstNode);
    return applyFlags(first, then, firstFlags, thenFlags, relation);
  }
  if (!relate(first, then, relation.flags)) return Changed.none;
  // The relation is with the stand-in from now on
  relation.flags = Relation.none;
  return Changed.second;
}

/** What comes after something of another resource comes after all of that. */
function standIn(first: Action, then: Action): Action {
  const { resource } = first;
  if (!resource || !then.resource || resource === then.resource) return first;
  for (let up = then.resource.parent; up; up = up.parent) if (up === resource) return first;
  return standInFor(first, resource);
}

/** What holds of an action for those that are ordered with it. */
function flagsFor(action: Action, node: Node | undefined): number {
  const { resource } = action;
  if (!resource) return action.flags;
  const { order } = kindOf(resource);
  const flags = order.flagsOf(action, undefined);
  if (!node || resource.kind !== 'clone') return flags;
  // It matters whether any instance can run it, not just that on the node
  return order.flagsOf(action, node) | (flags & runnable);
}

type Flag = (typeof Relation)[keyof typeof Relation];

function applyFlags(first: Action, then: Action, firstFlags: number, thenFlags: number, relation: Related): number {
  let changed: number = Changed.none;
  // Of use for clones only: their ordering is limited to the node, unless interleaved
  let { node } = then;
  const has = (flag: Flag): boolean => (relation.flags & flag) !== 0;
  const update = (resource: Resource | undefined, type: Flag, filter: number, flags = firstFlags): void => {
    if (!resource) return;
    const asked: Update = { node, flags, filter, type };
    changed |= kindOf(resource).order.update(first, then, asked);
  };
  const updateThen = (type: Flag, filter: number, flags = firstFlags): void =>
    update(then.resource, type, filter, flags);

  if (has(Relation.firstImpliesSameNodeThen)) {
    relation.flags = (relation.flags & ~Relation.firstImpliesSameNodeThen) | Relation.firstImpliesThen;
    node = first.node;
  }
  if (has(Relation.firstImpliesThen)) {
    if (then.resource) updateThen(Relation.firstImpliesThen, optional, firstFlags & optional);
    else if ((firstFlags & optional) === 0 && then.optional) changed |= clear(then, optional, Changed.second);
  }
  if (has(Relation.intermediateStop)) updateThen(Relation.intermediateStop, optional | runnable);
  if (has(Relation.thenImpliesFirst)) {
    if (first.resource) update(first.resource, Relation.thenImpliesFirst, optional);
    else if ((firstFlags & optional) === 0 && first.runnable) changed |= clear(first, runnable, Changed.first);
  }
  if (has(Relation.promotedThenImpliesFirst)) {
    updateThen(Relation.promotedThenImpliesFirst, optional, firstFlags & optional);
  }
  if (has(Relation.minRunnable)) {
    if (then.resource) updateThen(Relation.minRunnable, runnable);
    else if ((firstFlags & runnable) !== 0) changed |= countRunnable(then);
  }
  if (has(Relation.nestedRemoteProbe) && then.resource) {
    const isLost = (firstFlags & runnable) === 0 && first.resource && first.resource.activeNodes.length > 0;
    if (isLost) relation.flags = Relation.none;
    else updateThen(Relation.unrunnableFirstBlocks, runnable);
  }
  if (has(Relation.unrunnableFirstBlocks)) {
    if (then.resource) updateThen(Relation.unrunnableFirstBlocks, runnable);
    else if ((firstFlags & runnable) === 0 && then.runnable) changed |= clear(then, runnable, Changed.second);
  }
  if (has(Relation.unmigratableThenBlocks)) updateThen(Relation.unmigratableThenBlocks, optional);
  if (has(Relation.firstElseThen)) updateThen(Relation.firstElseThen, optional);
  if (has(Relation.ordered)) updateThen(Relation.ordered, runnable);
  if (has(Relation.asymmetric)) updateThen(Relation.asymmetric, runnable);

  if (first.runnable && has(Relation.firstImpliesThenInGraph) && (firstFlags & optional) === 0) {
    then.alwaysInGraph = true;
  }
  if (has(Relation.thenImpliesFirstInGraph) && (thenFlags & optional) === 0) first.alwaysInGraph = true;
  if ((relation.flags & BINDING) !== 0 && isBlockedStop(first) && then.runnable) {
    changed |= clear(then, runnable, Changed.second);
  }
  return changed;
}

const BINDING = Relation.firstImpliesThen | Relation.thenImpliesFirst | Relation.intermediateStop;

/** A stop of a resource that failed and that nobody manages. */
const isBlockedStop = ({ resource, task, runnable: canRun }: Action): boolean =>
  resource !== undefined && !resource.managed && resource.blocked && !canRun && task === 'stop';

function clear(action: Action, flag: number, changed: number): number {
  action.flags &= ~flag;
  return changed;
}

function countRunnable(then: Action): number {
  then.runnableBefore++;
  if (then.runnableBefore < then.requiredRunnableBefore || then.runnable) return Changed.none;
  then.runnable = true;
  return Changed.second;
}
