import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readText } from '../../../cib/client/compress.js';
import { shadowFile } from '../../../cib/client/shadow.js';
import { CibError, fromFileError, inFile } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serializePretty } from '../../../cib/xml/serialize.js';
import type { Session } from '../../session.js';
import { runTool } from '../../tool.js';

/** A CIB whose status is changed to see what the cluster would do: a copy in a file of its own. */
export interface StatusDraft {
  /** `live`, `shadow:NAME`, or a file. */
  readonly origin: string;
  readonly file: string;
  /** What was changed, in words, by what it is about. */
  readonly changes: Map<string, string>;
}

const drafts = new WeakMap<Session, StatusDraft>();

/** The draft of a session: at first, of the CIB at hand. */
export async function draftOf(session: Session): Promise<StatusDraft> {
  const shadow = session.env['CIB_shadow'];
  return drafts.get(session) ?? load(session, shadow ? `shadow:${shadow}` : 'live');
}

/** The status as it is pretended to be; undefined if nothing is. */
export async function pretendedStatus(session: Session): Promise<Element | undefined> {
  const draft = drafts.get(session);
  return draft && (await readCib(draft.file)).child('status');
}

export const pathOf = (origin: string, { env }: Session): string =>
  origin.startsWith('shadow:') ? shadowFile(origin.slice('shadow:'.length), env) : origin;

/** Start anew from a CIB. @throws CibError if there is none */
export async function load(session: Session, origin: string): Promise<StatusDraft> {
  const cib = origin === 'live' ? await atHand(session) : await readCib(pathOf(origin, session));
  if (!cib.child('status')) throw new CibError('ENXIO', 'the cib contains no status');
  const draft = { origin, file: drafts.get(session)?.file ?? temporaryFile(), changes: new Map<string, string>() };
  writeFileSync(draft.file, serializePretty(cib));
  drafts.set(session, draft);
  return draft;
}

async function atHand(session: Session): Promise<Element> {
  const { output } = await (await session.cib()).call({ operation: 'query' });
  if (!output) throw new CibError('ENXIO', 'No CIB!');
  return output;
}

export async function readCib(file: string): Promise<Element> {
  let text: string;
  try {
    text = await readText(file);
  } catch (error) {
    throw fromFileError(error, file);
  }
  const cib = inFile(file, () => parseXml(text));
  if (cib.name === 'cib') return cib;
  throw new CibError('EINVAL', `${file}: not a CIB`);
}

function temporaryFile(): string {
  const directory = mkdtempSync(join(tmpdir(), 'crm-status-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return join(directory, 'cib.xml');
}

/** Have the scheduler's tool change the status. @throws CibError with what it complained of */
export async function inject(session: Session, args: readonly string[], what: string, change: string): Promise<void> {
  const { file, changes } = await draftOf(session);
  const { status, complaints } = await runTool(session, 'crm_simulate', ['-x', file, '-I', file, ...args]);
  if (status !== 0) {
    throw new CibError(
      'error',
      `cannot change the status of ${what}`,
      {},
      complaints.trim().split('\n').filter(Boolean),
    );
  }
  changes.set(what, change);
}
