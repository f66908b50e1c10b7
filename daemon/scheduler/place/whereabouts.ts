import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';

/** The node that a resource, with all inside it, is assigned to; undefined if it is none, or several. */
export function assignedNode(resource: Resource): Node | undefined {
  if (resource.children.length === 0) return resource.assigned;
  const nodes = assignedNodes(resource);
  return nodes.length === 1 ? nodes[0] : undefined;
}

/** Nodes that a resource and all inside it are assigned to. */
export function assignedNodes(resource: Resource): Node[] {
  const found: Node[] = [];
  addAssigned(resource, found);
  return found;
}

function addAssigned(resource: Resource, found: Node[]): void {
  for (const child of resource.children) addAssigned(child, found);
  const { assigned } = resource;
  if (resource.children.length === 0 && assigned && !found.includes(assigned)) found.push(assigned);
}

/** The node that a resource, with all inside it, is active on; undefined if it is none, or several. */
export function currentNode(resource: Resource): Node | undefined {
  const found: Node[] = [];
  addCurrent(resource, found);
  return found.length === 1 ? found[0] : undefined;
}

function addCurrent(resource: Resource, found: Node[]): void {
  for (const child of resource.children) addCurrent(child, found);
  if (resource.children.length > 0) return;
  for (const node of resource.activeNodes) if (!found.includes(node)) found.push(node);
}

/** Score that the node had when it was chosen, of the first part of a resource that has one. */
export function assignedScore(resource: Resource): number {
  for (const child of resource.children) {
    const score = child.children.length > 0 || child.assigned ? assignedScore(child) : undefined;
    if (score !== undefined) return score;
  }
  return resource.assignedScore;
}
