import type { Element } from '../../../../cib/xml/element.js';
import { configError } from '../../log.js';
import { forbidEverywhere } from '../../model/candidates.js';
import type { Cluster } from '../../model/cluster.js';
import type { Ticket, TicketConstraint } from '../../model/constraint.js';
import type { Cause } from '../../model/ledger.js';
import type { Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import { fenceNode } from '../fence.js';
import { constrained, constraintRole, membersOf } from './lookup.js';
import { expandTags, setsOf } from './sets.js';

/** An `rsc_ticket`, of one resource or of sets. */
export function unpackTicketConstraint(cluster: Cluster, constraint: Element): void {
  const { id = '' } = constraint;
  const name = constraint.get('ticket');
  if (name === undefined) {
    configError(cluster, 'pcmk__unpack_rsc_ticket', `Ignoring constraint '${id}' without ticket`);
    return;
  }
  if (name === '') return;
  const ticket = ticketNamed(cluster, name);
  const expanded = expandTags(cluster, constraint, [{ attribute: 'rsc', moved: ['rsc-role', 'role'] }], false);
  if (!expanded) return;
  const policy = expanded.get('loss-policy');
  let any = false;
  for (const set of setsOf(cluster, expanded)) {
    any = true;
    if (!set || !unpackSet(cluster, set, ticket, policy)) return;
  }
  if (any) return;
  const rsc = constraint.get('rsc');
  const resource = constrained(cluster, rsc);
  if (resource) dependOn(ticket, resource, id, constraint.get('rsc-role'), policy);
  else {
    const problem = rsc === undefined ? 'without resource' : `because resource '${rsc}' does not exist`;
    configError(cluster, 'unpack_simple_rsc_ticket', `Ignoring constraint '${id}' ${problem}`);
  }
}

function ticketNamed(cluster: Cluster, id: string): Ticket {
  const known = cluster.tickets.get(id);
  if (known) return known;
  const ticket: Ticket = { id, granted: false, standby: false, lastGranted: -1, attributes: new Map() };
  cluster.tickets.set(id, ticket);
  return ticket;
}

function unpackSet(cluster: Cluster, set: Element, ticket: Ticket, policy: string | undefined): boolean {
  if (set.id === undefined) {
    configError(cluster, 'unpack_rsc_ticket_set', 'Ignoring <resource_set> without id');
    return false;
  }
  for (const id of membersOf(set)) {
    const resource = constrained(cluster, id);
    if (!resource) {
      configError(cluster, 'unpack_rsc_ticket_set', `${set.id}: No resource found for ${id}`);
      return false;
    }
    dependOn(ticket, resource, set.id, set.get('role'), policy);
  }
  return true;
}

function dependOn(
  ticket: Ticket,
  resource: Resource,
  id: string,
  roleText: string | undefined,
  policy: string | undefined,
): void {
  const role = constraintRole(roleText);
  if (role === undefined) {
    const text = `Ignoring constraint ${id}: Invalid role '${roleText}'`;
    configError(resource.cluster, 'pcmk__parse_constraint_role', text);
    return;
  }
  const lossPolicy = policyOf(ticket, resource, role, policy?.toLowerCase());
  const constraint: TicketConstraint = { id, ticket, resource, role, lossPolicy };
  resource.tickets.push(constraint);
  if (!ticket.granted || ticket.standby) withholdTicket(resource, constraint);
}

function policyOf(
  ticket: Ticket,
  { cluster }: Resource,
  role: Role,
  policy: string | undefined,
): TicketConstraint['lossPolicy'] {
  if (policy === 'fence' && !cluster.options.fencingEnabled) {
    const text = `Resetting 'loss-policy' for ticket '${ticket.id}' to 'stop' because fencing is not configured`;
    configError(cluster, 'rsc_ticket_new', text);
    return 'stop';
  }
  if (policy === 'fence' || policy === 'freeze' || policy === 'demote' || policy === 'stop') return policy;
  return role === Role.promoted ? 'demote' : 'stop';
}

/** The ticket is not granted, or in standby: forbid what needs it, and deal with what is active. */
function withholdTicket(resource: Resource, constraint: TicketConstraint): void {
  const { ticket, role, lossPolicy } = constraint;
  if (resource.children.length > 0) {
    for (const child of resource.children) withholdTicket(child, constraint);
    return;
  }
  const cause: Cause = { source: 'ticket', id: constraint.id, other: ticket.id };
  if (!ticket.granted && resource.activeNodes.length > 0) loseTicket(resource, constraint, cause);
  else if (role !== Role.promoted || lossPolicy === 'stop') forbidEverywhere(resource, cause);
}

function loseTicket(resource: Resource, { role, lossPolicy }: TicketConstraint, cause: Cause): void {
  const { cluster } = resource;
  const applies = role === Role.unknown || role === resource.role;
  if (lossPolicy === 'stop') forbidEverywhere(resource, cause);
  // Promotion is ruled out later, when instances are chosen for it
  else if (lossPolicy === 'demote' && role !== Role.promoted) forbidEverywhere(resource, cause);
  else if (lossPolicy === 'fence' && applies) {
    forbidEverywhere(resource, cause);
    for (const node of resource.activeNodes) fenceNode(cluster, node, 'deadman ticket was lost');
  } else if (lossPolicy === 'freeze' && applies) {
    resource.managed = false;
    resource.blocked = true;
  }
}
