import { latestAction } from '../../act/find.js';
import { type Action, ActionFlag, Relation } from '../../model/action.js';
import { topResource } from '../../model/relations.js';
import type { Group, Resource } from '../../model/resource.js';
import { orderActions, orderStarts, orderStops } from '../../order/new.js';
import { updateOrdered } from '../../order/ordered.js';
import { kindOf } from '../kinds.js';
import type { OrderKind } from '../order.js';
import { taskOfPart } from '../tasks.js';

const { optional, runnable, pseudo } = ActionFlag;
const UP = Relation.firstImpliesThen | Relation.unrunnableFirstBlocks;
const UP_IN_GRAPH = UP | Relation.thenImpliesFirstInGraph;
const DONE_UP = UP | Relation.firstImpliesThenInGraph;

export const order: OrderKind<Group> = {
  orderParts(group) {
    orderActions(group, 'stop', group, 'stopped', Relation.unrunnableFirstBlocks);
    orderActions(group, 'stopped', group, 'start', Relation.ordered);
    orderActions(group, 'start', group, 'running', Relation.unrunnableFirstBlocks);
    const { promotable } = topResource(group);
    let previous: Resource | undefined;
    let lastActive: Resource | undefined;
    for (const member of group.children) {
      kindOf(member).order.orderParts(member);
      orderWithGroup(group, member, previous === undefined, promotable);
      if (!group.ordered) orderUnordered(group, member, promotable);
      else if (previous) orderNeighbours(previous, member, promotable);
      if (member.activeNodes.length > 0) {
        const isGap = group.ordered && previous !== undefined && previous.activeNodes.length === 0;
        if (isGap && lastActive) orderStops(member, lastActive, Relation.ordered);
        lastActive = member;
      }
      previous = member;
    }
  },

  flagsOf(action, node) {
    let flags = optional | runnable | pseudo;
    const group = action.resource as Group;
    for (const member of group.children) {
      const task = taskOfPart(member, action.task);
      const own = latestAction(member, task, node);
      if (!own) {
        // It is done only if all members do it; but those that are down need not go down
        if (task !== 'stop' && task !== 'demote') flags &= ~runnable;
        continue;
      }
      const memberFlags = kindOf(member).order.flagsOf(own, node);
      if ((memberFlags & optional) === 0) {
        flags &= ~optional;
        action.clear(optional);
      }
      if (task !== action.task && (flags & runnable) !== 0 && (memberFlags & runnable) === 0) {
        flags &= ~runnable;
        action.clear(runnable);
      }
    }
    return flags;
  },

  update(first, then, update) {
    let changed = updateOrdered(first, then, update);
    for (const member of (then.resource as Group).children) {
      const own: Action | undefined = latestAction(member, then.task, update.node);
      if (own) changed |= kindOf(member).order.update(first, own, update);
    }
    return changed;
  },
};

/** Each member comes after the beginning and before the end of what the group does. */
function orderWithGroup(group: Group, member: Resource, isFirst: boolean, promotable: boolean): void {
  const lead = isFirst && group.ordered;
  const down = Relation.thenImpliesFirstInGraph | (lead ? Relation.ordered : 0);
  const doneDown = lead ? Relation.firstImpliesThen : Relation.firstImpliesThenInGraph;
  if (promotable) {
    orderActions(group, 'demote', member, 'demote', down);
    orderActions(member, 'demote', group, 'demoted', doneDown);
    orderActions(member, 'promote', group, 'promoted', DONE_UP);
    orderActions(group, 'promote', member, 'promote', Relation.thenImpliesFirstInGraph);
  }
  orderStops(group, member, down);
  orderActions(member, 'stop', group, 'stopped', doneDown);
  orderStarts(group, member, Relation.thenImpliesFirstInGraph);
  orderActions(member, 'start', group, 'running', DONE_UP);
}

function orderUnordered(group: Group, member: Resource, promotable: boolean): void {
  orderStarts(group, member, UP_IN_GRAPH);
  if (promotable) orderActions(group, 'promote', member, 'promote', UP_IN_GRAPH);
}

function orderNeighbours(previous: Resource, member: Resource, promotable: boolean): void {
  orderStarts(previous, member, UP);
  orderStops(member, previous, Relation.ordered | Relation.intermediateStop);
  // A member was put before one that is active and not managed: there is no restart to order them
  if (member.activeNodes.length > 0 && previous.activeNodes.length === 0) {
    orderActions(member, 'stop', previous, 'start', Relation.thenImpliesFirst | Relation.unrunnableFirstBlocks);
  }
  if (!promotable) return;
  orderActions(previous, 'promote', member, 'promote', UP);
  orderActions(member, 'demote', previous, 'demote', Relation.ordered);
}
