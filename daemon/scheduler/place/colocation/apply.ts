import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { note } from '../../log.js';
import { addScores } from '../../model/candidates.js';
import type { Colocation } from '../../model/constraint.js';
import type { Cause } from '../../model/ledger.js';
import type { Node } from '../../model/node.js';
import type { Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import { attributeClass, attributeClasses } from '../attribute.js';
import { anyAvailable, tableOf, takeOver } from '../score-table.js';
import { roleHolder } from './affects.js';

/** Change the scores of a dependent by where its primary will be. */
export function applyToScores(dependent: Resource, primary: Resource, colocation: Colocation): void {
  const { score } = colocation;
  const { assigned } = primary;
  if (!assigned && score < 0) return;
  const work = tableOf(dependent.cluster, dependent.candidates);
  const { nodes } = work;
  const scores = [...work.scores];
  const classes = attributeClasses(dependent.cluster, colocation.attribute);
  const wanted = attributeClass(assigned, classes, primary);
  for (let i = 0; i < scores.length; i++) {
    if (!assigned) scores[i] = addScores(-score, scores[i] as number);
    else if (attributeClass(nodes[i] as Node, classes, dependent) === wanted) {
      if (score < INFINITY_SCORE) scores[i] = addScores(score, scores[i] as number);
    } else if (score >= INFINITY_SCORE) scores[i] = -INFINITY_SCORE;
  }
  work.scores = scores;
  if (Math.abs(score) >= INFINITY_SCORE || anyAvailable(work)) {
    takeOver(dependent.candidates, work);
    const { ledger } = dependent.cluster;
    if (!ledger) return;
    const cause: Cause = { source: 'colocation', id: colocation.id, other: primary.id };
    for (const node of nodes) {
      const together = assigned !== undefined && attributeClass(node, classes, dependent) === wanted;
      if (!assigned) ledger.add(dependent, node, -score, cause);
      else if (together === score < INFINITY_SCORE)
        ledger.add(dependent, node, together ? score : -INFINITY_SCORE, cause);
    }
  } else {
    const text = `${dependent.id}: Rolling back scores from ${primary.id} (no available nodes)`;
    note(dependent.cluster, 'info', 'pcmk__apply_coloc_to_scores', text);
  }
}

/**
 * Change the priority with which an assigned dependent is promoted, by where its primary will be.
 * @returns what was added
 */
export function applyToPriority(dependent: Resource, primary: Resource, colocation: Colocation): number {
  const { score, primaryRole, dependentRole } = colocation;
  if (!dependent.assigned) return 0;
  if (primary.assigned && primaryRole !== Role.unknown && primaryRole !== roleHolder(primary).nextRole) return 0;
  const classes = attributeClasses(dependent.cluster, colocation.attribute);
  const together =
    attributeClass(dependent.assigned, classes, dependent) === attributeClass(primary.assigned, classes, primary);
  let sign = 1;
  if (!together) {
    if (score !== INFINITY_SCORE || dependentRole !== Role.promoted) return 0;
    sign = -1;
  } else if (dependentRole === Role.unpromoted) sign = -1;
  const delta = sign * score;
  dependent.priority = addScores(delta, dependent.priority);
  return delta;
}

/** Forbid a dependent all nodes but those of its primary; with scores, those are added. */
export function keepTo(
  dependent: Resource,
  nodes: ReadonlyMap<Node, number>,
  addTheirs: boolean,
  { id, primary }: Colocation,
): void {
  const { ledger } = dependent.cluster;
  const { candidates } = dependent;
  candidates.nodes.forEach((node, i) => {
    const score = nodes.get(node);
    const added = addTheirs ? (score ?? -INFINITY_SCORE) : score === undefined ? -INFINITY_SCORE : 0;
    candidates.scores[i] = score === undefined ? -INFINITY_SCORE : addScores(candidates.scores[i] as number, added);
    ledger?.add(dependent, node, added, { source: 'colocation', id, other: primary.id });
  });
}
