import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { Relation } from '../../model/action.js';
import type { Colocation } from '../../model/constraint.js';
import type { Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import { orderActions } from '../../order/new.js';
import { addTo, byDependent, byPrimary } from '../../place/colocation/lists.js';

/** Colocate two resources; with a score of 0 nothing happens. */
export function addColocation(
  given: Partial<Colocation> & Pick<Colocation, 'id' | 'dependent' | 'primary' | 'score'>,
): void {
  if (given.score === 0) return;
  const colocation: Colocation = {
    attribute: '#uname',
    dependentRole: Role.unknown,
    primaryRole: Role.unknown,
    influence: false,
    explicit: false,
    ...given,
  };
  const { dependent, primary, score } = colocation;
  addTo(dependent.with, colocation, byPrimary);
  addTo(primary.withThis, colocation, byDependent);
  dependent.cluster.colocations.push(colocation);
  if (score > -INFINITY_SCORE) return;
  orderApart(dependent, colocation.dependentRole, primary, colocation.primaryRole);
  orderApart(primary, colocation.primaryRole, dependent, colocation.dependentRole);
}

/** What must not be together stops before the other starts in its place. */
function orderApart(first: Resource, firstRole: Role, then: Resource, thenRole: Role): void {
  for (const firstTask of leaving(firstRole)) {
    for (const thenTask of entering(thenRole)) {
      orderActions(first, firstTask, then, thenTask, Relation.ifRequiredOnSameNode);
    }
  }
}

function leaving(role: Role): string[] {
  if (role === Role.promoted) return ['demote'];
  return role === Role.unpromoted ? ['stop', 'promote'] : ['stop'];
}

function entering(role: Role): string[] {
  if (role === Role.promoted) return ['promote'];
  return role === Role.unpromoted ? ['start', 'demote'] : ['start'];
}
