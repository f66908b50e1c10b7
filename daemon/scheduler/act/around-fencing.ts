import { note } from '../log.js';
import { type Action, Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { bundleOf, isAnonymousClone, isGuest, topResource } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { relate } from '../order/relate.js';
import { findActions, latestAction } from './find.js';
import { notifyAfterFencing } from './notify/create.js';

/** Order the fencing of a node with starts, and with stops and demotes that it implies. */
export function orderAroundFencing(fencing: Action, cluster: Cluster): void {
  for (const resource of cluster.resources) orderAround(resource, fencing);
}

function orderAround(resource: Resource, fencing: Action): void {
  if (resource.children.length > 0) {
    for (const child of resource.children) orderAround(child, fencing);
    return;
  }
  if (!resource.managed || !fencing.node) return;
  orderStarts(resource, fencing, fencing.node);
  const { requires } = resource;
  // Fencing of a guest is but the stop of its container, which all that is inside waits for
  const waits = requires === 'fencing' || requires === 'unfencing' || isGuest(fencing.node);
  implyStops(resource, fencing, fencing.node, waits);
  implyDemotes(resource, fencing, fencing.node, waits);
}

function orderStarts(resource: Resource, fencing: Action, target: Node): void {
  const { actions, candidates } = resource;
  for (let i = actions.length - 1; i >= 0; i--) {
    const action = actions[i] as Action;
    if (action.needs === 'fencing') relate(fencing, action, Relation.ordered);
    else if (action.needs === 'quorum' && action.task === 'start' && candidates.has(target)) {
      // It may be active there for all that is known
      if (!isKnownOn(resource, target)) relate(fencing, action, Relation.ordered | Relation.unrunnableFirstBlocks);
    }
  }
}

const isKnownOn = ({ probed, kind, parent }: Resource, node: Node): boolean =>
  probed.has(node) || (kind === 'primitive' && isAnonymousClone(parent) && parent.probed.has(node));

function implyStops(resource: Resource, fencing: Action, target: Node, waits: boolean): void {
  const stops = findActions(resource, 'stop', target);
  if (stops.length === 0) return;
  const whole = waits ? latestAction(topResource(resource), 'stop') : undefined;
  for (const stop of stops) {
    stop.pseudo = true;
    stop.runnable = true;
    if (waits) {
      // In a bundle the stop of the whole sees to that; this one would close a loop
      if (!bundleOf(resource)) relate(fencing, stop, Relation.guestAllowed);
      relate(fencing, whole, Relation.guestAllowed);
    }
    logImplied(resource, stop, target, waits ? 'after' : 'because');
    if (resource.notify) notifyAfterFencing(stop, resource, fencing);
  }
}

function logImplied({ failed, id, cluster }: Resource, stop: Action, target: Node, when: string): void {
  const what = failed ? `Stop of failed resource ${id}` : stop.key;
  const text = `${what} is implicit ${when} ${target.name} is fenced`;
  note(cluster, failed ? 'notice' : 'info', 'order_stop_vs_fencing', text);
}

function implyDemotes(resource: Resource, fencing: Action, target: Node, waits: boolean): void {
  const { failed, id, cluster } = resource;
  for (const demote of findActions(resource, 'demote', target)) {
    if (demote.node?.online && !demote.node.unclean && !failed) continue;
    const what = failed ? `Demote of failed resource ${id}` : demote.key;
    note(cluster, 'info', 'order_stop_vs_fencing', `${what} is implicit after ${target.name} is fenced`);
    demote.pseudo = true;
    demote.runnable = true;
    if (waits && !bundleOf(resource)) relate(fencing, demote, Relation.guestAllowed | Relation.ordered);
  }
}
