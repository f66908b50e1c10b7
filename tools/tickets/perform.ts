import type { CibClient } from '../../cib/client/client.js';
import type { ExitName } from '../../cib/result/codes.js';
import { CibError } from '../../cib/result/error.js';
import { Element } from '../../cib/xml/element.js';
import { xpathLiteral } from '../../cib/xpath/literal.js';
import { Failure } from '../attributes/client.js';
import { query } from '../attributes/node.js';
import type { Outcome } from '../command/command.js';
import type { Context } from '../command/context.js';
import { cleanUpTicket, setTicket, statesOf, Unsafe, unsetTicket } from './change.js';
import { loadTickets, ticketsInFile } from './load.js';
import type { TicketStyle } from './render.js';
import { isTrue, type Ticket } from './ticket.js';
import { grantAdvice, grantWarning, revokeAdvice } from './warning.js';

export interface TicketRequest {
  /** What to show or clean up; otherwise it is a change. */
  readonly command?: 'info' | 'details' | 'raw' | 'query-xml' | 'constraints' | 'get-attr' | 'cleanup' | undefined;
  readonly ticket?: string | undefined;
  /** Attribute that get-attr shows, and what to show if there is none. */
  readonly attribute?: string | undefined;
  readonly default?: string | undefined;
  /** Read the tickets from this CIB. */
  readonly file?: string | undefined;
  readonly force: boolean;
  /** Grant without force, but say what was not checked. */
  readonly bareGrant: boolean;
  readonly set: ReadonlyMap<string, string>;
  readonly unset: readonly string[];
  /** A name without its value, or a value without its name. */
  readonly half: { readonly name: string | undefined; readonly value: string | undefined };
}

export type Shown =
  | { readonly shows: 'tickets'; readonly style: TicketStyle; readonly tickets: readonly Ticket[] }
  | { readonly shows: 'states'; readonly note?: string; readonly state: Element }
  | { readonly shows: 'constraints'; readonly constraints: readonly Element[] }
  | { readonly shows: 'attribute'; readonly ticket: string; readonly name: string; readonly value: string }
  | { readonly shows: 'note'; readonly note: string };

interface Job {
  readonly request: TicketRequest;
  readonly client: CibClient;
  readonly context: Context;
  readonly tickets: ReadonlyMap<string, Ticket>;
  fail(exit: ExitName, message: string): Failure;
}

/** @throws Failure, and CibError of requests that nothing is known to say about */
export async function performTicket(
  request: TicketRequest,
  client: CibClient,
  context: Context,
): Promise<Outcome<Shown>> {
  const fail = (exit: ExitName, message: string) => new Failure({ exit, errors: [`${context.program}: ${message}`] });
  const job: Job = { request, client, context, fail, tickets: await load(request, client, context, fail) };
  switch (request.command) {
    case 'info':
    case 'details':
    case 'raw':
      return list(job, request.command);
    case 'query-xml':
      return showStates(job);
    case 'constraints':
      return showConstraints(job);
    case 'get-attr':
      return showAttribute(job);
    case 'cleanup':
      return cleanUp(job);
    default:
      return change(job);
  }
}

async function load(
  { file }: TicketRequest,
  client: CibClient,
  { warn }: Context,
  fail: Job['fail'],
): Promise<ReadonlyMap<string, Ticket>> {
  const say = (line: string) => warn(`${line}\n`);
  try {
    return file === undefined ? await loadTickets(client, say) : await ticketsInFile(file, say);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    if (error.code === 'transform_failed') say(error.message);
    throw fail('CONFIG', 'Could not update local CIB to latest schema version');
  }
}

function list({ request, tickets, fail }: Job, style: TicketStyle): Outcome<Shown> {
  if (request.ticket === undefined) return { value: { shows: 'tickets', style, tickets: [...tickets.values()] } };
  const ticket = tickets.get(request.ticket);
  if (!ticket) throw fail('NOSUCH', `No such ticket '${request.ticket}'`);
  return { value: { shows: 'tickets', style, tickets: [ticket] } };
}

