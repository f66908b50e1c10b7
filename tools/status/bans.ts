import type { Cluster } from '../../daemon/scheduler/model/cluster.js';
import type { Location } from '../../daemon/scheduler/model/constraint.js';
import type { Candidate } from '../../daemon/scheduler/model/node.js';
import { printableId, topResource } from '../../daemon/scheduler/model/relations.js';
import { includes, type View } from './view.js';

export interface ShownBan {
  readonly location: Location;
  readonly candidate: Candidate;
}

/** Nodes that location constraints keep resources away from. */
export function shownBans(cluster: Cluster, { banPrefix, onlyResources }: View): ShownBan[] {
  return cluster.locations.flatMap((location) => {
    const { id, resource, nodes } = location;
    if (banPrefix !== undefined && !id.startsWith(banPrefix)) return [];
    const named = [resource, topResource(resource)].some((each) => includes(onlyResources, printableId(each)));
    if (!named) return [];
    return nodes.filter(({ score }) => score < 0).map((candidate) => ({ location, candidate }));
  });
}
