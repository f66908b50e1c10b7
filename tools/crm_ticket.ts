import { connect, Failure } from './attributes/client.js';
import { command, type Outcome } from './command/command.js';
import { flag, value } from './command/option.js';
import type { Args } from './command/parse.js';
import { performTicket, type Shown, type TicketRequest } from './tickets/perform.js';
import * as render from './tickets/render.js';

const OPTIONS = {
  info: flag('Show the tickets', { short: 'l', group: 'queries' }),
  details: flag('Show the tickets with all their attributes', { short: 'L', group: 'queries' }),
  raw: flag('Show the names of the tickets', { short: 'w', group: 'queries' }),
  'query-xml': flag('Show the state of the tickets as XML', { short: 'q', group: 'queries' }),
  constraints: flag('Show the constraints on the tickets as XML', { short: 'c', group: 'queries' }),
  grant: flag('Grant the ticket to this site', { short: 'g', group: 'commands' }),
  revoke: flag('Revoke the ticket from this site', { short: 'r', group: 'commands' }),
  standby: flag('Have this site do without the ticket, gracefully, though it is granted', {
    short: 's',
    group: 'commands',
  }),
  activate: flag('Have this site use the ticket again after --standby', { short: 'a', group: 'commands' }),
  'get-attr': value('ATTRIBUTE', 'Show an attribute of the ticket', { short: 'G', group: 'advanced' }),
  'set-attr': value('ATTRIBUTE', 'Set an attribute of the ticket (with -v)', { short: 'S', group: 'advanced' }),
  'delete-attr': value('ATTRIBUTE', 'Delete an attribute of the ticket', { short: 'D', group: 'advanced' }),
  cleanup: flag('Delete all state of the ticket at this site', { short: 'C', group: 'advanced' }),
  'attr-value': value('VALUE', 'Value for -S', { short: 'v', group: 'additional' }),
  default: value('VALUE', '(Advanced) Value for -G to show if there is none', { short: 'd', group: 'additional' }),
  force: flag('(Advanced) Do it even if it is not known to be safe', { short: 'f', group: 'additional' }),
  ticket: value('ID', 'The ticket', { short: 't', group: 'additional', complete: 'ticket' }),
  node: value('NODE', 'Accepted for old scripts: a ticket is granted to a site, and so to all its nodes', {
    group: 'additional',
    complete: 'node',
  }),
  'xml-file': value('FILE', 'Show the tickets of the CIB in this file', { short: 'x', hidden: true, complete: 'file' }),
  'set-name': value('ID', 'Has no effect', { short: 'n', group: 'deprecated', deprecated: true }),
  nvpair: value('ID', 'Has no effect', { short: 'i', group: 'deprecated', deprecated: true }),
  quiet: flag('Has no effect', { short: 'Q', group: 'deprecated', deprecated: true }),
};

type Name = keyof typeof OPTIONS;

const QUERIES = ['info', 'details', 'raw', 'query-xml', 'constraints', 'get-attr', 'cleanup'] as const;
const SWITCHES: Readonly<Partial<Record<Name, readonly [string, string]>>> = {
  grant: ['granted', 'true'],
  revoke: ['granted', 'false'],
  standby: ['standby', 'true'],
  activate: ['standby', 'false'],
};

/** What the command line asks for; -S and -v form pairs, in either order. */
function requestOf(args: Args<Name>): TicketRequest {
  const set = new Map<string, string>();
  let name: string | undefined;
  let value: string | undefined;
  for (const item of args.given) {
    const pair = SWITCHES[item.name];
    if (pair) set.set(...pair);
    else if (item.name === 'set-attr') name = item.value;
    else if (item.name === 'attr-value') value = item.value;
    else continue;
    if (name === undefined || value === undefined) continue;
    set.set(name, value);
    name = undefined;
    value = undefined;
  }
  const command = args.last(...QUERIES);
  const [named] = args.positional;
  return {
    command: command?.name,
    // Queries ignore further words, as they always have.
    ticket: args.value('ticket') ?? (command ? undefined : named),
    attribute: args.value('get-attr'),
    default: args.value('default'),
    file: args.value('xml-file'),
    force: args.has('force'),
    // This spelling never asked for --force.
    bareGrant: !args.has('ticket') && named !== undefined && args.has('grant'),
    set,
    unset: args.values('delete-attr'),
    half: { name, value },
  };
}

export const crmTicket = command({
  name: 'crm_ticket',
  summary: 'query and change the tickets of a site',
  usage: '[TICKET]',
  formats: ['text', 'xml', 'json', 'none'],
  positional: { title: 'TICKET', complete: 'ticket' },
  groups: [
    { id: 'queries', title: 'Queries:', help: 'Show queries' },
    { id: 'commands', title: 'Commands:', help: 'Show command options' },
    { id: 'advanced', title: 'Advanced Options:', help: 'Show advanced options' },
    { id: 'additional', title: 'Additional Options:', help: 'Show additional options' },
    { id: 'deprecated', title: 'Deprecated Options:', help: 'Show deprecated options' },
  ],
  options: OPTIONS,
  examples: [
    { text: 'Show all tickets', command: 'crm_ticket --details' },
    { text: 'Which resources depend on ticketA', command: 'crm_ticket --ticket ticketA --constraints' },
    { text: 'Let go of ticketA without harm', command: 'crm_ticket --ticket ticketA --standby' },
  ],
  async run(args, context): Promise<Outcome<Shown>> {
    try {
      return await performTicket(requestOf(args), await connect(context, context.program), context);
    } catch (error) {
      if (error instanceof Failure) return error.outcome;
      throw error;
    }
  },
  render: {
    text(shown) {
      switch (shown.shows) {
        case 'tickets':
          return shown.tickets.map((ticket) => render.ticketText(ticket, shown.style)).join('');
        case 'states':
          return `${shown.note === undefined ? '' : `${shown.note}\n`}${render.piecesText('State XML:', [shown.state])}`;
        case 'constraints':
          return render.piecesText('Constraints XML:', shown.constraints);
        case 'attribute':
          return `${shown.value}\n`;
        default:
          return `${shown.note}\n`;
      }
    },
    xml(shown) {
      switch (shown.shows) {
        case 'tickets':
          return render.ticketListXml(shown.tickets.map(render.ticketXml));
        case 'states':
          return render.statesXml(shown.state);
        case 'constraints':
          return render.constraintsXml(shown.constraints);
        case 'attribute':
          return render.attributeXml(shown.ticket, shown.name, shown.value);
        default:
          return [];
      }
    },
  },
});
