import { INFINITY_SCORE } from '../../../cib/number/score.js';
import { kindOf } from '../kinds/kinds.js';
import { candidate } from '../model/candidates.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { sortCandidates } from './nodes.js';
import { sortAsList } from './sort.js';

/** Scores by node index; of no node if the resource has none. */
type Scores = Int32Array;

/** Where room is short, put first what matters most: by priority, then by score where it is active, then anywhere. */
export function sortByUrgency(cluster: Cluster): void {
  const nodes = sortCandidates(
    cluster,
    cluster.nodes.map((node) => candidate(node)),
  ).map(({ node }) => node);
  const known = new Map<Resource, Scores>();
  sortAsList(cluster.resources, (a, b) => {
    if (a.priority !== b.priority) return a.priority > b.priority ? -1 : 1;
    const [scoresA, scoresB] = [scoresOf(a, known), scoresOf(b, known)];
    const here = current(a, scoresA) - current(b, scoresB);
    return here === 0 ? compareOn(nodes, scoresA, scoresB) : -here;
  });
}

/** Scores with those of what the resource is colocated with; nothing changes them while resources are sorted. */
function scoresOf(resource: Resource, known: Map<Resource, Scores>): Scores {
  let scores = known.get(resource);
  if (scores) return scores;
  scores = new Int32Array(resource.cluster.nodes.length).fill(-INFINITY_SCORE);
  const table = kindOf(resource).place.addScores(resource, undefined, undefined, undefined, 1, { thisWith: true });
  for (let i = 0; i < (table?.nodes.length ?? 0); i++) {
    scores[table?.nodes[i]?.index ?? 0] = table?.scores[i] ?? -INFINITY_SCORE;
  }
  known.set(resource, scores);
  return scores;
}

function current(resource: Resource, scores: Scores): number {
  const { node } = kindOf(resource).status.activeNode(resource);
  return node ? (scores[node.index] ?? -INFINITY_SCORE) : -INFINITY_SCORE;
}

function compareOn(nodes: readonly Node[], a: Scores, b: Scores): number {
  for (const { index } of nodes) {
    const difference = (a[index] as number) - (b[index] as number);
    if (difference !== 0) return -difference;
  }
  return 0;
}
