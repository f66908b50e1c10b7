import { configError, configWarning, warnOnce } from '../log.js';
import { topResource } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { parseRole, Role, roleName } from '../model/role.js';

const SOURCE = 'get_target_role';

/** The role that target-role limits a resource to; undefined if it does not. */
export function targetRole(resource: Resource): Role | undefined {
  const { meta, cluster, id } = resource;
  const value = meta.get('target-role');
  if (value === undefined || value.toLowerCase() === 'started') return undefined;
  if (value.toLowerCase() === 'default') {
    const text =
      "Support for setting target-role to the explicit value 'default' is deprecated and will be removed in a future release (just leave it unset)";
    configWarning(cluster, SOURCE, text);
    return undefined;
  }
  const role = parseRole(value);
  if (role === Role.unknown) {
    configError(cluster, SOURCE, `Ignoring 'target-role' for ${id} because '${value}' is not valid`);
    return undefined;
  }
  const oldName = /^(?:Slave|Master)$/i.test(value) ? (role === Role.promoted ? 'Master' : 'Slave') : undefined;
  if (oldName !== undefined) {
    const text = `Support for the ${oldName} role is deprecated and will be removed in a future release. Use ${roleName(role)} instead.`;
    warnOnce(cluster, 'pcmk_parse_role', oldName, text);
  }
  if (role <= Role.started) return role;
  if (topResource(resource).promotable) return role > Role.unpromoted ? undefined : role;
  const text = `Ignoring 'target-role' for ${id} because '${value}' only makes sense for promotable clones`;
  configError(cluster, SOURCE, text);
  return undefined;
}

/** Not to be started, or not to be promoted. */
export function isDisabled(resource: Resource): boolean {
  const wanted = resource.meta.get('target-role');
  if (wanted === undefined) return false;
  const role = parseRole(wanted);
  return role === Role.stopped || (role === Role.unpromoted && topResource(resource).promotable);
}
