import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';

export interface ActiveNode {
  readonly node: Node | undefined;
  readonly all: number;
  readonly clean: number;
}

/**
 * The node that stands for all where a resource is active: the source of a migration under way;
 * else, unless it needs fencing, the first that is online and clean; else the first.
 */
export function countActive(resource: Resource, nodes: Iterable<Node>): ActiveNode {
  let node: Node | undefined;
  let all = 0;
  let clean = 0;
  const needsFencing = resource.requires === 'fencing' || resource.requires === 'unfencing';
  for (const each of nodes) {
    const happy = each.online && !each.unclean;
    all++;
    if (happy) clean++;
    if (resource.migrationSource) {
      if (each === resource.migrationSource) node = each;
    } else if (!needsFencing && happy && (!node?.online || node.unclean)) node = each;
    node ??= each;
  }
  return { node, all, clean };
}
