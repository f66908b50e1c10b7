import { INFINITY_SCORE } from '../../../cib/number/score.js';
import { kindOf } from '../kinds/kinds.js';
import { note } from '../log.js';
import { candidatesWith, prefer } from '../model/candidates.js';
import type { Node } from '../model/node.js';
import { isGuest } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { Role } from '../model/role.js';

/** Note that a resource is active on a node, and with it all that it is part of. */
export function addRunning(resource: Resource, node: Node, failed: boolean): void {
  if (resource.activeNodes.includes(node)) return;
  resource.activeNodes.push(node);
  if (resource.kind === 'primitive') {
    node.running.push(resource);
    if (!failed) addPriority(resource, node);
    if (node.maintenance) {
      resource.managed = false;
      resource.maintenance = true;
    }
  }
  if (!resource.managed) {
    note(resource.cluster, 'info', 'native_add_running', `resource ${resource.id} isn't managed`);
    prefer(resource, node, INFINITY_SCORE, { source: 'unmanaged' });
    for (let up = resource.parent; up; up = up.parent) up.activeNodes.push(node);
    return;
  }
  if (isMultiplyActive(resource)) applyMultipleActive(resource);
  if (resource.parent) addRunning(resource.parent, node, false);
}

/** What runs on a node makes it more important, by priority-fencing-delay. A guest lends its weight to its host. */
function addPriority({ priority, role }: Resource, node: Node): void {
  if (priority === 0) return;
  const weight = role === Role.promoted ? priority + 1 : priority;
  node.priority += weight;
  if (isGuest(node)) for (const host of node.remote.launcher.activeNodes) host.priority += weight;
}

function isMultiplyActive(resource: Resource): boolean {
  if (resource.kind !== 'primitive' || resource.activeNodes.length < 2) return false;
  const { all, clean } = kindOf(resource).status.activeNode(resource);
  const needsFencing = resource.requires === 'fencing' || resource.requires === 'unfencing';
  return (needsFencing ? all : clean) > 1;
}

function applyMultipleActive(resource: Resource): void {
  if (resource.multipleActive === 'stop_only') {
    resource.candidates = candidatesWith(resource.cluster.nodes, -INFINITY_SCORE);
    resource.cluster.ledger?.forbidEverywhere(resource, { source: 'multiple' });
  } else if (resource.multipleActive === 'block') {
    block(resource);
    const { parent } = resource;
    if ((parent?.kind === 'group' || parent?.kind === 'bundle') && parent.multipleActive === 'block') {
      for (const child of parent.children) block(child);
    }
  }
}

/** Leave a resource as it is, since nothing is known to help. */
export function block(resource: Resource): void {
  resource.managed = false;
  resource.blocked = true;
}
