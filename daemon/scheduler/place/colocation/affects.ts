import type { Colocation } from '../../model/constraint.js';
import { outermost } from '../../model/relations.js';
import type { Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';

/** What a colocation bears on now. */
export type Affects = 'nothing' | 'location' | 'role';

/** A container has the role of what runs in it. */
export function roleHolder(resource: Resource): Resource {
  if (!resource.isReplicaContainer) return resource;
  const bundle = outermost(resource);
  if (bundle.kind !== 'bundle') return resource;
  return bundle.replicas.find(({ container }) => container === resource)?.child ?? resource;
}

/**
 * What a colocation bears on, as far as its resources are assigned.
 * @param preview as if nothing were assigned yet
 */
export function affects(dependent: Resource, primary: Resource, colocation: Colocation, preview = false): Affects {
  if (!preview && primary.unassigned) return 'nothing';
  const { dependentRole, primaryRole } = colocation;
  const holder = roleHolder(dependent);
  if (dependentRole >= Role.unpromoted && holder.parent?.promotable && !holder.unassigned) return 'role';
  if (!preview && !dependent.unassigned) return 'nothing';
  if (dependentRole !== Role.unknown && dependentRole !== holder.nextRole) return 'nothing';
  if (primaryRole !== Role.unknown && primaryRole !== roleHolder(primary).nextRole) return 'nothing';
  return 'location';
}
