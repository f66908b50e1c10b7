import { kindOf } from '../../daemon/scheduler/kinds/kinds.js';
import type { Node } from '../../daemon/scheduler/model/node.js';
import { outermost, printableId, topResource } from '../../daemon/scheduler/model/relations.js';
import type { Bundle, Resource } from '../../daemon/scheduler/model/resource.js';
import { includes, includesNode, isNamed, type Names } from './view.js';

/** Whether a resource is to be left out, because neither it nor anything inside it is named. */
export function isFiltered(resource: Resource, only: Names, checkParent: boolean): boolean {
  switch (resource.kind) {
    case 'primitive': {
      if (includes(only, printableId(resource)) || includes(only, resource.id)) return false;
      return !checkParent || !resource.parent || isFiltered(outermost(resource), only, false);
    }
    case 'group': {
      if (checkParent && includes(only, printableId(topResource(resource)))) return false;
      return !isNamed(only, resource) && resource.children.every((child) => isFiltered(child, only, false));
    }
    case 'clone': {
      if (includes(only, printableId(resource)) || includes(only, resource.childXml.id)) return false;
      return resource.children.every((child) => isFiltered(child, only, false));
    }
    case 'bundle':
      if (includes(only, printableId(resource))) return false;
      return bundleParts(resource).every((part) => isFiltered(part, only, false));
  }
}

/** The resources of all replicas of a bundle. */
export const bundleParts = ({ replicas }: Bundle): Resource[] =>
  replicas.flatMap(({ ip, child, container, remote }) =>
    [ip, child, container, remote].filter((part) => part !== undefined),
  );

export const isActive = (resource: Resource, all: boolean): boolean => kindOf(resource).status.isActive(resource, all);

/** Active, but on other nodes than those that are asked for. */
export const isElsewhere = (resource: Resource, only: Names): boolean =>
  isActive(resource, false) && !runsOnAny(resource, only);

export const runsOnAny = (resource: Resource, only: Names): boolean =>
  resource.activeNodes.some((node: Node) => includesNode(only, node));

/** Those that are named, or whose parent is; the latest first, as the peer has them. */
export const namedOf = (resources: readonly Resource[], only: Names): Resource[] =>
  resources
    .filter(
      (resource) =>
        includes(only, printableId(resource)) || (resource.parent && includes(only, printableId(resource.parent))),
    )
    .reverse();

/** Whether it holds of a resource and all (or of any) of what is inside it. */
export function holds(resource: Resource, test: (resource: Resource) => boolean, any: boolean): boolean {
  if (test(resource) === any) return any;
  for (const child of resource.children) if (holds(child, test, any) === any) return any;
  return !any;
}
