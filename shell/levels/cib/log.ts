import type { LiveClient } from '../../../cib/client/client.js';
import { CibError } from '../../../cib/result/error.js';
import { list, maybe, object, text } from '../../answer/shape.js';
import { optional, word } from '../../grammar/argument.js';
import { free } from '../../grammar/expectation.js';
import { revisionOf } from '../../journal/past.js';
import { command } from '../../level.js';
import type { Session } from '../../session.js';
import { loadTables, table } from '../../terminal/table.js';

const DEFAULT_COUNT = 20;

/** One change, as it is told. */
export interface LoggedChange {
  /** Version it led to, `admin_epoch.epoch.num_updates`. */
  readonly revision: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly user: string;
  readonly client: string;
  readonly command?: string;
}

/** The daemon's client; files have no journal. @throws CibError if another CIB is in use */
export async function journalOf(session: Session): Promise<LiveClient> {
  const client = await session.cib();
  if (client.backend !== 'live') throw new CibError('ENOTSUP', 'only the CIB of a running cluster has a history');
  return client as LiveClient;
}

export const LOG = command({
  name: 'log',
  summary: 'List the changes of the configuration, newest last',
  help: `Tells of each change its revision, time, user, client and command. Without a number, the last ${DEFAULT_COUNT} changes.`,
  examples: ['log', 'log 100'],
  grammar: optional(word(free('<count>'))),
  async run(count, session) {
    const last = count === undefined ? DEFAULT_COUNT : Number(count);
    if (!Number.isInteger(last) || last < 1) throw new CibError('EINVAL', `'${count}' is not a number of changes`);
    await loadTables(session);
    const entries = await (await journalOf(session)).history({ last });
    const value = entries.map(
      ({ to, time, user, client, command }): LoggedChange => ({
        revision: revisionOf(to),
        time: new Date(time).toISOString(),
        user,
        client,
        ...(command === undefined ? {} : { command }),
      }),
    );
    return { value };
  },
  output: list(
    'change',
    object({
      revision: text('Version it led to'),
      time: text('ISO 8601, UTC'),
      user: text(),
      client: text(),
      command: maybe(text('Command line of the client')),
    }),
  ),
  render: {
    text: (changes) =>
      table(
        ['REVISION', 'TIME (UTC)', 'USER', 'COMMAND'],
        changes.map(({ revision, time, user, client, command }) => [
          revision,
          time.slice(0, 19).replace('T', ' '),
          user,
          command ?? client,
        ]),
      ),
  },
});
