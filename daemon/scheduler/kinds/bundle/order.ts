import { Relation } from '../../model/action.js';
import type { Bundle, Replica, Resource } from '../../model/resource.js';
import { flagsOfInstances, updateInstances } from '../../order/instances.js';
import { orderActions, orderStarts, orderStops } from '../../order/new.js';
import { orderRestart } from '../../order/promotable.js';
import { instancesOf } from '../../place/compatible.js';
import { kindOf } from '../kinds.js';
import type { OrderKind } from '../order.js';

const { thenImpliesFirstInGraph, firstImpliesThenInGraph, unrunnableFirstBlocks, guestAllowed } = Relation;

export const order: OrderKind<Bundle> = {
  orderParts(bundle) {
    for (const replica of bundle.replicas) orderReplica(bundle, replica);
    const { child } = bundle;
    if (!child) return;
    orderStarts(bundle, child, thenImpliesFirstInGraph);
    orderActions(child, 'running', bundle, 'running', firstImpliesThenInGraph);
    orderStops(bundle, child, thenImpliesFirstInGraph);
    orderActions(child, 'stopped', bundle, 'stopped', firstImpliesThenInGraph);
    kindOf(child).order.orderParts(child);
    if (!child.promotable) return;
    orderRestart(bundle);
    orderActions(bundle, 'demote', child, 'demote', thenImpliesFirstInGraph);
    orderActions(child, 'demoted', bundle, 'demoted', firstImpliesThenInGraph);
    orderActions(bundle, 'promote', child, 'promote', thenImpliesFirstInGraph);
    orderActions(child, 'promoted', bundle, 'promoted', firstImpliesThenInGraph);
  },

  flagsOf(action, node) {
    const bundle = action.resource as Bundle;
    // Roles are a matter of what is in the containers
    const isInside = bundle.child && !OF_CONTAINERS.has(action.task);
    return flagsOfInstances(action, isInside ? (bundle.child as Resource).children : instancesOf(bundle), node);
  },

  update: updateInstances,
};

const OF_CONTAINERS = new Set(['stop', 'stopped', 'start', 'running', 'monitor', 'do_shutdown', 'stonith']);

function orderReplica(bundle: Bundle, { container, child, ip, remote }: Replica): void {
  kindOf(container).order.orderParts(container);
  orderStarts(bundle, container, unrunnableFirstBlocks | thenImpliesFirstInGraph);
  if (child) orderStops(bundle, child, thenImpliesFirstInGraph);
  orderStops(bundle, container, thenImpliesFirstInGraph);
  orderActions(container, 'start', bundle, 'running', firstImpliesThenInGraph);
  orderActions(container, 'stop', bundle, 'stopped', firstImpliesThenInGraph);
  if (ip) {
    kindOf(ip).order.orderParts(ip);
    orderStarts(ip, container, unrunnableFirstBlocks | guestAllowed);
    orderStops(container, ip, Relation.thenImpliesFirst | guestAllowed);
  }
  if (remote) kindOf(remote).order.orderParts(remote);
}
