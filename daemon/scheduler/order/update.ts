import { kindOf } from '../kinds/kinds.js';
import { Changed } from '../kinds/order.js';
import { type Action, ActionFlag, type Related, Relation } from '../model/action.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { assignedNode } from '../place/whereabouts.js';
import { blockDependents } from './block.js';
import { isCollective } from './instances.js';
import { isIdle } from './ordered.js';
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
    then.clear(runnable);
  }
  for (let i = then.before.length - 1; i >= 0; i--) {
    changed = (changed & ~Changed.first) | applyUnlessIdle(then.before[i] as Related, then);
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
  return task === 'start' && resource?.kind === 'group' ? assignedNode(resource) : node;
}

/** What has no effect has none until something about one of the two changes. */
function applyUnlessIdle(relation: Related, then: Action): number {
  const { action: first, flags } = relation;
  const firstState = first.state;
  const thenState = then.state;
  if (relation.idleAtFirst === firstState && relation.idleAtThen === thenState) return Changed.none;
  const changed = applyRelation(relation, then);
  const isIdle = changed === Changed.none && first.state === firstState && then.state === thenState;
  // Of those that count how many can be run, each has an effect each time
  if (isIdle && relation.flags === flags && (flags & Relation.minRunnable) === 0) {
    relation.idleAtFirst = firstState;
    relation.idleAtThen = thenState;
  }
  return changed;
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
  if (!resource || resource.kind === 'primitive') return action.flags;
  const { order } = kindOf(resource);
  const flags = order.flagsOf(action, undefined);
  if (!node || resource.kind !== 'clone') return flags;
  // It matters whether any instance can run it, not just that on the node
  return order.flagsOf(action, node) | (flags & runnable);
}

/** Let one kind of relation have its effect, as the kind of resource sees to. */
function ask(
  resource: Resource | undefined,
  first: Action,
  then: Action,
  type: number,
  filter: number,
  flags: number,
  node: Node | undefined,
): number {
  // Of what has no effect, it may be that instances of clones are paired by it
  if (!resource || (isIdle(type, flags) && !isCollective(resource))) return Changed.none;
  return kindOf(resource).order.update(first, then, { node, flags, filter, type });
}

function applyFlags(first: Action, then: Action, firstFlags: number, thenFlags: number, relation: Related): number {
  let changed: number = Changed.none;
  const { resource } = then;
  // Of use for clones only: their ordering is limited to the node, unless interleaved
  let { node } = then;
  // Flags of the relation are read anew each time, as an effect may take some of them away
  if ((relation.flags & Relation.firstImpliesSameNodeThen) !== 0) {
    relation.flags = (relation.flags & ~Relation.firstImpliesSameNodeThen) | Relation.firstImpliesThen;
    node = first.node;
  }
  if ((relation.flags & Relation.firstImpliesThen) !== 0) {
    const required = (firstFlags & optional) === 0;
    if (resource)
      changed |= ask(resource, first, then, Relation.firstImpliesThen, optional, firstFlags & optional, node);
    else if (required && then.optional) changed |= clear(then, optional, Changed.second);
  }
  if ((relation.flags & Relation.intermediateStop) !== 0) {
    changed |= ask(resource, first, then, Relation.intermediateStop, optional | runnable, firstFlags, node);
  }
  if ((relation.flags & Relation.thenImpliesFirst) !== 0) {
    const required = (firstFlags & optional) === 0;
    if (first.resource)
      changed |= ask(first.resource, first, then, Relation.thenImpliesFirst, optional, firstFlags, node);
    else if (required && first.runnable) changed |= clear(first, runnable, Changed.first);
  }
  if ((relation.flags & RARE) !== 0) changed |= applyRare(first, then, firstFlags, relation, node);
  if ((relation.flags & Relation.unrunnableFirstBlocks) !== 0) {
    if (resource) changed |= ask(resource, first, then, Relation.unrunnableFirstBlocks, runnable, firstFlags, node);
    else if ((firstFlags & runnable) === 0 && then.runnable) changed |= clear(then, runnable, Changed.second);
  }
  if ((relation.flags & OF_MIGRATION) !== 0) {
    for (const type of [Relation.unmigratableThenBlocks, Relation.firstElseThen]) {
      if ((relation.flags & type) !== 0) changed |= ask(resource, first, then, type, optional, firstFlags, node);
    }
  }
  if ((relation.flags & Relation.ordered) !== 0) {
    changed |= ask(resource, first, then, Relation.ordered, runnable, firstFlags, node);
  }
  if ((relation.flags & Relation.asymmetric) !== 0) {
    changed |= ask(resource, first, then, Relation.asymmetric, runnable, firstFlags, node);
  }

  if ((relation.flags & Relation.firstImpliesThenInGraph) !== 0 && first.runnable && (firstFlags & optional) === 0) {
    then.alwaysInGraph = true;
  }
  if ((relation.flags & Relation.thenImpliesFirstInGraph) !== 0 && (thenFlags & optional) === 0) {
    first.alwaysInGraph = true;
  }
  if ((relation.flags & BINDING) !== 0 && isBlockedStop(first) && then.runnable) {
    changed |= clear(then, runnable, Changed.second);
  }
  return changed;
}

const OF_MIGRATION = Relation.unmigratableThenBlocks | Relation.firstElseThen;
const RARE = Relation.promotedThenImpliesFirst | Relation.minRunnable | Relation.nestedRemoteProbe;

function applyRare(first: Action, then: Action, firstFlags: number, relation: Related, node: Node | undefined): number {
  let changed: number = Changed.none;
  const { resource } = then;
  if ((relation.flags & Relation.promotedThenImpliesFirst) !== 0) {
    const flags = firstFlags & optional;
    changed |= ask(resource, first, then, Relation.promotedThenImpliesFirst, optional, flags, node);
  }
  if ((relation.flags & Relation.minRunnable) !== 0) {
    if (resource) changed |= ask(resource, first, then, Relation.minRunnable, runnable, firstFlags, node);
    else if ((firstFlags & runnable) !== 0) changed |= countRunnable(then);
  }
  if ((relation.flags & Relation.nestedRemoteProbe) !== 0 && resource) {
    const isLost = (firstFlags & runnable) === 0 && first.resource && first.resource.activeNodes.length > 0;
    if (isLost) relation.flags = Relation.none;
    else changed |= ask(resource, first, then, Relation.unrunnableFirstBlocks, runnable, firstFlags, node);
  }
  return changed;
}

const BINDING = Relation.firstImpliesThen | Relation.thenImpliesFirst | Relation.intermediateStop;

/** A stop of a resource that failed and that nobody manages. */
const isBlockedStop = ({ resource, task, runnable: canRun }: Action): boolean =>
  resource !== undefined && !resource.managed && resource.blocked && !canRun && task === 'stop';

function clear(action: Action, flag: number, changed: number): number {
  action.clear(flag);
  return changed;
}

function countRunnable(then: Action): number {
  then.runnableBefore++;
  if (then.runnableBefore < then.requiredRunnableBefore || then.runnable) return Changed.none;
  then.runnable = true;
  return Changed.second;
}
