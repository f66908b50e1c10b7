import type { CibClient } from '../../cib/client/client.js';
import { hashOrder } from '../../cib/order/hash.js';
import { CibError } from '../../cib/result/error.js';
import { Element } from '../../cib/xml/element.js';
import { xpathLiteral } from '../../cib/xpath/literal.js';
import { query } from '../attributes/node.js';
import { isTrue, type Ticket } from './ticket.js';

/** The change needs --force. */
export class Unsafe extends Error {}

/** States of a ticket (more than one if the CIB is not valid). */
export const statesOf = (client: CibClient, id: string): Promise<Element[]> =>
  query(client, `/cib/status/tickets/ticket_state[@id=${xpathLiteral(id)}]`);

/**
 * Set attributes of a ticket's state, which is created if there is none.
 * @param ticket as it is now, if known
 * @param now seconds since 1970-01-01 UTC, kept as the time of a grant
 * @throws Unsafe if it is granted or revoked without force; CibError of the request
 */
export async function setTicket(
  client: CibClient,
  id: string,
  ticket: Ticket | undefined,
  attributes: ReadonlyMap<string, string>,
  { force, now }: { readonly force: boolean; readonly now: number },
): Promise<void> {
  const [found] = await statesOf(client, id);
  if (attributes.has('granted') && !force) throw new Unsafe();
  const state = found ?? new Element('ticket_state', { id });
  for (const name of hashOrder(attributes.keys())) {
    const value = attributes.get(name) as string;
    state.set(name, value);
    if (name === 'granted' && !ticket?.granted && isTrue(value)) state.set('last-granted', String(now));
  }
  const input = found ?? new Element('status', {}, [new Element('tickets', {}, [state])]);
  await client.call({ operation: 'modify', section: 'status', input });
}

/**
 * Delete attributes of a ticket's state.
 * @throws Unsafe if `granted` is among them without force; CibError `ENXIO` if the ticket has no state
 */
export async function unsetTicket(
  client: CibClient,
  id: string,
  names: readonly string[],
  force: boolean,
): Promise<void> {
  const [state] = await statesOf(client, id);
  if (names.includes('granted') && !force) throw new Unsafe();
  if (!state) throw new CibError('ENXIO');
  for (const name of names) state.unset(name);
  await client.call({ operation: 'replace', section: 'status', input: state });
}

/**
 * Delete all state of a ticket. Returns whether it had any.
 * @throws Unsafe if it is granted, without force; CibError `ENXIO` if it is not known, without force
 */
export async function cleanUpTicket(
  client: CibClient,
  id: string,
  ticket: Ticket | undefined,
  force: boolean,
): Promise<boolean> {
  if (!force && !ticket) throw new CibError('ENXIO');
  if (!force && ticket?.granted) throw new Unsafe();
  const states = await statesOf(client, id);
  for (const input of states) await client.call({ operation: 'delete', section: 'status', input });
  return states.length > 0;
}
