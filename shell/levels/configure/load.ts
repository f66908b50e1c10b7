import { readFileSync } from 'node:fs';
import { CibError, fromSystemError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import type { Grammar } from '../../grammar/argument.js';
import { choice, sequence, word } from '../../grammar/argument.js';
import { FILE } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import { NODE } from '../../syntax/kinds/node.js';
import { normalized, objectsOf, topmost } from '../../syntax/objects.js';
import { type PlacedDraft, readText } from '../../syntax/read.js';
import { update } from '../../workspace/update.js';

interface Load {
  readonly xml: boolean;
  readonly method: 'replace' | 'update' | 'push';
  readonly file: string;
}

const METHOD = choice('replace', 'update', 'push');

const GRAMMAR: Grammar<Load> = {
  usage: '[xml] {replace|update|push} <file>',
  read(reader, session) {
    const xml = reader.keyword('xml') !== undefined;
    return { xml, ...sequence({ method: METHOD, file: word(FILE) }).read(reader, session) };
  },
};

export const LOAD = command({
  name: 'load',
  summary: 'Take over a configuration from a file',
  help: 'The file holds crm syntax, or XML after `xml`; - is standard input. `update` changes and adds what the file has. `push` also deletes what it does not have, nodes excepted. `replace` does the same, and forgets the ids of what was there.',
  examples: ['load update extra.crm', 'load xml replace cib.xml', 'load push -'],
  grammar: GRAMMAR,
  async run({ xml, method, file }, session) {
    const workspace = await session.workspace();
    const text = contentOf(file);
    const drafts = xml ? draftsOf(text, file) : readCommands(text, file, workspace.reading);
    const part = method === 'update' ? [] : workspace.objects.filter(({ kind }) => kind !== NODE);
    update(workspace, drafts, part, () => {});
    return undefined;
  },
});

function contentOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw fromSystemError(error, `${file}: ${(error as Error).message}`);
  }
}

function readCommands(text: string, file: string, reading: Parameters<typeof readText>[1]): PlacedDraft[] {
  try {
    return readText(text, reading);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    throw new CibError(error.code, error.message, { ...error.place, file }, error.details);
  }
}

/** Objects of a CIB in XML, those inside others left in them. */
function draftsOf(text: string, file: string): PlacedDraft[] {
  const root = parseXml(text);
  if (root.name !== 'cib') throw new CibError('EINVAL', `not a CIB`, { file });
  const objects = objectsOf(normalized(root)).filter(({ element }) => topmost(element) === element);
  return objects.map(({ kind, element }) => {
    const { line } = element;
    const copy = element.clone();
    copy.parent = null;
    return { kind, element: copy as Element, line };
  });
}
