import { hashOrder } from '../../cib/order/hash.js';
import type { Cluster } from '../../daemon/scheduler/model/cluster.js';
import type { Ticket } from '../../daemon/scheduler/model/constraint.js';

/** All tickets, in the peer's order. */
export const shownTickets = ({ tickets }: Cluster): Ticket[] =>
  hashOrder(tickets.keys()).flatMap((id) => tickets.get(id) ?? []);
