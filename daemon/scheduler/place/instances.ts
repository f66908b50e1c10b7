import { INFINITY_SCORE } from '../../../cib/number/score.js';
import { kindOf } from '../kinds/kinds.js';
import { note } from '../log.js';
import type { Candidates } from '../model/candidates.js';
import { forbidEverywhere } from '../model/candidates.js';
import type { Cause } from '../model/ledger.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { unassign } from './assign.js';
import { candidateAbove, isUp } from './nodes.js';

/** How many instances there may be, in all and on one node. */
export interface Limits {
  readonly total: number;
  readonly perNode: number;
}

/** Assign the instances of a clone, or the containers of a bundle, in their order; first, where they are. */
export function assignInstances(collective: Resource, instances: readonly Resource[], limits: Limits): void {
  let available = 0;
  collective.candidates.nodes.forEach((node, i) => {
    collective.candidates.setCount(i, 0);
    if (isUp(node)) available++;
  });
  const optimal = Math.max(1, available > 0 ? Math.trunc(limits.total / available) : 0);

  let assigned = 0;
  for (const instance of instances) {
    if (assigned >= limits.total) break;
    const node = instance.unassigned ? nodeToStayOn(instance, optimal) : undefined;
    if (node && stayOn(instance, node, limits.perNode, limits.total - assigned)) assigned++;
  }
  for (const instance of instances) {
    if (!instance.unassigned) continue;
    noteForbiddenNode(instance);
    if (assigned >= limits.total) forbidEverywhere(instance, { source: 'limit', id: 'total' });
    else if (assignInstance(instance, undefined, limits.perNode)) assigned++;
  }
}

/** The node that a healthy instance is active on, unless that has its share of instances. */
function nodeToStayOn(instance: Resource, optimal: number): Node | undefined {
  if (instance.activeNodes.length === 0 || instance.failed) return undefined;
  const { node } = kindOf(instance).status.activeNode(instance);
  if (!node || node.score < 0 || !isUp(node)) return undefined;
  const above = candidateAbove(instance, node);
  return above && above.count >= optimal ? undefined : node;
}

/**
 * Try to assign an instance to the node that it is active on. When another node wins, one instance is
 * set aside for that node, as others may go there, and it is tried again.
 * @param available how many instances may still be assigned
 */
function stayOn(instance: Resource, node: Node, perNode: number, available: number): boolean {
  const { parent } = instance;
  const here = instance.candidates.get(node);
  if (!parent || !here || here.score < 0 || !isUp(node)) return false;
  const saved = saveCandidates(instance);
  const { ledger } = instance.cluster;
  const position = ledger?.position ?? 0;
  const counts = parent.candidates;
  parent.candidates = counts.copy();
  let chosen: Node | undefined;
  for (let reserved = 0; reserved < available; reserved++) {
    chosen = assignInstance(instance, node, perNode);
    if (chosen === node) break;
    restoreCandidates(instance, saved);
    ledger?.rewind(position, new Set(saved.keys()));
    if (!chosen) {
      instance.unassigned = true;
      break;
    }
    unassign(instance);
    chosen = undefined;
  }
  parent.candidates = counts;
  if (chosen) countInstance(instance, chosen);
  return chosen !== undefined;
}

/** An early assignment (with a node to stay on) can be taken back. */
function assignInstance(instance: Resource, stay: Node | undefined, perNode: number): Node | undefined {
  if (instance.assigning) return undefined;
  forbidFull(instance, perNode);
  const chosen = kindOf(instance).place.assign(instance, stay, stay === undefined);
  if (chosen) countInstance(instance, chosen);
  return chosen;
}

function countInstance(instance: Resource, node: Node): void {
  const above = candidateAbove(instance, node);
  if (above) above.count++;
}

/** Forbid an instance the nodes that cannot take it. */
function forbidFull(instance: Resource, perNode: number): void {
  const { candidates, children, cluster } = instance;
  const { nodes, scores } = candidates;
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as Node;
    if (canTake(instance, node, perNode)) continue;
    if (cluster.ledger) {
      const cause: Cause = { source: 'limit', id: limitOf(instance, node) };
      cluster.ledger.addWithin(instance, node, -INFINITY_SCORE, cause);
    }
    scores[i] = -INFINITY_SCORE;
    for (const child of children) {
      const place = child.candidates.placeOf(node);
      if (place !== undefined) child.candidates.scores[place] = -INFINITY_SCORE;
    }
  }
}

function canTake(instance: Resource, node: Node, perNode: number): boolean {
  if (instance.removed || !isUp(node)) return false;
  const { candidates } = instance.parent ?? instance;
  const place = candidates.placeOf(node);
  if (place !== undefined) return (candidates.scores[place] as number) >= 0 && candidates.countAt(place) < perNode;
  note(instance.cluster, 'warning', 'can_run_instance', `${instance.id} cannot run on ${node.name}: node not allowed`);
  return false;
}

/** What keeps a node from taking an instance. */
function limitOf(instance: Resource, node: Node): string {
  if (instance.removed || !isUp(node)) return 'node';
  const above = candidateAbove(instance, node);
  return above && above.score >= 0 ? 'per node' : 'collective';
}

function noteForbiddenNode(instance: Resource): void {
  if (instance.activeNodes.length === 0) return;
  const { node } = kindOf(instance).status.activeNode(instance);
  if (!node || candidateAbove(instance, node)) return;
  const what = instance.managed ? instance.id : `Unmanaged resource ${instance.id}`;
  const text = `${what} is running on ${node.name} which is no longer allowed`;
  note(instance.cluster, 'notice', 'pcmk__assign_instances', text);
}

type Saved = Map<Resource, Candidates>;

function saveCandidates(resource: Resource, saved: Saved = new Map()): Saved {
  saved.set(resource, resource.candidates.copy());
  for (const child of resource.children) saveCandidates(child, saved);
  return saved;
}

function restoreCandidates(resource: Resource, saved: Saved): void {
  const candidates = saved.get(resource);
  if (candidates) resource.candidates = candidates.copy();
  for (const child of resource.children) restoreCandidates(child, saved);
}
