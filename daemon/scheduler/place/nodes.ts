import { INFINITY_SCORE } from '../../../cib/number/score.js';
import type { Candidates } from '../model/candidates.js';
import type { Cluster } from '../model/cluster.js';
import type { Candidate, Node } from '../model/node.js';
import { isGuest } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { compareCapacities } from './capacity.js';
import { inPeerOrder } from './peer-order.js';
import { sortAsList } from './sort.js';
import { assignedNode } from './whereabouts.js';

/** Whether a node's state lets it run resources. */
export const isUp = (node: Node): boolean =>
  node.online && !node.shutdown && !node.unclean && !node.standby && !node.maintenance;

interface States {
  readonly nodes: readonly Node[];
  readonly up: readonly boolean[];
}

/** The latest list of nodes that was asked about, by cluster: nearly all resources have the same. */
const states = new WeakMap<Cluster, States>();

/** Whether nodes can run resources; looked up once while resources are placed, where states hardly ever change. */
export function statesOf(cluster: Cluster, nodes: readonly Node[]): readonly boolean[] {
  let known = states.get(cluster);
  if (known?.nodes !== nodes) {
    known = { nodes, up: nodes.map(isUp) };
    states.set(cluster, known);
  }
  return known.up;
}

/** The state of a node changed. */
export const forgetStates = (cluster: Cluster): boolean => states.delete(cluster);

/** A guest is there only if what makes it is assigned to a node. */
export const hasHost = (node: Node): boolean => !isGuest(node) || assignedNode(node.remote.launcher) !== undefined;

export const isAvailable = (candidate: Candidate | undefined): candidate is Candidate =>
  candidate !== undefined && candidate.score >= 0 && isUp(candidate.node);

export function anyCandidateAvailable({ nodes, scores }: Candidates): boolean {
  for (let i = 0; i < nodes.length; i++) if ((scores[i] as number) >= 0 && isUp(nodes[i] as Node)) return true;
  return false;
}

type Ranked = Pick<Candidate, 'node' | 'score'>;

/** Which of two candidates is the better (negative: the first): by score, room, load and name. */
function compareCandidates(cluster: Cluster, a: Ranked, b: Ranked, active: Node | undefined): number {
  const scoreA = isUp(a.node) ? a.score : -INFINITY_SCORE;
  const scoreB = isUp(b.node) ? b.score : -INFINITY_SCORE;
  if (scoreA !== scoreB) return scoreA > scoreB ? -1 : 1;
  return compareEqual(cluster, a.node, b.node, active);
}

/** Which of two nodes with the same score is the better: by room, load and name. */
function compareEqual({ options }: Cluster, a: Node, b: Node, active: Node | undefined): number {
  const { placementStrategy } = options;
  if (placementStrategy !== 'minimal') {
    const room = placementStrategy === 'balanced' ? compareCapacities(a, b) : 0;
    if (room !== 0) return room;
    const load = a.assigned.length - b.assigned.length;
    if (load !== 0) return load;
    if (a === active) return -1;
    if (b === active) return 1;
  }
  return a.name < b.name ? -1 : Number(a.name > b.name);
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
    return sortCandidates(cluster, candidates.values(), active);
  }
  return sortCandidates(cluster, candidatesInPeerOrder(cluster, candidates).reverse(), active);
}

/** The latest order by cluster: nearly all resources have the same nodes, in the same order. */
const orders = new WeakMap<Cluster, { readonly nodes: readonly Node[]; readonly order: readonly number[] }>();

/** Candidates in the order in which the peer comes across them. */
export function candidatesInPeerOrder(cluster: Cluster, candidates: Candidates): Candidate[] {
  const { nodes } = candidates;
  let known = orders.get(cluster);
  if (known?.nodes !== nodes) {
    known = { nodes, order: inPeerOrder(nodes.map(({ id }, i) => [id, i] as const)).map(([, i]) => i) };
    orders.set(cluster, known);
  }
  return known.order.map((place) => candidates.at(place));
}

/** The first of them, or of those that are suitable. */
export function bestCandidate(
  cluster: Cluster,
  candidates: Candidates,
  active?: Node,
  isSuitable: (node: Node) => boolean = () => true,
): Candidate | undefined {
  if (cluster.options.placementStrategy === 'balanced') {
    return rankCandidates(cluster, candidates, active).find(({ node }) => isSuitable(node));
  }
  const { nodes, scores } = candidates;
  let best = -1;
  let highest = 0;
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as Node;
    const score = isUp(node) ? (scores[i] as number) : -INFINITY_SCORE;
    if (best >= 0 && score <= highest) {
      // Of equal scores, it is for the finer points to decide
      if (score < highest || compareEqual(cluster, node, nodes[best] as Node, active) >= 0) continue;
    }
    if (!isSuitable(node)) continue;
    best = i;
    highest = score;
  }
  return best < 0 ? undefined : candidates.at(best);
}

/** The candidate for a node among those of what an instance or member is part of. */
export const candidateAbove = ({ parent, candidates }: Resource, node: Node): Candidate | undefined =>
  (parent?.candidates ?? candidates).get(node);
