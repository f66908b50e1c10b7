import { describePatchset } from '../../../cib/patch/describe.js';
import { diff } from '../../../cib/patch/diff.js';
import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { serializePretty } from '../../../cib/xml/serialize.js';
import { list, text } from '../../answer/shape.js';
import { choice, optional, sequence, word } from '../../grammar/argument.js';
import { free } from '../../grammar/expectation.js';
import { configurationAt } from '../../journal/past.js';
import { command } from '../../level.js';
import type { Session } from '../../session.js';
import { Sheet, showAll } from '../../syntax/show.js';
import { CONFIGURATION, type Described, definitions, described, describedCib } from '../described.js';
import { secretNames } from '../secrets.js';
import { journalOf } from './log.js';
import { crmShadow } from './shadow.js';

const REVISION = free('<revision>');
export const SHOW = command({
  name: 'show',
  summary: 'Show the configuration as it was at a revision',
  help: 'In crm syntax, or in XML after `xml`. `log` lists the revisions. Without one, the configuration as it is.',
  examples: ['show 0.12.0', 'show xml 0.12.0'],
  grammar: sequence({ xml: optionalWord('xml'), revision: optional(word(REVISION)) }),
  async run({ xml, revision }, session): Promise<{ value: string | Described }> {
    const cib = revision === undefined ? await currentOf(session) : await pastOf(session, revision);
    const secret = await secretNames(session);
    const text = () => (xml ? serializePretty(cib) : showAll(cib, secret));
    if (!session.answer) return { value: text() };
    if (xml) return { value: describedCib(cib, text()) };
    const sheet = new Sheet(cib, secret);
    return { value: described(sheet, sheet.sorted(), secret) };
  },
  output: CONFIGURATION,
  render: { xml: (value) => (typeof value === 'string' ? [] : definitions(value)) },
});

/** A word that may stand before others. */
function optionalWord(name: string) {
  const grammar = choice(name);
  return { usage: `[${name}]`, read: (reader: Parameters<typeof grammar.read>[0]) => reader.keyword(name) };
}

const pastOf = async (session: Session, revision: string): Promise<Element> =>
  configurationAt(await journalOf(session), revision);

async function currentOf(session: Session): Promise<Element> {
  const { output } = await (await session.cib()).call({ operation: 'query' });
  if (!output) throw new CibError('ENXIO', 'No CIB!');
  return output;
}

export const DIFF = command({
  name: 'diff',
  summary: 'Show what differs between two revisions, or between the shadow copy in use and the cluster',
  help: 'With one revision, what has changed since. With none, what the shadow copy in use would change.',
  examples: ['diff', 'diff 0.12.0', 'diff 0.12.0 0.15.0'],
  grammar: sequence({ from: optional(word(REVISION)), to: optional(word(REVISION)) }),
  async run({ from, to }, session) {
    if (from === undefined) {
      const text = await crmShadow(session, ['--diff'], 'there is no shadow copy to compare');
      return { value: text.split('\n').slice(0, -1) };
    }
    const client = await journalOf(session);
    const before = await configurationAt(client, from);
    const after = to === undefined ? withoutStatus(await currentOf(session)) : await configurationAt(client, to);
    return { value: describePatchset(diff(before, after, { ignoreVersion: true })) };
  },
  output: list('line', text(), 'Lines that describe the patchset'),
  render: { text: (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('') },
});

function withoutStatus(cib: Element): Element {
  for (const element of [...cib.elements('status')]) element.children.length = 0;
  return cib;
}