async function showStates({ request: { ticket }, client, fail }: Job): Promise<Outcome<Shown>> {
  const found = ticket === undefined ? await query(client, '/cib/status/tickets') : await statesOf(client, ticket);
  const [state, ...more] = found;
  if (!state) throw fail('NOSUCH', 'Could not query ticket XML: No such device or address');
  if (more.length === 0) return { value: { shows: 'states', state } };
  const note = `Multiple ticket_states match ticket=${ticket}`;
  return { value: { shows: 'states', note, state: new Element('xpath-query', {}, found) } };
}

async function showConstraints({ request: { ticket }, client, fail }: Job): Promise<Outcome<Shown>> {
  const which = ticket === undefined ? '' : `[@ticket=${xpathLiteral(ticket)}]`;
  const constraints = await query(client, `/cib/configuration/constraints/rsc_ticket${which}`);
  if (constraints.length > 0) return { value: { shows: 'constraints', constraints } };
  throw fail('NOSUCH', 'Could not show ticket constraints: No such device or address');
}

function showAttribute({ request, tickets, fail }: Job): Outcome<Shown> {
  const { ticket, attribute: name = '' } = request;
  if (ticket === undefined) throw fail('NOSUCH', 'Must supply ticket ID with -t');
  const value = tickets.get(ticket)?.state.get(name) ?? request.default;
  return value === undefined ? { exit: 'NOSUCH' } : { value: { shows: 'attribute', ticket, name, value } };
}

async function cleanUp(job: Job): Promise<Outcome<Shown>> {
  const { client, tickets, fail } = job;
  const { ticket, force } = job.request;
  if (ticket === undefined) throw fail('USAGE', 'Must supply ticket ID with -t');
  try {
    const cleaned = await cleanUpTicket(client, ticket, tickets.get(ticket), force);
    return cleaned ? { value: { shows: 'note', note: `Cleaned up ${ticket}` } } : {};
  } catch (error) {
    if (error instanceof Unsafe) return { exit: 'INSUFFICIENT_PRIV', errors: [revokeAdvice(ticket)] };
    if (!(error instanceof CibError)) throw error;
    const message =
      error.code === 'ENXIO' ? `No such ticket '${ticket}'` : `Could not clean up ticket: ${error.message}`;
    throw fail(error.rc.exit, message);
  }
}

async function change(job: Job): Promise<Outcome<Shown>> {
  const { request, client, context, tickets, fail } = job;
  const { set, unset, half, bareGrant } = request;
  if (set.size === 0 && unset.length === 0) throw misuse(job);
  const { ticket } = request;
  if (ticket === undefined) throw fail('USAGE', 'Must supply ticket ID with -t');
  if (half.value !== undefined) throw fail('USAGE', `Must supply attribute name with -S for -v ${half.value}`);
  if (half.name !== undefined) throw fail('USAGE', 'Must supply attribute value with -v for -S (null)');
  const force = request.force || bareGrant;
  try {
    if (unset.length > 0) await unsetTicket(client, ticket, unset, force);
    else {
      const now = Math.floor(context.now().getTime() / 1000);
      await setTicket(client, ticket, tickets.get(ticket), set, { force, now });
    }
    if (bareGrant && !request.force) context.warn(`${context.program}: ${grantWarning(ticket)}\n`);
    return {};
  } catch (error) {
    if (error instanceof CibError) throw fail(error.rc.exit, `Could not modify ticket: ${error.rc.description}`);
    if (!(error instanceof Unsafe)) throw error;
    const grants = unset.length === 0 && isTrue(set.get('granted'));
    const refusal = `${context.program}: Ticket modification not allowed without --force`;
    return { exit: 'UNSAFE', errors: [grants ? grantAdvice(ticket) : revokeAdvice(ticket), refusal] };
  }
}

/** Nothing that could be done was asked for. */
function misuse({ request: { ticket, half }, fail }: Job): Failure {
  if (!half.name) return fail('USAGE', 'Must supply a command');
  if (ticket === undefined) return fail('USAGE', 'Must supply ticket ID with -t');
  return fail('USAGE', `Must supply value with -v for -S ${half.name}`);
}
