import { hashOrder } from '../../cib/order/hash.js';
import type { Element } from '../../cib/xml/element.js';

/** What a site knows of a ticket. */
export interface Ticket {
  readonly id: string;
  readonly granted: boolean;
  readonly standby: boolean;
  /** Seconds since 1970-01-01 UTC. */
  readonly lastGranted?: number;
  /** Attributes of its state, in the order they are listed in. */
  readonly state: ReadonlyMap<string, string>;
}

/** Tickets that have a state, and those that constraints refer to, by id in the order they are listed in. */
export function ticketsOf(
  stateElements: Iterable<Element>,
  constraints: Iterable<Element>,
): ReadonlyMap<string, Ticket> {
  const states = new Map<string, Map<string, string>>();
  for (const element of stateElements) if (element.id) addState(states, element.id, element);
  for (const constraint of constraints) {
    const id = constraint.get('ticket');
    if (constraint.id !== undefined && id && !states.has(id)) states.set(id, new Map());
  }
  return new Map(hashOrder(states.keys()).map((id) => [id, ticketOf(id, states.get(id) ?? new Map())]));
}

function addState(states: Map<string, Map<string, string>>, id: string, element: Element): void {
  const state = states.get(id) ?? new Map<string, string>();
  for (const [name, value] of element.attributes()) if (name !== 'id') state.set(name, value);
  states.set(id, state);
}

function ticketOf(id: string, state: ReadonlyMap<string, string>): Ticket {
  const lastGranted = state.get('last-granted');
  return {
    id,
    granted: isTrue(state.get('granted')),
    standby: isTrue(state.get('standby')),
    ...(lastGranted === undefined ? {} : { lastGranted: scanSeconds(lastGranted) }),
    state: new Map(hashOrder(state.keys()).map((name) => [name, state.get(name) ?? ''])),
  };
}

export const isTrue = (value: string | undefined): boolean => /^(true|on|yes|y|1)$/i.test(value ?? '');

export function scanSeconds(text: string): number {
  return Number(/^\s*([+-]?\d+)/.exec(text)?.[1] ?? 0);
}
