import type { Colocation } from '../../../daemon/scheduler/model/constraint.js';
import { topResource } from '../../../daemon/scheduler/model/relations.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import { unpackConstraints } from '../../../daemon/scheduler/unpack/constraints/constraints.js';
import type { ResourceJob } from '../job.js';
import { constraintsText } from './text.js';
import { constraintsXml } from './xml.js';

/** Where a resource should be, and with what: directly, or along all colocations. */
export interface Constraints {
  readonly resource: Resource;
  readonly dependents: readonly Link[];
  readonly primaries: readonly Link[];
}

/** A colocation, and what is at its other end. */
export interface Link {
  readonly colocation: Colocation;
  readonly other: Resource;
  /** It leads back to where the way came from. */
  readonly loop: boolean;
  /** Further links of the other, if these are followed. */
  readonly links: readonly Link[];
}

export function showConstraints({ resource, request, cluster, report }: ResourceJob): undefined {
  unpackConstraints(cluster);
  // Constraints are those of the whole rather than of its parts.
  const about = request.force ? resource : topResource(resource);
  const { recursive } = request;
  const found: Constraints = {
    resource: about,
    dependents: linksOf(about, 'dependent', recursive, new Set()),
    primaries: linksOf(about, 'primary', recursive, new Set()),
  };
  report.show({ text: () => constraintsText(found), xml: () => [constraintsXml(found)] });
}

type End = 'dependent' | 'primary';

function linksOf(resource: Resource, end: End, recursive: boolean, seen: Set<Resource>): Link[] {
  if (seen.has(resource)) return [];
  seen.add(resource);
  return (end === 'dependent' ? resource.withThis : resource.with).map((colocation) => {
    const other = colocation[end];
    const loop = seen.has(other);
    return { colocation, other, loop, links: recursive && !loop ? linksOf(other, end, recursive, seen) : [] };
  });
}
