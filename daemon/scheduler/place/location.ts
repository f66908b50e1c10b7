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
  addLocationScores(resource, location, nodes);
  const { ledger, options } = resource.cluster;
  if (!ledger || !applies(resource, location)) return;
  const { id } = location;
  const source = id === options.text.get('node-health-strategy') ? 'health' : 'location';
  for (const { node, score } of nodes) ledger.add(resource, node, score, { source, id });
}

const applies = ({ nextRole }: Resource, { role }: Location): boolean => role === Role.unknown || role === nextRole;

/** The same without a word of where they come from, for scores that are only looked at. */
export function addLocationScores(
  resource: Resource,
  location: Location,
  nodes: readonly Candidate[] = location.nodes,
): void {
  const { probe } = location;
  if (!applies(resource, location)) return;
  const { candidates } = resource;
  for (const given of nodes) {
    let place = candidates.placeOf(given.node);
    if (place !== undefined) candidates.scores[place] = addScores(candidates.scores[place] as number, given.score);
    else {
      place = candidates.size;
      candidates.set(given.node, given);
    }
    if (PROBE_ORDER[candidates.probeAt(place)] >= PROBE_ORDER[probe]) continue;
    if (probe === 'exclusive') resource.exclusiveProbes = true;
    candidates.setProbe(place, probe);
  }
}
