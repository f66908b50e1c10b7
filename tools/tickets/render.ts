import { ctime } from '../../cib/time/ctime.js';
import { Element } from '../../cib/xml/element.js';
import { serializePretty } from '../../cib/xml/serialize.js';
import { scanSeconds, type Ticket } from './ticket.js';

const TIMES = new Set(['last-granted', 'expires']);

export type TicketStyle = 'info' | 'details' | 'raw';

const statusOf = ({ granted }: Ticket): string => (granted ? 'granted' : 'revoked');

export function ticketText(ticket: Ticket, style: TicketStyle): string {
  if (style === 'raw') return `${ticket.id}\n`;
  const head = `${ticket.id}\t${statusOf(ticket)}${ticket.standby ? ' [standby]' : ''}`;
  const details = style === 'details' ? detailsOf(ticket) : '';
  const { lastGranted } = ticket;
  if (lastGranted === undefined || lastGranted < 0) return `${head}${details}\n`;
  return details === '' ? `${head} last-granted="${ctime(lastGranted)}"\n` : `${head} ${details}\n`;
}

function detailsOf({ state }: Ticket): string {
  if (state.size === 0) return '';
  const parts = [...state].map(([name, value]) => `${name}=${TIMES.has(name) ? ctime(scanSeconds(value)) : value}`);
  return `\t(${parts.join(', ')})`;
}

export function ticketXml(ticket: Ticket): Element {
  const element = new Element('ticket', {
    id: ticket.id,
    status: statusOf(ticket),
    standby: String(ticket.standby),
  });
  const { lastGranted } = ticket;
  if (lastGranted !== undefined && lastGranted > -1) element.set('last-granted', ctime(lastGranted));
  for (const [name, value] of ticket.state) if (!TIMES.has(name)) element.set(name, value);
  return element;
}

export const ticketListXml = (tickets: readonly Element[]): Element[] =>
  tickets.length === 0 ? [] : [new Element('tickets', {}, tickets)];

/** Pieces of the CIB under a heading. */
export const piecesText = (heading: string, pieces: readonly Element[]): string =>
  `${heading}\n\n${pieces.map((piece) => serializePretty(piece)).join('')}`;

/** States as `<ticket>`, with what attributes they have. */
export function statesXml(state: Element): Element[] {
  const states = state.children.length > 0 ? [...state.elements('ticket_state')] : [state];
  const renamed = states.map((element) => {
    const ticket = new Element('ticket');
    for (const [name, value] of element.attributes()) ticket.set(name, value);
    return ticket;
  });
  return [new Element('tickets', {}, renamed)];
}

/** Constraints by ticket, and the resources they refer to. */
export function constraintsXml(constraints: readonly Element[]): Element[] {
  const tickets = constraints.map((constraint) => {
    const list = new Element('constraints', {}, [constraint.clone()]);
    return new Element('ticket', { id: constraint.get('ticket') ?? '' }, [list]);
  });
  const resources = constraints.map((constraint) => new Element('resource', { id: constraint.get('rsc') ?? '' }));
  return [new Element('tickets', {}, tickets), new Element('resources', {}, resources)];
}

export function attributeXml(ticket: string, name: string, value: string): Element[] {
  const attribute = new Element('attribute', { name, value });
  return [new Element('tickets', {}, [new Element('ticket', { id: ticket }, [attribute])])];
}
