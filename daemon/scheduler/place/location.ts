import { addScores } from '../model/candidates.js';
import type { Location } from '../model/constraint.js';
import type { Candidate } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { Role } from '../model/role.js';

const PROBE_ORDER = { always: 0, never: 1, exclusive: 2 } as const;

/** Add a location's scores to those of a resource alone, if it applies to the role that the resource will have. */
export function applyLocation(
  resource: Resource,
  location: Location,
  nodes: readonly Candidate[] = location.nodes,
): void {
  const { role, probe } = location;
  if (role !== Role.unknown && role !== resource.nextRole) return;
  for (const given of nodes) {
    let found = resource.candidates.get(given.node);
    if (found) found.score = addScores(found.score, given.score);
    else {
      found = { ...given };
      resource.candidates.set(given.node, found);
    }
    if (PROBE_ORDER[found.probe] >= PROBE_ORDER[probe]) continue;
    if (probe === 'exclusive') resource.exclusiveProbes = true;
    found.probe = probe;
  }
}
