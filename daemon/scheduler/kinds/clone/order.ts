import { type Action, Relation } from '../../model/action.js';
import type { Clone } from '../../model/resource.js';
import { flagsOfInstances, updateInstances } from '../../order/instances.js';
import { orderActions, orderStarts, orderStops } from '../../order/new.js';
import { orderRestart } from '../../order/promotable.js';
import { compareNumbers } from '../../place/compare-instances.js';
import { sortAsList } from '../../place/sort.js';
import { kindOf } from '../kinds.js';
import type { OrderKind } from '../order.js';

export const order: OrderKind<Clone> = {
  orderParts(clone) {
    orderActions(clone, 'stopped', clone, 'start', Relation.ordered);
    orderActions(clone, 'start', clone, 'running', Relation.unrunnableFirstBlocks);
    orderActions(clone, 'stop', clone, 'stopped', Relation.unrunnableFirstBlocks);
    if (clone.promotable) {
      orderActions(clone, 'demoted', clone, 'stop', Relation.ordered);
      orderActions(clone, 'running', clone, 'promote', Relation.unrunnableFirstBlocks);
    }
    if (clone.ordered) sortAsList(clone.children, compareNumbers);
    clone.children.forEach((instance, i) => {
      kindOf(instance).order.orderParts(instance);
      orderStarts(clone, instance, Relation.unrunnableFirstBlocks | Relation.thenImpliesFirstInGraph);
      orderActions(instance, 'start', clone, 'running', Relation.firstImpliesThenInGraph);
      orderStops(clone, instance, Relation.thenImpliesFirstInGraph);
      orderActions(instance, 'stop', clone, 'stopped', Relation.firstImpliesThenInGraph);
      if (!clone.ordered) return;
      // Any of them may be the only ones that start or stop
      for (const later of clone.children.slice(i + 1)) {
        orderStarts(instance, later, Relation.ordered);
        orderStops(later, instance, Relation.ordered);
      }
    });
    if (clone.promotable) orderPromotion(clone);
  },

  flagsOf: (action, node) => flagsOfInstances(action, childrenOf(action), node),
  update: updateInstances,
};

const childrenOf = ({ resource }: Action) => resource?.children ?? [];

function orderPromotion(clone: Clone): void {
  orderRestart(clone);
  clone.children.forEach((instance, i) => {
    const previous = clone.ordered ? clone.children[i - 1] : undefined;
    orderActions(instance, 'demote', instance, 'promote', Relation.ordered);
    orderActions(clone, 'promote', instance, 'promote', Relation.ordered);
    orderActions(instance, 'promote', clone, 'promoted', Relation.ordered);
    if (previous) orderActions(previous, 'promote', instance, 'promote', Relation.ordered);
    orderActions(clone, 'demote', instance, 'demote', Relation.thenImpliesFirstInGraph);
    orderActions(instance, 'demote', clone, 'demoted', Relation.firstImpliesThenInGraph);
    if (previous) orderActions(instance, 'demote', previous, 'demote', Relation.ordered);
  });
}
