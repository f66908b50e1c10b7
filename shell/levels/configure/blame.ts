import { CibError } from '../../../cib/result/error.js';
import { list, maybe, object, text } from '../../answer/shape.js';
import { word } from '../../grammar/argument.js';
import { fromWorld } from '../../grammar/expectation.js';
import { type Blamed, blame } from '../../journal/blame.js';
import { command } from '../../level.js';
import { journalOf } from '../cib/log.js';

export const BLAME = command({
  name: 'blame',
  summary: 'Tell who changed each part of an object last, when, and by what',
  help: 'As far as the journal of the cluster reaches back. `cib show` shows the configuration of a revision, `cib undo` takes its change back.',
  examples: ['blame vip'],
  grammar: word(fromWorld('<id>', (world) => world.ids())),
  async run(id, session) {
    const client = await journalOf(session);
    const found = (await session.workspace()).find(id);
    if (!found) throw new CibError('ENXIO', `object ${id} does not exist`);
    return { value: blame(found.element, await client.history({})) };
  },
  output: list(
    'part',
    object({
      element: text(),
      id: text(),
      name: maybe(text('Of an attribute')),
      value: maybe(text()),
      by: {
        ...object({ revision: text(), time: text('ISO 8601, UTC'), user: text(), command: text('Or the client') }),
        about: 'Absent if it was not changed since the journal begins',
        optional: true,
      },
    }),
  ),
  render: { text: (parts) => parts.map(line).join('') },
});

function line({ element, id, name, value, by }: Blamed): string {
  const what = element === 'nvpair' ? `${name}=${value}` : `${element} ${id}`;
  const who = by
    ? [by.revision.padEnd(12), by.time.slice(0, 19).replace('T', ' '), by.user.padEnd(10), by.command].join('  ')
    : '(before the journal)';
  return `${what.padEnd(40)}  ${who}\n`;
}
