import { CibError } from '../../cib/result/error.js';
import type { Cluster } from '../../daemon/scheduler/model/cluster.js';
import type { Resource } from '../../daemon/scheduler/model/resource.js';
import { Role } from '../../daemon/scheduler/model/role.js';
import { findResource, withoutInstance } from '../../daemon/scheduler/unpack/find.js';
import { parameters } from '../../daemon/scheduler/unpack/meta.js';

/** Where an instance of a resource is active. */
export interface Active {
  readonly node: string;
  readonly promoted: boolean;
}

/** A resource in its cluster, as the status tells. */
export interface ResourceState {
  readonly cluster: Cluster;
  readonly resource: Resource;
}

/** @throws CibError `ENXIO` if there is no such resource */
export function resourceState(cluster: Cluster, id: string): ResourceState {
  // What is cloned is known by the name of its first instance too.
  const resource =
    findResource(cluster, id) ?? [...cluster.resourcesById.values()].find((each) => withoutInstance(each.id) === id);
  if (!resource) throw new CibError('ENXIO', `Resource '${id}' not found`);
  return { cluster, resource };
}

/** Where a resource runs, a clone's instances one by one; a lone instance of an anonymous clone stands for all. */
export function activeOf({ resource }: ResourceState, asked: string): Active[] {
  const isClone = ({ kind }: Resource) => kind === 'clone';
  const { parent } = resource;
  const whole = parent && isClone(parent) && !resource.unique && resource.id !== asked ? parent : resource;
  return (isClone(whole) ? whole.children : [whole]).flatMap((instance) =>
    instance.activeNodes.map(({ name }) => ({ node: name, promoted: roleOf(instance) === Role.promoted })),
  );
}

/** Role of a resource, or the highest of its members. */
function roleOf(resource: Resource): Role {
  const roles = [resource.role, ...(resource.kind === 'group' ? resource.children.map(roleOf) : [])];
  return Math.max(...roles) as Role;
}

/** Value of a parameter or meta-attribute, as it takes effect where the resource runs. */
export function effectiveValue({ resource }: ResourceState, set: string, name: string): string | undefined {
  if (set === 'meta_attributes') return resource.meta.get(name);
  if (set === 'utilization') return resource.utilization.get(name);
  const [node, ...others] = resource.activeNodes;
  return parameters(resource, others.length === 0 ? node : undefined).get(name);
}
