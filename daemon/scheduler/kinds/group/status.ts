import type { Group, Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import { countActive } from '../active.js';
import type { StatusKind } from '../kind.js';
import { kindOf } from '../kinds.js';

export const status: StatusKind<Group> = {
  isActive: ({ children }, all) => {
    const active = (child: Resource): boolean => kindOf(child).status.isActive(child, all);
    return all ? children.every(active) : children.some(active);
  },
  role: ({ children }) => highestRole(children),
  activeNode: (group) => countActive(group, group.activeNodes),
  maxPerNode: () => 1,
  *primitives({ children }) {
    for (const child of children) yield* kindOf(child).status.primitives(child);
  },
};

export function highestRole(resources: readonly Resource[]): Role {
  let highest: Role = Role.unknown;
  for (const resource of resources) {
    const role = kindOf(resource).status.role(resource);
    if (role > highest) highest = role;
  }
  return highest;
}
