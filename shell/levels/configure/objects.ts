import { CibError } from '../../../cib/result/error.js';
import { type Version, versionOf } from '../../../cib/schema/versions.js';
import type { Element } from '../../../cib/xml/element.js';
import type { Grammar } from '../../grammar/argument.js';
import { SyntaxFault } from '../../grammar/fault.js';
import { Reader } from '../../grammar/reader.js';
import { plainWords } from '../../grammar/words.js';
import { type Command, command } from '../../level.js';
import type { Session } from '../../session.js';
import type { Kind, Reading } from '../../syntax/kind.js';
import { MASTER } from '../../syntax/kinds/container.js';
import { PROPERTY } from '../../syntax/kinds/property.js';
import { KINDS } from '../../syntax/kinds.js';
import { type Draft, readObject } from '../../syntax/read.js';
import { vocabularyOf } from '../../syntax/vocabulary.js';
import type { Workspace } from '../../workspace/workspace.js';
import { clearRedundant, type Redundant, redundantMaintenance } from '../redundant.js';
import { DESCRIPTIONS } from './descriptions.js';

/** The commands that make objects: one for each kind, read by the kind's own grammar. */

const NOWHERE: Reading = {
  vocabulary: vocabularyOf(undefined),
  provider: () => 'heartbeat',
  nodes: () => [],
  isOperationDefaults: () => false,
};

const readingOf = (session: Session): Reading => ({ ...(session.openWorkspace?.reading ?? NOWHERE), typed: true });

interface Typed extends Draft {
  /** The arguments. */
  readonly words: readonly string[];
}

const drafted = (kind: Kind, usage: string): Grammar<Typed> => ({
  usage,
  read(reader, session) {
    const first = reader.next;
    const body = first?.startsWith('id=') ? withoutPrefix(reader) : reader;
    const short = body.left < kind.least;
    const element = readWhole(body, kind, session, short);
    if (short) body.fail(`Expected at least ${kind.least} arguments`, 0);
    if (body !== reader) {
      body.finish();
      reader.rest();
    }
    return { kind, element, words: body.words.slice(1).map(({ text }) => text) };
  },
});

/** Too short a line is read all the same, so that completion learns what could follow; its fault is that it is short. */
function readWhole(reader: Reader, kind: Kind, session: Session, short: boolean): Element {
  try {
    return kind.read(reader, readingOf(session));
  } catch (error) {
    if (short && error instanceof SyntaxFault) reader.fail(`Expected at least ${kind.least} arguments`, 0);
    throw error;
  }
}

/** `id=NAME` is another way to write NAME. */
function withoutPrefix(reader: Reader): Reader {
  const [keyword, id, ...rest] = reader.words;
  if (!keyword || !id) return reader;
  const body = new Reader([keyword, { ...id, text: id.text.slice('id='.length) }, ...rest]);
  body.any({ title: keyword.text });
  return body;
}

const OBJECT_COMMANDS: readonly Command[] = KINDS.map((kind) => {
  const { usage, ...about } = DESCRIPTIONS[kind.keyword] ?? { usage: '', summary: kind.keyword };
  return command({
    name: kind.keyword,
    ...(kind.aliases ? { aliases: kind.aliases } : {}),
    ...about,
    grammar: drafted(kind, usage),
    async run(draft: Typed, session: Session) {
      if (kind === MASTER) session.say('warning', `"ms" is deprecated. Please use "clone ${asClone(draft.words)}"`);
      const { completeObject } = await import('../../agents/complete.js');
      await completeObject(draft.element, session, await session.workspace());
      return putDraft(draft, session);
    },
  });
});

const asClone = (words: readonly string[]): string =>
  [...words, ...(words.includes('meta') ? [] : ['meta']), 'promotable=true'].join(' ');

async function putDraft(draft: Draft, session: Session): Promise<undefined> {
  const workspace = await session.workspace();
  await checkSupport(draft, workspace);
  const { create } = await import('../../workspace/put.js');
  const cleared = await overridden(draft, session, workspace);
  workspace.edit(() => {
    const changed = cleared.length > 0 ? clearRedundant(workspace, cleared) : [];
    return [...changed, create(workspace, draft, (remark) => session.say('info', remark))];
  });
  return undefined;
}

/** Between them, these know all kinds that have come or gone. */
const ERAS: readonly Version[] = ['1.2', '4.0'];

/** Not every schema knows every kind. @throws CibError `ENOTSUP` */
async function checkSupport({ kind }: Draft, workspace: Workspace): Promise<void> {
  const version = versionOf(workspace.cib.get('validate-with'));
  if (version === undefined) return;
  const { identifiersIn } = await import('../../../cib/schema/identifiers.js');
  const knownIn = (one: Version) => identifiersIn(one).has(kind.element);
  if (!knownIn(version) && ERAS.some(knownIn)) {
    throw new CibError('ENOTSUP', `${kind.keyword} not supported by the RNG schema`);
  }
}

/** What nodes and resources say themselves is in the way of a maintenance of the whole cluster. */
async function overridden({ kind, element }: Draft, session: Session, workspace: Workspace): Promise<Redundant[]> {
  const [first] = kind === PROPERTY ? [...element.elements('nvpair')] : [];
  if (first?.get('name') !== 'maintenance-mode') return [];
  return redundantMaintenance(session, workspace, workspace.nodes, true);
}

const XML = command({
  name: 'xml',
  summary: 'Make an object from its XML',
  help: 'For what crm syntax has no words for. The element stands where it is to be in the configuration.',
  examples: ['xml <rsc_location id="l1" rsc="vip" node="a" score="10"/>'],
  raw: true,
  grammar: {
    usage: '<xml>',
    read: (reader, session) =>
      readObject(plainWords(['xml', ...reader.rest().map(({ text }) => text)]), readingOf(session)),
  },
  run: putDraft,
});

export const OBJECTS: readonly Command[] = [...OBJECT_COMMANDS, XML];
