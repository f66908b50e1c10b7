import { scoreText } from '../../../cib/number/score.js';
import type { Cluster } from '../model/cluster.js';
import { compareNames } from '../model/names.js';
import type { Node } from '../model/node.js';
import { isGuest, outermost } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import type { ScoreEntry } from '../model/score.js';
import { inPeerOrder } from './peer-order.js';

/** Keep the scores of a resource, and of all inside it, for display. */
export function recordScores(resource: Resource, source: string): void {
  if (!resource.cluster.run.scores || resource.removed) return;
  const candidates = [...resource.candidates.values()].sort((a, b) => compareNames(a.node.name, b.node.name));
  for (const { node, score } of candidates) {
    resource.cluster.scores.push({ kind: 'allocation', source, resource: resource.id, node: node.name, score });
  }
  for (const child of resource.children) recordScores(child, source);
}

export function recordPromotion({ cluster, id, promotionPriority: score }: Resource, node: Node | undefined): void {
  if (cluster.run.scores) cluster.scores.push({ kind: 'promotion', resource: id, node: node?.name, score });
}

export function recordCapacities(cluster: Cluster, when: 'Original' | 'Remaining'): void {
  if (!cluster.run.utilization) return;
  for (const node of cluster.nodes) {
    if (isGuest(node) && outermost(node.remote).kind === 'bundle') continue;
    cluster.scores.push({ kind: 'capacity', when, node: node.name, utilization: inPeerOrder(node.utilization) });
  }
}

export function recordUse({ cluster, id, utilization }: Resource, node: Node): void {
  if (!cluster.run.utilization) return;
  const pairs = inPeerOrder(utilization);
  cluster.scores.push({
    kind: 'utilization',
    source: 'pcmk__assign_resource',
    resource: id,
    node: node.name,
    utilization: pairs,
  });
}

/** A line as `crm_simulate` prints it. */
export function scoreLine(entry: ScoreEntry): string {
  switch (entry.kind) {
    case 'remark':
      return entry.text;
    case 'allocation':
      return `${entry.source}: ${entry.resource} allocation score on ${entry.node}: ${scoreText(entry.score)}`;
    case 'promotion': {
      const where = entry.node === undefined ? '(inactive)' : `on ${entry.node}`;
      return `${entry.resource} promotion score ${where}: ${scoreText(entry.score)}`;
    }
    case 'capacity':
      return `${entry.when}: ${entry.node} capacity:${pairsText(entry.utilization)}`;
    case 'utilization':
      return `${entry.source}: ${entry.resource} utilization on ${entry.node}:${pairsText(entry.utilization)}`;
  }
}

const pairsText = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => ` ${name}=${value}`).join('');
