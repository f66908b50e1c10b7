import { parseScore } from '../../../../cib/number/score.js';
import type { Element } from '../../../../cib/xml/element.js';
import { configError, warnOnce } from '../../log.js';
import type { Cluster } from '../../model/cluster.js';
import type { Resource } from '../../model/resource.js';
import { colocate, hasInfluence } from './colocation.js';
import { booleanValue, constrained, membersOf } from './lookup.js';

/** What all colocations of one constraint have in common. */
export interface ColocationRule {
  readonly cluster: Cluster;
  readonly id: string;
  readonly score: number;
  readonly influence: string | undefined;
}

/** Colocate the members of a sequential set: each with the one before it, or each apart from all before it. */
export function colocateMembers(rule: ColocationRule, set: Element): void {
  const { cluster, id } = rule;
  const { id: setId = '' } = set;
  const text = set.get('score');
  const score = text === undefined ? rule.score : parseScore(text, cluster.options.healthScores);
  if (score === undefined) {
    const problem = `Ignoring colocation '${id}' for set '${setId}' because '${text}' is not a valid score`;
    configError(cluster, SOURCE, problem);
    return;
  }
  if (score === 0) return;
  const withPrevious = (set.get('ordering') ?? 'group').toLowerCase() === 'group';
  if (!withPrevious) warnOfOrdering(cluster, setId);
  if (booleanValue(set.get('sequential')) === false) return;

  const role = set.get('role');
  const members = membersOf(set);
  let last: Resource | undefined;
  for (const member of members) {
    const resource = constrained(cluster, member);
    if (!resource) {
      configError(cluster, SOURCE, `Ignoring ${member} and later resources in set ${setId}: No such resource`);
      return;
    }
    if (score < 0) {
      for (const other of apartFrom(cluster, resource, members)) {
        colocate(rule, setId, [resource, other], [role, role], score, hasInfluence(rule, resource));
      }
    } else if (last) {
      const pair = withPrevious ? ([resource, last] as const) : ([last, resource] as const);
      colocate(rule, setId, pair, [role, role], score, hasInfluence(rule, resource));
    }
    last = resource;
  }
}

/** Members before a resource. One that was named by what it has inside is not found among them: then all count, itself too. */
function apartFrom(cluster: Cluster, resource: Resource, members: readonly (string | undefined)[]): Resource[] {
  const own = members.indexOf(resource.id);
  const others = own < 0 ? members : members.slice(0, own);
  return others.flatMap((id) => constrained(cluster, id) ?? []);
}

const SOURCE = 'unpack_colocation_set';

function warnOfOrdering(cluster: Cluster, setId: string): void {
  const text = `Support for 'ordering' other than 'group' in resource_set (such as ${setId}) is deprecated and will be removed in a future release`;
  warnOnce(cluster, SOURCE, 'set ordering', text);
}

/** Colocate a set with the next: of a sequential one its first (or, as the primary, its last) member stands for all. */
export function colocateSets(rule: ColocationRule, first: Element, second: Element): void {
  if (rule.score === 0) return;
  const dependents = standIns(rule, first, second, 'first');
  const primaries = dependents && standIns(rule, first, second, 'last');
  if (!dependents || !primaries) return;
  const roles = [first.get('role'), second.get('role')] as const;
  for (const dependent of dependents) {
    const influence = hasInfluence(rule, dependent);
    for (const primary of primaries) colocate(rule, rule.id, [dependent, primary], roles, rule.score, influence);
  }
}

/** Those of a set that are colocated with the other set; undefined if the one that stands for it is unknown. */
function standIns(
  rule: ColocationRule,
  first: Element,
  second: Element,
  which: 'first' | 'last',
): Resource[] | undefined {
  const { cluster } = rule;
  const set = which === 'first' ? first : second;
  const members = membersOf(set);
  if (booleanValue(set.get('sequential')) !== false) {
    const id = which === 'first' ? members[0] : members[members.length - 1];
    if (id === undefined && which === 'first') return everyMember(rule, first, second, members);
    const resource = constrained(cluster, id);
    if (resource) return [resource];
    const because = `${which} resource ${id} not found`;
    const text = `Ignoring colocation of set ${first.id} with set ${second.id} because ${because}`;
    configError(cluster, 'colocate_rsc_sets', text);
    return undefined;
  }
  return everyMember(rule, first, second, members);
}

function everyMember(
  { cluster }: ColocationRule,
  first: Element,
  second: Element,
  members: readonly (string | undefined)[],
): Resource[] {
  const found: Resource[] = [];
  for (const id of members) {
    const resource = constrained(cluster, id);
    if (resource) {
      found.push(resource);
      continue;
    }
    const text = `Ignoring colocation of set ${first.id} resource ${id} with set ${second.id}: No such resource`;
    configError(cluster, 'colocate_rsc_sets', text);
  }
  return found;
}
