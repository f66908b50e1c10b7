import { kindOf } from '../kinds/kinds.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { colocationsOf, colocationsWithThis, countsFor } from './colocation/lists.js';
import { addToTable } from './colocation/spread.js';
import { candidateAbove, isUp } from './nodes.js';
import type { ScoreTable } from './score-table.js';
import { sortAsList } from './sort.js';

type Compare = (a: Resource, b: Resource) => number;

/** Put first the instances that can best stay where they are. */
export const sortInstances = (instances: Resource[]): Resource[] => sortAsList(instances, byInstance());

/** The order of instances for one sort: what is costly and stays the same meanwhile is reckoned once. */
export function byInstance(): Compare {
  const known = new Map<Resource, number>();
  const score = (instance: Resource, node: Node): number => {
    let found = known.get(instance);
    if (found === undefined) {
      found = colocatedScore(instance, node);
      known.set(instance, found);
    }
    return found;
  };
  return (a, b) => compareInstances(a, b, score);
}

/** Which of two instances is assigned first (negative: the first). */
function compareInstances(a: Resource, b: Resource, score: (instance: Resource, node: Node) => number): number {
  const activeA = kindOf(a).status.activeNode(a);
  const activeB = kindOf(b).status.activeNode(b);
  if (activeA.all > 0 && activeB.all > 0 && activeA.all !== activeB.all) return activeA.all - activeB.all;
  const allowedA = !activeA.node || isAllowed(a, activeA.node);
  const allowedB = !activeB.node || isAllowed(b, activeB.node);
  if (allowedA !== allowedB) return allowedA ? -1 : 1;
  if (a.priority !== b.priority) return a.priority > b.priority ? -1 : 1;
  const nodeA = allowedA ? activeA.node : undefined;
  const nodeB = allowedB ? activeB.node : undefined;
  if (!nodeA || !nodeB) return Number(!nodeA) - Number(!nodeB);
  if (isUp(nodeA) !== isUp(nodeB)) return isUp(nodeA) ? -1 : 1;
  const aboveA = candidateAbove(a, nodeA);
  const aboveB = candidateAbove(b, nodeB);
  if (!aboveA || !aboveB) return Number(!aboveA) - Number(!aboveB);
  if (aboveA.count !== aboveB.count) return aboveA.count - aboveB.count;
  const failedA = hasFailed(a);
  const failedB = hasFailed(b);
  if (failedA !== failedB) return failedA ? 1 : -1;
  return score(b, nodeB) - score(a, nodeA) || compareNumbers(a, b);
}

/** By the number of an instance of a clone or replica of a bundle. */
export const compareNumbers = (a: Resource, b: Resource): number => instanceNumber(a) - instanceNumber(b);

function instanceNumber({ id }: Resource): number {
  const colon = id.lastIndexOf(':');
  return Number.parseInt(id.slice((colon < 0 ? id.lastIndexOf('-') : colon) + 1), 10) || 0;
}

function isAllowed({ candidates }: Resource, node: Node): boolean {
  const score = candidates.scoreOn(node);
  return score !== undefined && score >= 0;
}

function hasFailed(resource: Resource): boolean {
  return resource.failed || resource.children.some(hasFailed);
}

/** Score that an instance would have on its node by colocations alone. */
function colocatedScore(instance: Resource, node: Node): number {
  const table: ScoreTable = { nodes: [node], up: [isUp(node)], scores: [node.score] };
  for (const colocation of colocationsOf(instance)) {
    const { primary } = colocation;
    addToTable(table, instance, primary, colocation, {});
  }
  for (const colocation of colocationsWithThis(instance)) {
    if (!countsFor(colocation, instance)) continue;
    const { dependent } = colocation;
    const follow = { nonNegative: true };
    addToTable(table, instance, dependent, colocation, follow);
  }
  return table.scores[0] ?? 0;
}
