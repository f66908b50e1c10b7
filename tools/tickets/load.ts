import type { CibClient } from '../../cib/client/client.js';
import { CibError, fromSystemError } from '../../cib/result/error.js';
import { compareSchemas, firstOfLatestSeries } from '../../cib/schema/versions.js';
import type { Element } from '../../cib/xml/element.js';
import { query } from '../attributes/node.js';
import { type Ticket, ticketsOf } from './ticket.js';

/**
 * Tickets of a CIB. Only what speaks of tickets is fetched, unless the CIB has to be upgraded first.
 * @param warn takes lines for the user
 * @throws CibError `cib_corrupt` or `transform_failed` if it cannot be upgraded
 */
export async function loadTickets(
  client: CibClient,
  warn: (line: string) => void,
): Promise<ReadonlyMap<string, Ticket>> {
  const { output: root } = await client.call({ operation: 'query', options: { noChildren: true } });
  const schema = root?.get('validate-with');
  if (schema === undefined || schema === 'none' || compareSchemas(schema, firstOfLatestSeries()) < 0) {
    const { output: cib } = await client.call({ operation: 'query' });
    return upgradedTickets(cib, warn);
  }
  const states = await query(client, '/cib/status/tickets/ticket_state');
  const constraints = await query(client, '/cib/configuration/constraints/rsc_ticket');
  return ticketsOf(states, constraints);
}

/** The same for a CIB at hand. */
async function upgradedTickets(
  cib: Element | undefined,
  warn: (line: string) => void,
): Promise<ReadonlyMap<string, Ticket>> {
  if (!cib) throw new CibError('cib_corrupt');
  if (cib.get('validate-with') === 'none') {
    const deprecated = 'support for validate-with set to "none" is deprecated and will be removed in a future release';
    warn(`Schema validation of configuration is disabled (${deprecated})`);
  }
  const { upgradeConfigured } = await import('../../cib/upgrade/configured.js');
  const { root } = await upgradeConfigured(cib);
  return ticketsOf(
    root.child('status')?.child('tickets')?.elements('ticket_state') ?? [],
    root.child('configuration')?.child('constraints')?.elements('rsc_ticket') ?? [],
  );
}

/** The same for a CIB in a file. */
export async function ticketsInFile(file: string, warn: (line: string) => void): Promise<ReadonlyMap<string, Ticket>> {
  const { readFileSync } = await import('node:fs');
  const { parseXml } = await import('../../cib/xml/parse.js');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw fromSystemError(error);
  }
  return upgradedTickets(parseXml(text), warn);
}
