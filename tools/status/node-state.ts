import { parseScore } from '../../cib/number/score.js';
import type { Cluster } from '../../daemon/scheduler/model/cluster.js';
import type { Node } from '../../daemon/scheduler/model/node.js';
import { isGuest } from '../../daemon/scheduler/model/relations.js';
import { currentNode } from './primitive.js';

export type Health = 'red' | 'yellow' | 'green';

/** The worst of a node's health attributes, by the strategy of the cluster. */
export function healthOf({ options }: Cluster, node: Node): Health {
  if (options.healthStrategy === 'none') return 'green';
  const { red, yellow, green } = options.healthScores;
  let health: Health = 'green';
  for (const [name, value] of node.attributes) {
    if (!name.startsWith('#health')) continue;
    const color = value.toLowerCase();
    if (color === 'red') return 'red';
    if (color === 'yellow') {
      health = 'yellow';
      continue;
    }
    const score = parseScore(value, options.healthScores);
    if (score === undefined) continue;
    if (score <= red) return 'red';
    if (score <= yellow && yellow !== green) health = 'yellow';
  }
  return health;
}

/** Feature set of a cluster node that is there; before 3.15.1 nodes did not tell theirs. */
export function featureSetOf(node: Node): string | undefined {
  if (!node.online || !node.expectedUp || node.kind !== 'cluster') return undefined;
  return node.attributes.get('#feature-set') ?? '<3.15.1';
}

/** Nodes of the cluster run different versions. */
export function isMixedVersion({ nodes }: Cluster): boolean {
  return new Set(nodes.map(featureSetOf).filter((version) => version !== undefined)).size > 1;
}

/** Name of a node, with its host and id in detail. */
export function displayName(node: Node, detail: boolean | undefined): string {
  if (!detail) return node.name;
  const host = isGuest(node) ? `@${currentNode(node.remote.launcher)?.name ?? ''}` : '';
  const id = node.name.toLowerCase() === node.id.toLowerCase() ? '' : ` (${node.id})`;
  return node.name + host + id;
}

export function stateText(node: Node): string {
  if (node.unclean) return `UNCLEAN (${node.online ? 'online' : node.pending ? 'pending' : 'offline'})`;
  if (node.pending) return 'pending';
  if (node.standbyOnFail && node.online) return 'standby (on-fail)';
  if (node.standby) {
    if (!node.online) return 'OFFLINE (standby)';
    return node.running.length === 0 ? 'standby' : 'standby (with active resources)';
  }
  if (node.maintenance) return node.online ? 'maintenance' : 'OFFLINE (maintenance)';
  return node.online ? 'online' : 'OFFLINE';
}
