import { configError } from '../../log.js';
import type { Cluster } from '../../model/cluster.js';
import type { Location } from '../../model/constraint.js';
import type { Candidate, Probe } from '../../model/node.js';
import type { Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';

/** Make it known that nodes have a score, or a probe mode, for a resource. */
export function addLocation(
  id: string,
  resource: Resource,
  nodes: Candidate[],
  role: Role = Role.unknown,
  discovery?: string,
): Location {
  const { cluster } = resource;
  const location: Location = { id, resource, role, probe: probeMode(resource, discovery), nodes };
  if (location.probe === 'exclusive') resource.exclusiveProbes = true;
  cluster.locations.push(location);
  resource.locations.push(location);
  return location;
}

/** All locations are known: put the latest first, the order in which the peer applies them. */
export function settleLocations(cluster: Cluster): void {
  for (const resource of new Set(cluster.locations.map((location) => location.resource))) resource.locations.reverse();
  cluster.locations.reverse();
}

function probeMode({ cluster }: Resource, discovery: string | undefined): Probe {
  const mode = discovery?.toLowerCase() ?? 'always';
  if (mode === 'always' || mode === 'never' || mode === 'exclusive') return mode;
  const text = `Invalid resource-discovery value ${discovery} in location constraint`;
  configError(cluster, 'pcmk__new_location', text);
  return 'always';
}
