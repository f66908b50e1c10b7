import { readWholeText } from '../../../cib/client/read.js';
import { CibError, fromFileError, inFile } from '../../../cib/result/error.js';
import type { Grammar } from '../../grammar/argument.js';
import { choice, sequence, word } from '../../grammar/argument.js';
import { FILE } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import { NODE } from '../../syntax/kinds/node.js';
import { type PlacedDraft, readText } from '../../syntax/read.js';
import { update } from '../../workspace/update.js';
import { draftsOfXml } from './excerpt.js';

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
  help: 'The file holds crm syntax, or XML after `xml`; - is standard input, and a URL of http or https will do. `update` changes and adds what the file has. `push` also deletes what it does not have, nodes excepted. `replace` does the same, and forgets the ids of what was there.',
  examples: ['load update extra.crm', 'load xml replace cib.xml', 'load push -'],
  grammar: GRAMMAR,
  async run({ xml, method, file }, session) {
    const workspace = await session.workspace();
    const text = await contentOf(file);
    if (method === 'replace' && workspace.isChanged && session.canAsk) {
      if (!(await session.ask('This operation will erase all changes. Do you want to proceed?')))
        return { failed: true };
    }
    const drafts = draftsIn(text, file, xml, workspace.reading);
    const part = method === 'update' ? [] : workspace.objects.filter(({ kind }) => kind !== NODE);
    update(workspace, drafts, part, () => {}, method !== 'replace' && !xml);
    return undefined;
  },
});

export async function contentOf(file: string): Promise<string> {
  try {
    if (/^https?:\/\//.test(file)) return await download(file);
    return readWholeText(file === '-' ? 0 : file);
  } catch (error) {
    throw fromFileError(error, file);
  }
}

async function download(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new CibError('EIO', `${url}: ${answer.status} ${answer.statusText}`);
  return answer.text();
}

/** Objects that a text of crm syntax or XML is about. @throws CibError with the place in the file */
export const draftsIn = (
  text: string,
  file: string,
  xml: boolean,
  reading: Parameters<typeof readText>[1],
): PlacedDraft[] => (xml ? draftsOfXml(text, { file }) : inFile(file, () => readText(text, reading)));
