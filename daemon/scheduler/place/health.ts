import { parseScore } from '../../../cib/number/score.js';
import { isTrue } from '../../../cib/options/read.js';
import { note } from '../log.js';
import { addScores, candidate } from '../model/candidates.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { addLocation } from '../unpack/constraints/new-location.js';

/** Turn the health of nodes into location scores of all resources. */
export function applyNodeHealth(cluster: Cluster): void {
  const { healthStrategy } = cluster.options;
  if (healthStrategy === 'none') return;
  const base = healthStrategy === 'progressive' ? baseHealth(cluster) : 0;
  for (const node of cluster.nodes) {
    const health = healthOf(cluster, node, base);
    if (health === 0) continue;
    for (const resource of cluster.resources) {
      if (health < 0 && isTrue(resource.meta.get('allow-unhealthy-nodes'))) continue;
      addLocation(cluster.options.text.get('node-health-strategy') ?? '', resource, [candidate(node, health)]);
    }
  }
}

function baseHealth({ options }: Cluster): number {
  return parseScore(options.text.get('node-health-base') ?? '0', options.healthScores) ?? 0;
}

/** Sum of a node's health attributes, those whose names begin with `#health`. */
function healthOf(cluster: Cluster, node: Node, base: number): number {
  let sum = base;
  for (const [name, value] of node.attributes) {
    if (!name.startsWith('#health')) continue;
    const score = parseScore(value, cluster.options.healthScores);
    if (score !== undefined) sum = addScores(score, sum);
    else {
      const text = `Ignoring ${name} for ${node.name} because '${value}' is not a valid value: Bad input value provided`;
      note(cluster, 'warning', 'add_node_health_value', text);
    }
  }
  return sum;
}
