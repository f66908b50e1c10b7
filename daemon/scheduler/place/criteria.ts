import { INFINITY_SCORE } from '../../../cib/number/score.js';
import { findActionsOn } from '../act/find.js';
import { kindOf } from '../kinds/kinds.js';
import { prefer } from '../model/candidates.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { topResource } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { failureIndex } from '../unpack/failcounts.js';
import { hasReachedThreshold } from './failures.js';

/** Score nodes by all that bears on single resources: locks, locations, stickiness, failures, probe modes. */
export function applyNodeCriteria(cluster: Cluster): void {
  if (cluster.options.shutdownLock) {
    for (const resource of cluster.resources) kindOf(resource).place.lockToNode(resource);
  }
  for (const location of cluster.locations) kindOf(location.resource).place.applyLocation(location.resource, location);
  for (const resource of cluster.resources) stick(resource);
  const exclusive = cluster.resources.filter(mayBeExclusive);
  for (const node of cluster.nodes) {
    if (failureIndex(cluster, node).exact.size > 0) {
      for (const resource of cluster.resources) banAfterFailures(resource, node);
    }
    for (const resource of exclusive) keepToExclusive(resource, node);
  }
}

/** What is active on one node would rather stay there. */
function stick(resource: Resource): void {
  if (resource.children.length > 0) {
    for (const child of resource.children) stick(child);
    return;
  }
  const { activeNodes, stickiness, managed, cluster, candidates } = resource;
  const [node] = activeNodes;
  if (!managed || stickiness < 1 || !node || activeNodes.length > 1) return;
  // In an asymmetric cluster a node that was never allowed does not come in by the back door
  if (cluster.options.symmetric || candidates.has(node)) prefer(resource, node, stickiness, { source: 'stickiness' });
}

function banAfterFailures(resource: Resource, node: Node): void {
  if (resource.children.length > 0) {
    for (const child of resource.children) banAfterFailures(child, node);
    return;
  }
  // Failures that are about to be forgotten do not count
  if (findActionsOn(resource, 'clear_failcount', node).length > 0) return;
  const banned = hasReachedThreshold(resource, node);
  if (banned) prefer(banned, node, -INFINITY_SCORE, { source: 'failure' });
}

const mayBeExclusive = (resource: Resource): boolean =>
  resource.exclusiveProbes || resource.children.some(mayBeExclusive);

/** With resource-discovery=exclusive somewhere, a resource runs only where that was said. */
function keepToExclusive(resource: Resource, node: Node): void {
  if (!resource.exclusiveProbes && !topResource(resource).exclusiveProbes) return;
  for (const child of resource.children) keepToExclusive(child, node);
  const candidate = resource.candidates.get(node);
  if (!candidate || candidate.probe === 'exclusive') return;
  candidate.score = -INFINITY_SCORE;
  resource.cluster.ledger?.add(resource, node, -INFINITY_SCORE, { source: 'discovery' });
}
