import { note } from '../log.js';
import { Relation } from '../model/action.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { Role } from '../model/role.js';
import { relate } from '../order/relate.js';
import { resourceAction, startAction, stopAction } from './create.js';
import { fenceAction } from './fence.js';
import { findActionsOn } from './find.js';
import { isUnfenced, orderAfterUnfencing } from './unfence.js';

const { unknown, stopped, started, unpromoted, promoted } = Role;

/** The next role on the way: rows are current roles, columns the roles to get to, from unknown to promoted. */
const NEXT: readonly (readonly Role[])[] = [
  [unknown, stopped, stopped, stopped, stopped],
  [stopped, stopped, started, unpromoted, unpromoted],
  [stopped, stopped, started, unpromoted, promoted],
  [stopped, stopped, stopped, unpromoted, promoted],
  [stopped, unpromoted, unpromoted, unpromoted, promoted],
];

type Step = (resource: Resource, node: Node | undefined, optional: boolean) => void;

const nextTo = (role: Role, goal: Role): Role => (NEXT[role] as readonly Role[])[goal] as Role;

/** What takes a resource from one role to the next; undefined if nothing needs to be done. */
function stepTo(role: Role, next: Role): Step | undefined {
  if (role === promoted) return next === promoted ? undefined : demote;
  if (next === promoted) return promote;
  if (role === stopped) return next === stopped ? undefined : start;
  if (next === stopped || (role === unpromoted && next === started)) return stop;
  return undefined;
}

/** Bring a resource down where it is, and up again to the same role where it is to be. */
export function restart(
  resource: Resource,
  current: Node | undefined,
  needsStop: boolean,
  needsPromote: boolean,
): void {
  resource.restarting = true;
  let role: Role = resource.role;
  while (role !== stopped) {
    const next = nextTo(role, stopped);
    const step = stepTo(role, next);
    if (!step) break;
    step(resource, current, !needsStop);
    role = next;
  }
  while (resource.role <= resource.nextRole && role !== resource.role && !resource.blocked) {
    const next = nextTo(role, resource.role);
    const step = stepTo(role, next);
    if (!step) break;
    step(resource, resource.assigned, !(needsStop || (next === promoted && needsPromote)));
    role = next;
  }
  resource.restarting = false;
}

/** Bring a resource from the role it has to the one it is to have. */
export function goToNextRole(resource: Resource): void {
  let role: Role = resource.role;
  while (role !== resource.nextRole) {
    const next = nextTo(role, resource.nextRole);
    const step = stepTo(role, next);
    if (!step) break;
    step(resource, resource.assigned, false);
    role = next;
  }
}

/** Of a resource that is active too often, the node where it is to stay. */
const isExpected = ({ stopUnexpected, restarting, nextRole, assigned }: Resource, node: Node | undefined): boolean =>
  stopUnexpected && restarting && nextRole > stopped && assigned !== undefined && assigned === node;

function stop(resource: Resource, _node: Node | undefined, optional: boolean): void {
  const { assigned, migrationTarget, restarting, stopUnexpected } = resource;
  let isOptional = optional;
  for (const node of resource.activeNodes) {
    if (isExpected(resource, node)) continue;
    if (migrationTarget) {
      if (node === migrationTarget && node === assigned) continue;
      isOptional = false;
    }
    const action = stopAction(resource, node, isOptional);
    if (!assigned) action.reason = 'node availability';
    else if (restarting && stopUnexpected) action.reason = 'being multiply active';
    if (!resource.managed) action.runnable = false;
    if (resource.requires === 'unfencing') stopBeforeUnfencing(resource, node, action);
  }
}

function stopBeforeUnfencing(resource: Resource, node: Node, action: ReturnType<typeof stopAction>): void {
  const { cluster, id } = resource;
  const unfence = fenceAction(node, cluster, { operation: 'on', optional: true });
  relate(action, unfence, Relation.thenImpliesFirst);
  if (!isUnfenced(node)) note(cluster, 'error', 'stop_resource', `Stopping ${id} until ${node.name} can be unfenced`);
}

function start(resource: Resource, node: Node | undefined, optional: boolean): void {
  const action = startAction(resource, node, true);
  if (node) orderAfterUnfencing(resource, node, action, Relation.firstImpliesThen);
  if (action.runnable && !optional) action.optional = false;
  if (isExpected(resource, node)) action.pseudo = true;
}

function promote(resource: Resource, node: Node | undefined, optional: boolean): void {
  if (findActionsOn(resource, 'start', node).every(({ runnable }) => runnable)) {
    const action = resourceAction(resource, 'promote', node, optional);
    if (isExpected(resource, node)) action.pseudo = true;
    return;
  }
  for (const action of findActionsOn(resource, 'promote', node)) action.runnable = false;
}

/** On all nodes where it is active, even if it should be on none but one. */
function demote(resource: Resource, _node: Node | undefined, optional: boolean): void {
  for (const node of resource.activeNodes) {
    if (!isExpected(resource, node)) resourceAction(resource, 'demote', node, optional);
  }
}
