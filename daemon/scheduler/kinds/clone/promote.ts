import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { configError, note } from '../../log.js';
import { addScores, forbidEverywhere } from '../../model/candidates.js';
import type { Location } from '../../model/constraint.js';
import type { Candidate, Node } from '../../model/node.js';
import { topResource } from '../../model/relations.js';
import type { Clone, Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import { colocationsOf, colocationsWithThis, countsFor } from '../../place/colocation/lists.js';
import { addTo } from '../../place/colocation/spread.js';
import { byInstance } from '../../place/compare-instances.js';
import { hasHost, isUp } from '../../place/nodes.js';
import { recordPromotion } from '../../place/scores.js';
import { sortAsList } from '../../place/sort.js';
import { assignedNode, assignedNodes } from '../../place/whereabouts.js';
import { kindOf } from '../kinds.js';
import { promotionScores } from './promotion-score.js';

/** Prefer nodes where instances would be promoted. */
export function addPromotionScores(clone: Clone): void {
  if (clone.promotionAdded) return;
  clone.promotionAdded = true;
  for (const instance of clone.children) {
    const { nodes, scores } = instance.candidates;
    const scoreOn = promotionScores(instance);
    nodes.forEach((node, i) => {
      if (!isUp(node)) return;
      const { score } = scoreOn(node);
      if (score > 0) {
        scores[i] = addScores(scores[i] as number, score);
        clone.cluster.ledger?.add(instance, node, score, { source: 'promotion' });
      }
      if (score > instance.priority) instance.priority = score;
    });
  }
}

/** Choose which of the assigned instances are promoted. */
export function chooseRoles(clone: Clone): void {
  for (const candidate of clone.candidates.values()) candidate.count = 0;
  for (const instance of clone.children) setPriority(instance, clone);
  rankInstances(clone);
  let promoted = 0;
  for (const instance of clone.children) if (setRole(instance, clone, promoted)) promoted++;
}

/** How much an assigned instance is worth to be promoted. */
function setPriority(instance: Resource, clone: Clone): void {
  const { status, place } = kindOf(instance);
  if (status.role(instance) === Role.started) startedIsUnpromoted(instance);
  const nodes = assignedNodes(instance);
  const [node] = nodes;
  if (nodes.length > 1) {
    configError(clone.cluster, 'set_instance_priority', `Cannot promote non-colocated child ${instance.id}`);
    return;
  }
  if (!node) return;
  const role = place.nextRole(instance);
  if (role === Role.started || role === Role.unknown) {
    const { score, known } = promotionScores(instance)(node);
    instance.priority = known ? score : -1;
    instance.cluster.ledger?.add(instance, node, instance.priority, { source: 'promotion' }, 'promotion');
  } else if (role !== Role.promoted) instance.priority = -INFINITY_SCORE;
  addPromotedLocations(instance, instance.locations, node);
  addPromotedLocations(instance, clone.locations, node);
  for (const colocation of colocationsOf(instance)) {
    const { id, primary } = colocation;
    const delta = place.dependOn(instance, primary, colocation);
    clone.cluster.ledger?.add(instance, node, delta, { source: 'colocation', id, other: primary.id }, 'promotion');
  }
  instance.promotionPriority = role === Role.promoted ? INFINITY_SCORE : instance.priority;
}

function startedIsUnpromoted(resource: Resource): void {
  if (resource.role === Role.started) resource.role = Role.unpromoted;
  for (const child of resource.children) startedIsUnpromoted(child);
}

function addPromotedLocations(instance: Resource, locations: readonly Location[], node: Node): void {
  for (const { id, role, nodes } of locations) {
    if (role !== Role.promoted) continue;
    const found = nodes.find((candidate) => candidate.node === node);
    if (!found) continue;
    instance.priority = addScores(instance.priority, found.score);
    instance.cluster.ledger?.add(instance, node, found.score, { source: 'location', id }, 'promotion');
  }
}

/** Sort instances by promotion priority, with what is colocated with the promoted ones taken into account. */
function rankInstances(clone: Clone): void {
  if (clone.promotionConstrained) return;
  clone.promotionConstrained = true;
  clone.updatingCandidates = true;
  for (const instance of clone.children) {
    if (instance.promotionPriority < 0) continue;
    const candidate = candidateOf(instance, clone);
    if (candidate) candidate.score = addScores(instance.promotionPriority, candidate.score);
  }
  const { ledger } = clone.cluster;
  const position = ledger?.position ?? 0;
  const follow = { active: true, nonNegative: true };
  for (const colocation of colocationsWithThis(clone)) {
    if (colocation.primaryRole !== Role.promoted || !countsFor(colocation)) continue;
    addTo(clone, colocation.dependent, colocation, follow);
  }
  requireTickets(clone);
  ledger?.rewind(position, new Set([clone]));
  for (const instance of clone.children) {
    const before = instance.promotionPriority;
    instance.promotionPriority = finalPriority(instance, clone);
    const node = assignedNode(instance);
    const gained = instance.promotionPriority - before;
    if (node) ledger?.add(instance, node, gained, { source: 'dependent' }, 'promotion');
  }
  const byPlace = byInstance();
  sortAsList(clone.children, (a, b) => comparePromotion(a, b) || byPlace(a, b));
  clone.updatingCandidates = false;
}

function candidateOf(instance: Resource, clone: Clone): Candidate | undefined {
  const node = assignedNode(instance);
  return node && clone.candidates.get(node);
}

/** Nothing is promoted for want of a ticket. */
function requireTickets(clone: Clone): void {
  for (const { role, ticket } of clone.tickets) {
    if (role === Role.promoted && (!ticket.granted || ticket.standby)) {
      forbidEverywhere(clone, { source: 'ticket', other: ticket.id });
    }
  }
}

function finalPriority(instance: Resource, clone: Clone): number {
  if (!instance.managed && instance.nextRole === Role.promoted) return INFINITY_SCORE;
  if (!assignedNode(instance)) return -INFINITY_SCORE;
  const candidate = candidateOf(instance, clone);
  return instance.promotionPriority < 0 || !candidate ? instance.promotionPriority : candidate.score;
}

function comparePromotion(a: Resource, b: Resource): number {
  if (a.promotionPriority !== b.promotionPriority) return a.promotionPriority > b.promotionPriority ? -1 : 1;
  return kindOf(b).status.role(b) - kindOf(a).status.role(a);
}

/** Settle whether an instance is promoted. */
function setRole(instance: Resource, clone: Clone, promoted: number): boolean {
  recordPromotion(instance, assignedNode(instance));
  const may = instance.promotionPriority >= 0 && (promoted < clone.promotedMax || !clone.managed);
  const chosen = may ? promotionCandidate(instance) : undefined;
  if (!chosen) {
    unpromoted(instance);
    return false;
  }
  const { cluster } = instance;
  if (instance.role < Role.promoted && !cluster.quorate && cluster.options.noQuorumPolicy === 'freeze') {
    note(cluster, 'notice', 'set_instance_role', `Clone instance ${instance.id} cannot be promoted without quorum`);
    unpromoted(instance);
    return false;
  }
  chosen.count++;
  becomePromoted(instance);
  return true;
}

function unpromoted(resource: Resource): void {
  resource.nextRole = assignedNodes(resource).length === 0 ? Role.stopped : Role.unpromoted;
  for (const child of resource.children) unpromoted(child);
}

function becomePromoted(resource: Resource): void {
  if (resource.nextRole === Role.unknown) resource.nextRole = Role.promoted;
  for (const child of resource.children) becomePromoted(child);
}

/** The clone's candidate for the node on which an instance can be promoted; of a group, all members must be. */
function promotionCandidate(instance: Resource): Candidate | undefined {
  for (const child of instance.children) if (!promotionCandidate(child)) return undefined;
  const node = assignedNode(instance);
  if (!node) return undefined;
  const { cluster, managed } = instance;
  if (!managed) {
    if (kindOf(instance).status.role(instance) !== Role.promoted) return undefined;
    const text = `Unmanaged instance ${instance.id} will be left promoted on ${node.name}`;
    note(cluster, 'notice', 'node_to_be_promoted_on', text);
  } else if (instance.priority < 0 || !isUp(node) || !hasHost(node)) return undefined;

  const clone = topResource(instance);
  const candidate = clone.candidates.get(node);
  if (!candidate) {
    const text = `${instance.id} can't be promoted because ${clone.id} is not allowed on ${node.name} (scheduler bug?)`;
    if (managed) note(cluster, 'error', 'node_to_be_promoted_on', text);
    return undefined;
  }
  const most = clone.kind === 'clone' ? clone.promotedNodeMax : 0;
  return managed && candidate.count >= most ? undefined : candidate;
}
