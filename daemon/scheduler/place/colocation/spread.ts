import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { kindOf } from '../../kinds/kinds.js';
import type { Follow } from '../../kinds/place.js';
import { addScores } from '../../model/candidates.js';
import type { Colocation } from '../../model/constraint.js';
import type { Candidate, Candidates, Node } from '../../model/node.js';
import type { Resource } from '../../model/resource.js';
import { type AttributeClasses, attributeClass, attributeClasses } from '../attribute.js';
import { addLocationScores } from '../location.js';
import { isUp } from '../nodes.js';
import { anyAvailable, copyTable, type ScoreTable, tableOf, takeOver, UNUSABLE } from '../score-table.js';
import { colocationsOf, colocationsWithThis, countsFor } from './lists.js';

/** Sums are made with the precision of a C float, as they show in scores. */
const { fround } = Math;

export const factorOf = ({ score }: Colocation): number => fround(fround(score) / INFINITY_SCORE);

/** Add a resource's scores, and those of all that is colocated with it, to a table (or to a copy of its own). */
export function addColocatedScores(
  source: Resource,
  target: Resource | undefined,
  given: ScoreTable | undefined,
  colocation: Colocation | undefined,
  factor: number,
  follow: Follow,
): ScoreTable | undefined {
  // Colocations may form a circle
  if (source.updatingCandidates) return given;
  source.updatingCandidates = true;
  let work: ScoreTable | undefined = given ? copyTable(given) : tableOf(source.candidates);
  const goal = given ? target : source;
  if (given && colocation) addMatching(work, source, goal ?? source, colocation, factor, follow.nonNegative === true);
  if (anyAvailable(work)) work = followOn(source, goal, work, factor, { ...follow, active: true });
  else if (follow.active) work = undefined;
  source.updatingCandidates = false;
  if (!work) return given;
  if (follow.nonNegative) {
    const { scores } = work;
    for (let i = 0; i < scores.length; i++) if (scores[i] === UNUSABLE) scores[i] = 1;
  }
  return work;
}

function followOn(
  source: Resource,
  target: Resource | undefined,
  from: ScoreTable,
  factor: number,
  follow: Follow,
): ScoreTable {
  let work: ScoreTable | undefined = from;
  for (const next of follow.thisWith ? colocationsOf(source) : colocationsWithThis(source)) {
    if (!follow.thisWith && !countsFor(next)) continue;
    const other = follow.thisWith ? next.primary : next.dependent;
    const attenuated = fround(fround(factor * fround(next.score)) / INFINITY_SCORE);
    work = kindOf(other).place.addScores(other, target, work, next, attenuated, follow);
  }
  return work ?? from;
}

/** Add to the score of each node the source's best among nodes that have the same value of the attribute. */
function addMatching(
  work: ScoreTable,
  source: Resource,
  target: Resource,
  colocation: Colocation,
  factor: number,
  onlyPositive: boolean,
): void {
  const { nodes, scores } = work;
  const classes = attributeClasses(source.cluster, colocation.attribute);
  const preferred = preferences(source, colocation);
  const best = classes.single ? undefined : bestByClass(source, preferred, classes);
  const list = preferred.values();
  let doubleNegative: boolean | undefined;
  for (let i = 0; i < scores.length; i++) {
    const before = scores[i] as number;
    const node = nodes[i] as Node;
    const score = best ? (best[attributeClass(node, classes, target)] as number) : scoreOn(node, preferred, list[i]);
    if (factor < 0 && score < 0) {
      if (colocation.primary.stickiness >= -score) continue;
      doubleNegative ??= countsFor(colocation) && isAllowedOnOne(colocation.dependent);
      if (!doubleNegative) continue;
    }
    if (before === UNUSABLE) continue;
    const sum = addScores(weigh(score, factor), before);
    if (onlyPositive && sum < 0 && before > 0) scores[i] = UNUSABLE;
    else if (!onlyPositive || sum >= 0 || before !== 0) scores[i] = sum;
  }
}

/** A score with a factor applied, rounded; not to nothing. */
function weigh(score: number, factor: number): number {
  if (factor === 1) return score;
  const exact = fround(factor * score);
  const rounded = Math.trunc(exact < 0 ? exact - 0.5 : exact + 0.5);
  return rounded === 0 && score !== 0 ? Math.sign(factor) : rounded;
}

/** Best score of a source among the nodes of each class that are up. */
function bestByClass(source: Resource, preferred: Candidates, classes: AttributeClasses): Int32Array {
  const best = new Int32Array(classes.count).fill(-INFINITY_SCORE);
  for (const { node, score } of preferred.values()) {
    if (score <= -INFINITY_SCORE || !isUp(node)) continue;
    const number = attributeClass(node, classes, source);
    if (score > (best[number] as number)) best[number] = score;
  }
  return best;
}

/** @param guess the candidate for the node in all likelihood: most lists have the same nodes in the same order */
function scoreOn(node: Node, preferred: Candidates, guess: Candidate | undefined): number {
  const score = (guess?.node === node ? guess : preferred.get(node))?.score ?? -INFINITY_SCORE;
  return score > -INFINITY_SCORE && isUp(node) ? score : -INFINITY_SCORE;
}

/** A later member of a group that is itself colocated counts with the locations of the group. */
function preferences(source: Resource, colocation: Colocation): Candidates {
  const { parent } = source;
  if (source !== colocation.dependent || !colocation.explicit) return source.candidates;
  if (parent?.kind !== 'group' || source === parent.children[0]) return source.candidates;
  const own = source.candidates;
  source.candidates = own.copy();
  for (const location of parent.locations) addLocationScores(source, location);
  const preferred = source.candidates;
  source.candidates = own;
  return preferred;
}

function isAllowedOnOne({ candidates }: Resource): boolean {
  let count = 0;
  for (const { score } of candidates.values()) if (score >= 0) count++;
  return count === 1;
}

/** Let a resource's scores take account of one that is colocated with it. */
export function addDependent(colocation: Colocation, primary: Resource): void {
  const { dependent } = colocation;
  if (!countsFor(colocation)) return;
  const follow = { active: true, nonNegative: primary.kind === 'clone' };
  addTo(primary, dependent, colocation, follow);
}

/** Add another resource's scores to those of a resource. */
export function addTo(resource: Resource, other: Resource, colocation: Colocation, follow: Follow): void {
  const table = tableOf(resource.candidates);
  const sums = kindOf(other).place.addScores(other, resource, table, colocation, factorOf(colocation), follow);
  if (!sums || sums === table) return;
  const { ledger } = resource.cluster;
  const before = ledger?.scoresOf(resource);
  takeOver(resource.candidates, sums);
  if (before) ledger?.addChanges(resource, before, { source: 'dependent', id: colocation.id, other: other.id });
}
