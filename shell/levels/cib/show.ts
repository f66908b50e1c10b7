import { describePatchset } from '../../../cib/patch/describe.js';
import { diff } from '../../../cib/patch/diff.js';
import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { serializePretty } from '../../../cib/xml/serialize.js';
import { choice, optional, sequence, word } from '../../grammar/argument.js';
import { free } from '../../grammar/expectation.js';
import { configurationAt } from '../../journal/past.js';
import { command } from '../../level.js';
import type { Session } from '../../session.js';
import { showAll } from '../../syntax/show.js';
import { journalOf } from './log.js';
import { crmShadow } from './shadow.js';

const REVISION = free('<revision>');

export const SHOW = command({
  name: 'show',
  summary: 'Show the configuration as it was at a revision',
  help: 'In crm syntax, or in XML after `xml`. `log` lists the revisions. Without one, the configuration as it is.',
  examples: ['show 0.12.0', 'show xml 0.12.0'],
  grammar: sequence({ xml: optionalWord('xml'), revision: optional(word(REVISION)) }),
  async run({ xml, revision }, session) {
    const cib = revision === undefined ? await currentOf(session) : await pastOf(session, revision);
    return { value: xml ? serializePretty(cib) : showAll(cib, /^passw/) };
  },
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
    if (from === undefined)
      return { value: await crmShadow(session, ['--diff'], 'there is no shadow copy to compare') };
    const client = await journalOf(session);
    const before = await configurationAt(client, from);
    const after = to === undefined ? withoutStatus(await currentOf(session)) : await configurationAt(client, to);
    const lines = describePatchset(diff(before, after, { ignoreVersion: true }));
    return { value: lines.map((line) => `${line}\n`).join('') };
  },
});

function withoutStatus(cib: Element): Element {
  for (const element of [...cib.elements('status')]) element.children.length = 0;
  return cib;
}
