import { kindOf } from '../kinds/kinds.js';
import type { Resource } from '../model/resource.js';
import { Role } from '../model/role.js';

/** The highest role that anything inside a resource will have. */
export function highestNextRole({ children }: Resource): Role {
  let highest: Role = Role.unknown;
  for (const child of children) {
    const role = kindOf(child).place.nextRole(child);
    if (role > highest) highest = role;
  }
  return highest;
}
