import { int } from '../../../cib/number/int.js';
import { isTrue } from '../../../cib/options/read.js';
import type { Element } from '../../../cib/xml/element.js';
import { note } from '../log.js';
import type { Cluster } from '../model/cluster.js';
import type { Ticket } from '../model/constraint.js';

/** The ticket of that name; made when it is first mentioned. */
export function ticketNamed(cluster: Cluster, id: string): Ticket {
  const known = cluster.tickets.get(id);
  if (known) return known;
  const ticket: Ticket = { id, granted: false, standby: false, lastGranted: -1, attributes: new Map() };
  cluster.tickets.set(id, ticket);
  return ticket;
}

export function unpackTicketState(cluster: Cluster, state: Element): void {
  const { id } = state;
  if (!id) return;
  const ticket = ticketNamed(cluster, id);
  for (const [name, value] of state.attributes()) if (name !== 'id') ticket.attributes.set(name, value);
  const source = 'unpack_ticket_state';
  ticket.granted = isTrue(ticket.attributes.get('granted'));
  note(cluster, 'info', source, ticket.granted ? `We have ticket '${id}'` : `We do not have ticket '${id}'`);
  const lastGranted = ticket.attributes.get('last-granted');
  if (lastGranted !== undefined) ticket.lastGranted = int(lastGranted, 0);
  ticket.standby = isTrue(ticket.attributes.get('standby'));
  if (ticket.standby && ticket.granted) note(cluster, 'info', source, `Granted ticket '${id}' is in standby-mode`);
}
