import { INFINITY_SCORE } from '../../../cib/number/score.js';
import type { Candidate, Candidates, Node } from '../model/node.js';
import { isUp } from './nodes.js';

/** Scores of some nodes apart from any resource: to be added to, and then taken over or dropped. */
export interface ScoreTable {
  readonly nodes: readonly Node[];
  /** By place in `nodes`. */
  readonly scores: Int32Array;
}

/** Stands for a node that came to be of no use while scores are summed. */
export const UNUSABLE = INFINITY_SCORE * -100;

export function tableOf(candidates: Candidates): ScoreTable {
  const list = candidates.values();
  const scores = new Int32Array(list.length);
  for (let i = 0; i < scores.length; i++) scores[i] = (list[i] as Candidate).score;
  return { nodes: candidates.nodes, scores };
}

export const copyTable = ({ nodes, scores }: ScoreTable): ScoreTable => ({ nodes, scores: scores.slice() });

/** Whether any of the nodes can run resources, by its state and score. */
export function anyAvailable({ nodes, scores }: ScoreTable): boolean {
  for (let i = 0; i < scores.length; i++) if ((scores[i] as number) >= 0 && isUp(nodes[i] as Node)) return true;
  return false;
}

/** Make the scores of a table those of the candidates it was made of. */
export function takeOver(candidates: Candidates, { nodes, scores }: ScoreTable): void {
  if (nodes === candidates.nodes) {
    const list = candidates.values();
    for (let i = 0; i < scores.length; i++) (list[i] as Candidate).score = scores[i] as number;
    return;
  }
  for (let i = 0; i < scores.length; i++) {
    const found = candidates.get(nodes[i] as Node);
    if (found) found.score = scores[i] as number;
  }
}
