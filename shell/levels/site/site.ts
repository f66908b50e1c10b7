import { CibError } from '../../../cib/result/error.js';
import { ctime } from '../../../cib/time/ctime.js';
import { flag, maybe, object, text } from '../../answer/shape.js';
import { choice, sequence, word } from '../../grammar/argument.js';
import { fromWorld } from '../../grammar/expectation.js';
import { command, type Outcome } from '../../level.js';
import { succeeded } from '../../outcome.js';
import type { Session } from '../../session.js';
import { runTool, showTool } from '../../tool.js';
import { level } from '../define.js';

const CHANGES = {
  grant: ['-g'],
  revoke: ['-r'],
  delete: ['-D', 'granted'],
  standby: ['-s'],
  activate: ['-a'],
} as const;

async function queried(session: Session, ticket: string, attribute: string): Promise<string> {
  const { output } = await runTool(session, 'crm_ticket', ['-t', ticket, '-G', attribute]);
  const [value = ''] = output.split('\n');
  if (value === '') throw new CibError('ENXIO', `apparently nothing to show for ticket ${ticket}`);
  return value;
}

async function show(session: Session, ticket: string): Promise<Outcome> {
  const value = await queried(session, ticket, 'granted');
  const state = { false: 'revoked', true: 'granted' }[value];
  if (!state) throw new CibError('EINVAL', `unexpected value for ticket ${ticket}: ${value}`);
  return { value: session.answer ? { ticket, granted: value === 'true' } : `ticket ${ticket} is ${state}\n` };
}

async function time(session: Session, ticket: string): Promise<Outcome> {
  const value = await queried(session, ticket, 'last-granted');
  if (!/^-?\d+$/.test(value)) throw new CibError('EINVAL', `unexpected value for ticket ${ticket}: ${value}`);
  if (value === '-1') throw new CibError('ENXIO', `${ticket}: no such ticket`);
  const seconds = Number(value);
  if (!session.answer) return { value: `ticket ${ticket} last time granted on ${ctime(seconds)}\n` };
  return { value: { ticket, lastGranted: new Date(seconds * 1000).toISOString() } };
}

const TICKET = command({
  name: 'ticket',
  summary: 'Grant, revoke or show a ticket of this site',
  help: '`grant` and `revoke` change it, `standby` and `activate` let go of it and take it up again, `delete` forgets that it was granted; `show` and `time` say whether and when it was granted.',
  examples: ['ticket show ticketA', 'ticket standby ticketA'],
  grammar: sequence({
    action: choice('grant', 'revoke', 'delete', 'standby', 'activate', 'show', 'time'),
    ticket: word(fromWorld('<ticket>', (world) => world.tickets())),
  }),
  skill: 'administrator',
  output: object({
    ticket: text(),
    granted: maybe(flag('What show is asked for')),
    lastGranted: maybe(text('What time is asked for: ISO 8601, UTC')),
  }),
  async run({ action, ticket }, session) {
    if (action === 'show') return show(session, ticket);
    if (action === 'time') return time(session, ticket);
    const force = session.options.force ? ['--force'] : [];
    return succeeded(await showTool(session, 'crm_ticket', [...force, '-t', ticket, ...CHANGES[action]]));
  },
});

export const SITE = level({
  name: 'site',
  summary: 'Tickets of a cluster that spans sites',
  help: 'A ticket says which of several sites may run some resources. It is usually granted and revoked by the ticket manager, by hand only if that is gone.',
  entries: [TICKET],
});
