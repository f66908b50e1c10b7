import { INFINITY_SCORE } from '../../../cib/number/score.js';
import type { Candidates } from '../model/candidates.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import type { Effect } from './colocation/effect.js';
import { statesOf } from './nodes.js';

/** Scores of some nodes apart from any resource: to be added to, and then taken over or dropped. */
export interface ScoreTable {
  readonly nodes: readonly Node[];
  /** By place in `nodes`, whether the node can run resources. */
  readonly up: readonly boolean[];
  /** By the same place. Sums go into a new array, so that whoever tries something can put back the one before. */
  scores: readonly number[];
  /** If this is given, what would be added is recorded here instead. */
  readonly effect?: Effect;
}

/** Stands for a node that came to be of no use while scores are summed. */
export const UNUSABLE = INFINITY_SCORE * -100;

export function tableOf(cluster: Cluster, { nodes, scores }: Candidates): ScoreTable {
  return { nodes, up: statesOf(cluster, nodes), scores: scores.slice() };
}

/** Whether any of the nodes can run resources, by its state and score. */
export function anyAvailable({ up, scores }: ScoreTable): boolean {
  for (let i = 0; i < scores.length; i++) if ((scores[i] as number) >= 0 && up[i]) return true;
  return false;
}

/** Make the scores of a table those of the candidates it was made of. */
export function takeOver(candidates: Candidates, { nodes, scores }: ScoreTable): void {
  if (nodes === candidates.nodes) {
    candidates.scores = scores.slice();
    return;
  }
  for (let i = 0; i < scores.length; i++) {
    const place = candidates.placeOf(nodes[i] as Node);
    if (place !== undefined) candidates.scores[place] = scores[i] as number;
  }
}
