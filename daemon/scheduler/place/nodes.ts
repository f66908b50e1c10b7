import { INFINITY_SCORE } from '../../../cib/number/score.js';
import type { Cluster } from '../model/cluster.js';
import type { Candidate, Candidates, Node } from '../model/node.js';
import { isGuest } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { compareCapacities } from './capacity.js';
import { inPeerOrder } from './peer-order.js';
import { sortAsList } from './sort.js';
import { assignedNode } from './whereabouts.js';

/** Whether a node's state lets it run resources. */
export const isUp = (node: Node): boolean =>
  node.online && !node.shutdown && !node.unclean && !node.standby && !node.maintenance;

/** A guest is there only if what makes it is assigned to a node. */
export const hasHost = (node: Node): boolean => !isGuest(node) || assignedNode(node.remote.launcher) !== undefined;

export const isAvailable = (candidate: Candidate | undefined): candidate is Candidate =>
  candidate !== undefined && candidate.score >= 0 && isUp(candidate.node);

export function anyCandidateAvailable(candidates: Candidates): boolean {
  for (const candidate of candidates.values()) if (isAvailable(candidate)) return true;
  return false;
}

type Ranked = Pick<Candidate, 'node' | 'score'>;

/** Which of two candidates is the better (negative: the first): by score, room, load and name. */
function compareCandidates(cluster: Cluster, a: Ranked, b: Ranked, active: Node | undefined): number {
  const scoreA = isUp(a.node) ? a.score : -INFINITY_SCORE;
  const scoreB = isUp(b.node) ? b.score : -INFINITY_SCORE;
  if (scoreA !== scoreB) return scoreA > scoreB ? -1 : 1;
  const { placementStrategy } = cluster.options;
  if (placementStrategy !== 'minimal') {
    const room = placementStrategy === 'balanced' ? compareCapacities(a.node, b.node) : 0;
    if (room !== 0) return room;
    const load = a.node.assigned.length - b.node.assigned.length;
    if (load !== 0) return load;
    if (a.node === active) return -1;
    if (b.node === active) return 1;
  }
  return a.node.name < b.node.name ? -1 : Number(a.node.name > b.node.name);
}

/** Put the best candidates first; where the resource is active has the edge over others of the same load. */
export function sortCandidates<T extends Ranked>(cluster: Cluster, candidates: T[], active?: Node): T[] {
  return sortAsList(candidates, (a, b) => compareCandidates(cluster, a, b, active));
}

/**
 * All candidates of a resource with the best first. With room of several kinds comparisons can go in a
 * circle: then the result is the peer's only if the sort begins with the peer's order.
 */
export function rankCandidates(cluster: Cluster, candidates: Candidates, active?: Node): Candidate[] {
  if (cluster.options.placementStrategy !== 'balanced') {
    return sortCandidates(cluster, [...candidates.values()], active);
  }
  return sortCandidates(cluster, candidatesInPeerOrder(cluster, candidates).reverse(), active);
}

/** The latest order by cluster: nearly all resources have the same nodes, in the same order. */
const orders = new WeakMap<Cluster, { readonly nodes: readonly Node[]; readonly order: readonly number[] }>();

/** Candidates in the order in which the peer comes across them. */
export function candidatesInPeerOrder(cluster: Cluster, candidates: Candidates): Candidate[] {
  const list = [...candidates.values()];
  let known = orders.get(cluster);
  if (known?.nodes.length !== list.length || !list.every(({ node }, i) => known?.nodes[i] === node)) {
    const order = inPeerOrder(list.map(({ node }, i) => [node.id, i] as const)).map(([, i]) => i);
    known = { nodes: list.map(({ node }) => node), order };
    orders.set(cluster, known);
  }
  return Array.from(known.order, (i) => list[i] as Candidate);
}

/** The first of them. */
export function bestCandidate(cluster: Cluster, candidates: Candidates, active?: Node): Candidate | undefined {
  if (cluster.options.placementStrategy === 'balanced') return rankCandidates(cluster, candidates, active)[0];
  let best: Candidate | undefined;
  for (const each of candidates.values()) {
    if (!best || compareCandidates(cluster, each, best, active) < 0) best = each;
  }
  return best;
}

/** The candidate for a node among those of what an instance or member is part of. */
export const candidateAbove = ({ parent, candidates }: Resource, node: Node): Candidate | undefined =>
  (parent?.candidates ?? candidates).get(node);
