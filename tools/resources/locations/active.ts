import { kindOf } from '../../../daemon/scheduler/kinds/kinds.js';
import type { Node } from '../../../daemon/scheduler/model/node.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import { Role } from '../../../daemon/scheduler/model/role.js';

export interface Activity {
  /** The one node to name, if there is any. */
  readonly node: Node | undefined;
  readonly count: number;
}

/** Where a resource is active: on nodes that are well, or if it needs fencing on any. */
export function activityOf(resource: Resource): Activity {
  const { node, all, clean } = kindOf(resource).status.activeNode(resource);
  const fenced = resource.requires === 'fencing' || resource.requires === 'unfencing';
  return { node, count: fenced ? all : clean };
}

/** The instances of a resource that are promoted, and the node of the last of them. */
export function promotedOf({ children }: Resource): Activity & { readonly instance: Resource | undefined } {
  const promoted = children.filter((child) => kindOf(child).status.role(child) === Role.promoted);
  const instance = promoted.at(-1);
  const node = instance && kindOf(instance).status.activeNode(instance).node;
  return { node, count: promoted.length, instance };
}
