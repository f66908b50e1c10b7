import { topResource } from '../../model/relations.js';
import type { Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';

/** It is active, in the lowest role that this can mean. */
export function setActive(resource: Resource): void {
  resource.role = topResource(resource).promotable ? Role.unpromoted : Role.started;
}
