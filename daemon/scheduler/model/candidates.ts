import { INFINITY_SCORE } from '../../../cib/number/score.js';
import type { Cause } from './ledger.js';
import { type Candidate, Candidates, type Node } from './node.js';
import type { Resource } from './resource.js';

/** Sum of scores: minus infinity outweighs infinity, which outweighs all else. */
export function addScores(a: number, b: number): number {
  if (a <= -INFINITY_SCORE || b <= -INFINITY_SCORE) return -INFINITY_SCORE;
  if (a >= INFINITY_SCORE || b >= INFINITY_SCORE) return INFINITY_SCORE;
  return Math.max(-INFINITY_SCORE, Math.min(INFINITY_SCORE, a + b));
}

export const candidate = (node: Node, score = node.score): Candidate => ({ node, score, count: 0, probe: node.probe });

/** All nodes as candidates with one score. */
export function candidatesWith(nodes: readonly Node[], score: number): Candidates {
  const candidates = new Candidates();
  for (const node of nodes) candidates.set(node, candidate(node, score));
  return candidates;
}

/** Add a score for one node to a resource and all inside it; the node becomes a candidate if it was none. */
export function prefer(resource: Resource, node: Node, score: number, cause: Cause): void {
  for (const child of resource.children) prefer(child, node, score, cause);
  resource.cluster.ledger?.add(resource, node, score, cause);
  const found = resource.candidates.get(node);
  if (found) found.score = addScores(found.score, score);
  else {
    resource.cluster.ledger?.add(resource, node, node.score, { source: 'node' });
    resource.candidates.set(node, candidate(node, addScores(node.score, score)));
  }
}

/** Forbid a resource and all inside it to run anywhere. */
export function forbidEverywhere(resource: Resource, cause: Cause): void {
  for (const node of resource.cluster.nodes) prefer(resource, node, -INFINITY_SCORE, cause);
  resource.assigned = undefined;
}
