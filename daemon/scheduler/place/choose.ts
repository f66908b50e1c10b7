import { INFINITY_SCORE, scoreText } from '../../../cib/number/score.js';
import { kindOf } from '../kinds/kinds.js';
import { note } from '../log.js';
import type { Candidate, Node } from '../model/node.js';
import type { Primitive } from '../model/resource.js';
import { assign } from './assign.js';
import { bestCandidate, isAvailable, isUp } from './nodes.js';
import { forbidFullNodes } from './utilization.js';

/** Assign a primitive to its best node, if it has one. */
export function assignBest(primitive: Primitive, preferred: Node | undefined, stopIfFail: boolean): void {
  const roomiest = forbidFullNodes(primitive);
  const wanted = preferred ?? roomiest;
  if (!primitive.unassigned) return;
  const active = kindOf(primitive).status.activeNode(primitive).node;
  const best = bestCandidate(primitive.cluster, primitive.candidates, active);
  const chosen = best && (usable(primitive, wanted, best) ?? preferCurrent(primitive, best, active));
  assign(primitive, chosen, false, stopIfFail);
}

/** The candidate of the preferred node, unless the best is better. */
function usable({ candidates }: Primitive, wanted: Node | undefined, best: Candidate): Candidate | undefined {
  const candidate = wanted && candidates.get(wanted);
  return candidate && candidate.score >= best.score && isAvailable(candidate) ? candidate : undefined;
}

/** Of nodes with the same score, take the one that the primitive is active on. */
function preferCurrent(primitive: Primitive, best: Candidate, active: Node | undefined): Candidate {
  const { parent, candidates } = primitive;
  // Instances of unique clones are spread by load instead
  if (parent?.kind === 'clone' && parent.unique) return best;
  if (best.score <= 0 || !isUp(best.node) || !active || active.score < 0 || !isUp(active)) return best;
  let ties = 0;
  const { nodes, scores } = candidates;
  for (let i = 0; i < nodes.length; i++) if (scores[i] === best.score && isUp(nodes[i] as Node)) ties++;
  if (ties < 2) return best;
  const here = candidates.get(active);
  const chosen = here?.score === best.score ? here : best;
  const text = `Chose ${chosen.node.name} for ${primitive.id} from ${ties} nodes with score ${scoreText(best.score)}`;
  note(primitive.cluster, best.score >= INFINITY_SCORE ? 'warning' : 'info', 'assign_best_node', text);
  return chosen;
}
