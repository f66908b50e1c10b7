import { INFINITY_SCORE } from '../../../cib/number/score.js';
import { kindOf } from '../kinds/kinds.js';
import { prefer } from '../model/candidates.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { compareCapacities, hasRoom, needsOf } from './capacity.js';
import { affects } from './colocation/affects.js';
import { colocationsOf, colocationsWithThis } from './colocation/lists.js';
import { candidatesInPeerOrder, isAvailable } from './nodes.js';

/**
 * Forbid a resource nodes that lack the room for it and all that must be with it; if no node has
 * that, those that lack the room for it alone.
 * @returns if no node has room for all, the one with the most
 */
export function forbidFullNodes(resource: Resource): Node | undefined {
  if (resource.cluster.options.placementStrategy === 'default') return undefined;
  const together = new Set<Resource>();
  const { place } = kindOf(resource);
  place.collectTogether(resource, resource, together);
  together.add(resource);
  const needs = new Map<string, number>();
  for (const each of together) kindOf(each).place.addUtilization(each, resource, together, needs);

  const available = [...resource.candidates.values()].filter(isAvailable);
  const any = available.some(({ node }) => hasRoom(node, needs));
  const roomiest = any ? undefined : roomiestOf(resource);
  const needed = any ? needs : needsOf(resource);
  for (const { node } of available) {
    if (!hasRoom(node, needed)) prefer(resource, node, -INFINITY_SCORE, { source: 'utilization' });
  }
  return roomiest;
}

/** The node with the most room; of equals, the one that the peer comes across first. */
function roomiestOf({ cluster, candidates }: Resource): Node | undefined {
  let roomiest: Node | undefined;
  for (const candidate of candidatesInPeerOrder(cluster, candidates)) {
    const { node } = candidate;
    if (isAvailable(candidate) && (!roomiest || compareCapacities(node, roomiest) < 0)) roomiest = node;
  }
  return roomiest;
}

/** The resource and all that mandatory colocations tie to it, or it to. */
export function collectTogether(resource: Resource, origin: Resource, found: Set<Resource>): void {
  if (found.has(resource)) return;
  found.add(resource);
  for (const colocation of colocationsOf(resource)) {
    const { primary, score } = colocation;
    if (primary === origin || score !== INFINITY_SCORE) continue;
    if (affects(resource, primary, colocation, true) === 'location') {
      kindOf(primary).place.collectTogether(primary, origin, found);
    }
  }
  for (const colocation of colocationsWithThis(resource)) {
    const { dependent, score } = colocation;
    if (dependent === origin || score !== INFINITY_SCORE) continue;
    // One that depends on a clone may be with any instance
    if (resource.kind === 'clone' && dependent.kind !== 'clone') continue;
    if (affects(dependent, resource, colocation, true) === 'location') {
      kindOf(dependent).place.collectTogether(dependent, origin, found);
    }
  }
}
