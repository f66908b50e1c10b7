import type { Action } from '../model/action.js';
import type { Candidate, Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { Role } from '../model/role.js';
import { consume, release } from './capacity.js';
import { isUp } from './nodes.js';
import { recordUse } from './scores.js';

/**
 * Assign a resource, or all primitives in it, to a node.
 * @param force even if the node is not available
 * @param stopIfFail without a node it is to be stopped; otherwise nothing but the assignment changes
 * @returns whether that is a change
 */
export function assign(
  resource: Resource,
  chosen: Candidate | undefined,
  force: boolean,
  stopIfFail: boolean,
): boolean {
  if (resource.children.length > 0) {
    let changed = false;
    for (const child of resource.children) if (assign(child, chosen, force, stopIfFail)) changed = true;
    return changed;
  }
  const candidate = force || (chosen && isUsable(chosen)) ? chosen : undefined;
  if (chosen && !candidate && stopIfFail) resource.nextRole = Role.stopped;
  const changed = resource.assigned !== candidate?.node;
  unassign(resource);
  resource.unassigned = false;
  if (!candidate) {
    if (stopIfFail) stop(resource);
    return changed;
  }
  const { node } = candidate;
  resource.assigned = node;
  resource.assignedScore = candidate.score;
  node.assigned.push(resource);
  candidate.count++;
  if (resource.utilization.size > 0) consume(node.utilization, resource);
  recordUse(resource, node);
  return changed;
}

/** Guests will be there once their containers are. */
const isUsable = (candidate: Candidate): boolean =>
  candidate.score >= 0 && (isUp(candidate.node) || candidate.node.kind === 'guest');

function stop(resource: Resource): void {
  resource.nextRole = Role.stopped;
  for (const action of resource.actions) {
    if (action.task === 'stop') action.optional = false;
    else if (action.task === 'start' || isForActive(action)) action.runnable = false;
  }
}

/** Recurring, other than one that expects the resource to be stopped. */
function isForActive({ intervalMs, meta }: Action): boolean {
  return intervalMs > 0 && meta.get('op_target_rc') !== '7';
}

/** Take a resource, or all primitives in it, off their nodes, to be assigned anew. */
export function unassign(resource: Resource): void {
  resource.unassigned = true;
  for (const child of resource.children) unassign(child);
  const { assigned: node } = resource;
  if (!node || resource.children.length > 0) return;
  resource.assigned = undefined;
  const position = node.assigned.lastIndexOf(resource);
  if (position >= 0) node.assigned.splice(position, 1);
  if (resource.utilization.size > 0) release(node.utilization, resource);
}

/** A node as the candidate of a resource that stays where it is whatever that is worth. */
export const asCandidate = (node: Node): Candidate => ({ node, score: node.score, count: 0, probe: node.probe });
