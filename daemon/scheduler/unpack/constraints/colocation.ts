import { parseScore } from '../../../../cib/number/score.js';
import type { Element } from '../../../../cib/xml/element.js';
import { configError, configWarning } from '../../log.js';
import type { Cluster } from '../../model/cluster.js';
import type { Resource } from '../../model/resource.js';
import { type ColocationRule, colocateMembers, colocateSets } from './colocation-sets.js';
import { booleanValue, constrained, constraintRole } from './lookup.js';
import { addColocation } from './new-colocation.js';
import { expandTags, setsOf } from './sets.js';

/** An `rsc_colocation`, of two resources or of sets. */
export function unpackColocation(cluster: Cluster, constraint: Element): void {
  const { id = '' } = constraint;
  if (id === '') {
    configError(cluster, 'pcmk__unpack_colocation', 'Ignoring rsc_colocation without id');
    return;
  }
  const places = [
    { attribute: 'rsc', moved: ['rsc-role', 'role'] },
    { attribute: 'with-rsc', moved: ['with-rsc-role', 'role'] },
  ] as const;
  const expanded = expandTags(cluster, constraint, places, true);
  if (!expanded) return;
  const text = expanded.get('score');
  const score = text === undefined ? 0 : parseScore(text, cluster.options.healthScores);
  if (score === undefined) {
    const problem = `Ignoring colocation ${id} because '${text}' is not a valid score`;
    configError(cluster, 'pcmk__unpack_colocation', problem);
    return;
  }
  const rule = { cluster, id, score, influence: expanded.get('influence') };
  let last: Element | undefined;
  for (const set of setsOf(cluster, expanded)) {
    if (!set) return;
    if (!set.id) {
      configError(cluster, 'pcmk__unpack_colocation', 'Ignoring resource_set without id');
      continue;
    }
    colocateMembers(rule, set);
    if (last) colocateSets(rule, last, set);
    last = set;
  }
  if (!last) unpackPair(rule, constraint);
}

function unpackPair(rule: ColocationRule, constraint: Element): void {
  const { cluster, id } = rule;
  const dependent = constrained(cluster, constraint.get('rsc'));
  const primary = constrained(cluster, constraint.get('with-rsc'));
  if (!dependent || !primary) {
    const missing = constraint.get(dependent ? 'with-rsc' : 'rsc');
    const text = `Ignoring constraint '${id}' because resource '${missing}' does not exist`;
    configError(cluster, 'unpack_simple_colocation', text);
    return;
  }
  if (booleanValue(constraint.get('symmetrical')) === true) {
    const text = "The colocation constraint 'symmetrical' attribute has been removed";
    configWarning(cluster, 'unpack_simple_colocation', text);
  }
  const roles = [constraint.get('rsc-role'), constraint.get('with-rsc-role')] as const;
  const influence = hasInfluence(rule, dependent);
  colocate(rule, id, [dependent, primary], roles, rule.score, influence, constraint.get('node-attribute'));
}

/** Make a configured colocation, unless a role in it is none. */
export function colocate(
  { cluster }: ColocationRule,
  id: string,
  [dependent, primary]: readonly [Resource, Resource],
  roles: readonly [string | undefined, string | undefined],
  score: number,
  influence: boolean,
  attribute = '#uname',
): void {
  const [dependentRole, primaryRole] = roles.map(constraintRole);
  if (dependentRole === undefined || primaryRole === undefined) {
    const bad = dependentRole === undefined ? roles[0] : roles[1];
    configError(cluster, 'pcmk__parse_constraint_role', `Ignoring constraint ${id}: Invalid role '${bad}'`);
    return;
  }
  addColocation({ id, dependent, primary, score, dependentRole, primaryRole, attribute, influence, explicit: true });
}

/** Whether the dependent counts for the primary: by the constraint, or by how critical the dependent is. */
export function hasInfluence({ cluster, id, influence }: ColocationRule, dependent: Resource): boolean {
  if (influence !== undefined) {
    const value = booleanValue(influence);
    if (value !== undefined) return value;
    const text = `Constraint '${id}' has invalid value for influence (using default)`;
    configError(cluster, 'unpack_influence', text);
  }
  return dependent.critical;
}
