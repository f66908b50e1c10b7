import { parseScore } from '../../../../cib/number/score.js';
import { posixPattern } from '../../../../cib/posix/pattern.js';
import type { Element } from '../../../../cib/xml/element.js';
import { configError, configWarning, note } from '../../log.js';
import { candidate } from '../../model/candidates.js';
import type { Cluster } from '../../model/cluster.js';
import type { Resource } from '../../model/resource.js';
import { parseRole, Role } from '../../model/role.js';
import { findNode } from '../nodes.js';
import { addLocationRule } from './location-rule.js';
import { constrained, membersOf } from './lookup.js';
import { addLocation } from './new-location.js';
import { expandTags, setsOf } from './sets.js';

/** What one use of an `rsc_location` adds to the element: the set it comes by, or the match of its pattern. */
interface Use {
  readonly role?: string | undefined;
  readonly score?: string | undefined;
  readonly submatches?: readonly (string | undefined)[];
}

/** An `rsc_location` of any form. */
export function unpackLocation(cluster: Cluster, constraint: Element): void {
  const expanded = expandTags(cluster, constraint, [{ attribute: 'rsc', moved: ['role', 'role'] }], false);
  if (!expanded) return;
  let any = false;
  for (const set of setsOf(cluster, expanded)) {
    any = true;
    if (!set || !unpackSet(cluster, expanded, set)) return;
  }
  if (any) return;
  const id = constraint.get('rsc');
  if (id !== undefined) unpackOne(cluster, constraint, constrained(cluster, id));
  const pattern = constraint.get('rsc-pattern');
  if (pattern !== undefined) unpackPattern(cluster, constraint, pattern);
}

function unpackSet(cluster: Cluster, constraint: Element, set: Element): boolean {
  if (set.id === undefined) {
    configError(cluster, 'unpack_location_set', `Ignoring resource_set without id in constraint '${constraint.id}'`);
    return false;
  }
  const use = { role: set.get('role'), score: set.get('score') };
  for (const id of membersOf(set)) {
    const resource = constrained(cluster, id);
    if (!resource) {
      configError(cluster, 'unpack_location_set', `${set.id}: No resource found for ${id}`);
      return false;
    }
    unpackOne(cluster, constraint, resource, use);
  }
  return true;
}

function unpackPattern(cluster: Cluster, constraint: Element, pattern: string): void {
  const invert = pattern.startsWith('!');
  const regex = posixPattern(invert ? pattern.slice(1) : pattern);
  if (!regex) {
    const text = `Ignoring constraint '${constraint.id}' because rsc-pattern has invalid value '${invert ? pattern.slice(1) : pattern}'`;
    configError(cluster, 'unpack_simple_location', text);
    return;
  }
  for (const resource of cluster.resources) {
    const submatches = regex.exec(resource.id);
    if (invert && !submatches) unpackOne(cluster, constraint, resource);
    else if (!invert && submatches) unpackOne(cluster, constraint, resource, { submatches });
  }
}

function unpackOne(cluster: Cluster, constraint: Element, resource: Resource | undefined, use: Use = {}): void {
  const { id = '' } = constraint;
  if (!resource) {
    const text = `Ignoring constraint '${id}' because resource '${constraint.get('rsc')}' does not exist`;
    configWarning(cluster, SOURCE, text);
    return;
  }
  const name = constraint.get('node');
  const score = use.score ?? constraint.get('score');
  if (name === undefined || score === undefined) {
    const rule = constraint.child('rule');
    if (rule) addLocationRule(resource, constraint, rule, use.submatches);
    return;
  }
  const node = findNode(cluster, name);
  if (!node) {
    note(cluster, 'info', SOURCE, `Ignoring location constraint ${id} because '${name}' is not a known node`);
    return;
  }
  const parsed = parseScore(score, cluster.options.healthScores);
  if (parsed === undefined) {
    configError(cluster, SOURCE, `Ignoring location constraint ${id} because '${score}' is not a valid score`);
    return;
  }
  const roleText = use.role ?? constraint.get('role');
  const role = locationRole(roleText);
  if (role === undefined) {
    configError(cluster, SOURCE, `Ignoring location constraint ${id} because '${roleText}' is not a valid role`);
    return;
  }
  addLocation(id, resource, [candidate(node, parsed)], role, constraint.get('resource-discovery'));
}

const SOURCE = 'unpack_rsc_location';

/** The role a location is limited to; started and unpromoted mean any. Undefined if the text is no role. */
export function locationRole(text: string | undefined): Role | undefined {
  const role = parseRole(text);
  if (role === Role.unknown && text !== undefined) return undefined;
  return role === Role.started || role === Role.unpromoted ? Role.unknown : role;
}
