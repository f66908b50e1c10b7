import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { kindOf } from '../../kinds/kinds.js';
import type { Follow } from '../../kinds/place.js';
import { addScores, type Candidates } from '../../model/candidates.js';
import type { Colocation } from '../../model/constraint.js';
import type { Node } from '../../model/node.js';
import type { Resource } from '../../model/resource.js';
import { type AttributeClasses, attributeClass, attributeClasses } from '../attribute.js';
import { addLocationScores } from '../location.js';
import { isUp } from '../nodes.js';
import { anyAvailable, type ScoreTable, tableOf, takeOver, UNUSABLE } from '../score-table.js';
import { commonEffect } from './effect.js';
import { colocationsOf, colocationsWithThis, countsFor } from './lists.js';

/** Sums are made with the precision of a C float, as they show in scores. */
const { fround } = Math;

export const factorOf = ({ score }: Colocation): number => fround(fround(score) / INFINITY_SCORE);

/** Add a resource's scores, and those of all that is colocated with it, to a table (or to one of its own). */
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
  const work = given ?? tableOf(source.cluster, source.candidates);
  const before = work.scores;
  const goal = given ? target : source;
  const { nonNegative = false } = follow;
  if (given && colocation) {
    const additions = additionsTo(work, source, goal ?? source, colocation, factor);
    if (work.effect) work.effect.add(additions);
    else addMatching(work, additions, nonNegative);
  }
  const isOfUse = work.effect !== undefined || anyAvailable(work);
  if (isOfUse) followOn(source, goal, work, factor, follow.active ? follow : { ...follow, active: true });
  source.updatingCandidates = false;
  if (!isOfUse && follow.active) {
    work.scores = before;
    return given;
  }
  if (nonNegative && work.scores.includes(UNUSABLE)) {
    work.scores = work.scores.map((score) => (score === UNUSABLE ? 1 : score));
  }
  return work;
}

function followOn(
  source: Resource,
  target: Resource | undefined,
  work: ScoreTable,
  factor: number,
  follow: Follow,
): void {
  for (const next of follow.thisWith ? colocationsOf(source) : colocationsWithThis(source)) {
    if (!follow.thisWith && !countsFor(next)) continue;
    const other = follow.thisWith ? next.primary : next.dependent;
    const attenuated = fround(fround(factor * fround(next.score)) / INFINITY_SCORE);
    kindOf(other).place.addScores(other, target, work, next, attenuated, follow);
  }
}

/** Add to the score of each node the source's best among nodes that have the same value of the attribute. */
function addMatching(work: ScoreTable, additions: readonly number[], onlyPositive: boolean): void {
  const { scores } = work;
  const sums: number[] = [];
  for (let i = 0; i < scores.length; i++) {
    const before = scores[i] as number;
    let sum = before;
    if (before !== UNUSABLE) {
      sum = addScores(additions[i] as number, before);
      if (onlyPositive && sum < 0) {
        // A node that would go below zero is not used, one at zero is left as it is
        if (before > 0) sum = UNUSABLE;
        else if (before === 0) sum = 0;
      }
    }
    sums.push(sum);
  }
  work.scores = sums;
}

/** What a colocation adds to the scores of nodes, by the preferences of a source. */
function additionsTo(
  { nodes, up, effect }: ScoreTable,
  source: Resource,
  target: Resource,
  colocation: Colocation,
  factor: number,
): readonly number[] {
  const classes = attributeClasses(source.cluster, colocation.attribute);
  const preferred = preferences(source, colocation);
  const scores = classes.single
    ? scoresFor(nodes, preferred)
    : bestOfClasses(nodes, target, classes, bestByClass(source, preferred, classes));
  if (!classes.single) effect?.differ();
  effect?.stemFrom(source);
  const additions: number[] = [];
  let doubleNegative: boolean | undefined;
  for (let i = 0; i < nodes.length; i++) {
    const score = classes.single && !up[i] ? -INFINITY_SCORE : (scores[i] as number);
    if (factor === 1) additions.push(score);
    else if (factor >= 0 || score >= 0) additions.push(weigh(score, factor));
    else {
      // Two negatives make no positive, unless the dependent has nowhere else to go
      doubleNegative ??= countsFor(colocation) && isAllowedOnOne(colocation.dependent);
      const counts = doubleNegative && colocation.primary.stickiness < -score;
      additions.push(counts ? weigh(score, factor) : 0);
    }
  }
  return additions;
}

/** A score with a factor applied, rounded; not to nothing. */
function weigh(score: number, factor: number): number {
  const exact = fround(factor * score);
  const rounded = Math.trunc(exact < 0 ? exact - 0.5 : exact + 0.5);
  return rounded === 0 && score !== 0 ? Math.sign(factor) : rounded;
}

/** Scores of some nodes; minus infinity for those that are no candidates. */
function scoresFor(nodes: readonly Node[], candidates: Candidates): readonly number[] {
  if (candidates.nodes === nodes) return candidates.scores;
  return nodes.map((node) => candidates.scoreOn(node) ?? -INFINITY_SCORE);
}

/** The best score of the class that each of some nodes is in, for the colocations of a resource. */
const bestOfClasses = (nodes: readonly Node[], resource: Resource, classes: AttributeClasses, best: Int32Array) =>
  nodes.map((node) => best[attributeClass(node, classes, resource)] as number);

/** Best score of a source among the nodes of each class that are up. */
function bestByClass(source: Resource, { nodes, scores }: Candidates, classes: AttributeClasses): Int32Array {
  const best = new Int32Array(classes.count).fill(-INFINITY_SCORE);
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as Node;
    const score = scores[i] as number;
    if (score <= -INFINITY_SCORE || !isUp(node)) continue;
    const number = attributeClass(node, classes, source);
    if (score > (best[number] as number)) best[number] = score;
  }
  return best;
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
  for (const score of candidates.scores) if (score >= 0) count++;
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
  const table = tableOf(resource.cluster, resource.candidates);
  const unchanged = table.scores;
  addToTable(table, resource, other, colocation, follow);
  if (table.scores === unchanged) return;
  const { ledger } = resource.cluster;
  const before = ledger?.scoresOf(resource);
  takeOver(resource.candidates, table);
  if (before) ledger?.addChanges(resource, before, { source: 'dependent', id: colocation.id, other: other.id });
}

/** The same for a table of scores; of colocations of a clone by the effect that is common to its instances. */
export function addToTable(
  table: ScoreTable,
  resource: Resource,
  other: Resource,
  colocation: Colocation,
  follow: Follow,
): void {
  const { addScores } = kindOf(other).place;
  const factor = factorOf(colocation);
  const effect = commonEffect(resource, colocation, (effect) => {
    const record = { ...tableOf(resource.cluster, resource.candidates), effect };
    addScores(other, resource, record, colocation, factor, { active: true });
  });
  const sums = effect?.addedTo(table);
  if (sums) table.scores = sums;
  else addScores(other, resource, table, colocation, factor, follow);
}
