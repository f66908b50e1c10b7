import { clearBecauseOf } from '../act/reason.js';
import { kindOf } from '../kinds/kinds.js';
import { Changed, type Update } from '../kinds/order.js';
import { type Action, ActionFlag, Relation } from '../model/action.js';
import { Role } from '../model/role.js';
import { updateAction } from './update.js';

const { optional, runnable, migratable, pseudo } = ActionFlag;

/**
 * Let one kind of relation have its effect on two actions as such, whatever their resources consist of.
 * @returns a set of `Changed`
 */
export function updateOrdered(first: Action, then: Action, update: Update): number {
  const thenFlags = then.flags;
  const firstFlags = first.flags;
  apply(first, then, update, thenFlags);
  let changed: number = Changed.none;
  if (then.flags !== thenFlags) {
    changed |= Changed.second;
    // Members of a cloned group: what they wait for must see it at once
    if (then.resource?.parent) updateAction(then);
  }
  if (first.flags !== firstFlags) changed |= Changed.first;
  return changed;
}

/** Whether an update has no effect on any actions, by what holds of the first: so it is with most. */
export function isIdle(type: number, flags: number): boolean {
  if (type === Relation.firstImpliesThen) return (flags & optional) !== 0;
  if (type === Relation.unrunnableFirstBlocks) return (flags & runnable) !== 0;
  return type === Relation.ordered;
}

function apply(first: Action, then: Action, { flags, filter, type }: Update, thenFlags: number): void {
  switch (type) {
    case Relation.asymmetric:
      blockAfterUnrunnable(first, then);
      break;
    case Relation.thenImpliesFirst:
      if ((thenFlags & optional) === 0) requireFirst(first, then, flags, filter);
      break;
    case Relation.promotedThenImpliesFirst:
      if (then.resource?.role === Role.promoted && (filter & optional) !== 0 && !then.optional) {
        clearBecauseOf(first, optional, then);
        if (first.migratable && !then.migratable) clearBecauseOf(first, migratable, then);
      }
      break;
    case Relation.unmigratableThenBlocks:
      if ((filter & optional) === 0) break;
      if (!then.migratable || !then.runnable) clearBecauseOf(first, runnable, then);
      if (!then.optional) clearBecauseOf(first, optional, then);
      break;
    case Relation.firstElseThen:
      if ((filter & optional) === 0 || first.runnable) break;
      clearBecauseOf(then, migratable, first);
      then.clear(pseudo);
      break;
    case Relation.unrunnableFirstBlocks:
      if ((filter & runnable) === 0 || !then.runnable || (flags & runnable) !== 0) break;
      clearBecauseOf(then, runnable, first);
      clearBecauseOf(then, migratable, first);
      break;
    case Relation.firstImpliesThen:
      if ((filter & optional) === 0 || !then.optional || (flags & optional) !== 0 || first.migratable) break;
      clearBecauseOf(then, optional, first);
      break;
    case Relation.intermediateStop:
      restart(first, then, filter);
  }
}

function requireFirst(first: Action, then: Action, flags: number, filter: number): void {
  if ((filter & optional) !== 0 && (flags & optional) === 0 && first.optional) {
    clearBecauseOf(first, optional, then);
  }
  if ((flags & migratable) !== 0 && !then.migratable) clearBecauseOf(first, migratable, then);
}

/** What comes after something that cannot be done cannot be done either, unless it is done already. */
function blockAfterUnrunnable(first: Action, then: Action): void {
  const { resource, node, task } = then;
  if (!resource || first.runnable) return;
  if (then.optional) {
    const role = kindOf(resource).status.role(resource);
    if (role === Role.stopped && task === 'stop') return;
    const isOnlyHere = resource.activeNodes.length === 1 && resource.activeNodes[0] === node;
    if (role >= Role.started && task === 'start' && isOnlyHere) return;
  }
  clearBecauseOf(then, optional, first);
  clearBecauseOf(then, runnable, first);
}

/** If then is required, or is a start of the same resource that cannot be, first is to be done. */
function restart(first: Action, then: Action, filter: number): void {
  const isRestart = (filter & optional) !== 0 && !then.optional;
  const isStop =
    (filter & runnable) !== 0 && !then.runnable && then.resource?.managed === true && first.resource === then.resource;
  if (!isRestart && !isStop) return;
  if (first.runnable) clearBecauseOf(first, optional, then);
  if (!then.optional) clearBecauseOf(first, optional, then);
  if (!then.migratable) clearBecauseOf(first, migratable, then);
  if (!first.optional && !first.runnable) clearBecauseOf(then, runnable, first);
}
