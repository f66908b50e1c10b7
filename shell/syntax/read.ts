import { CibError } from '../../cib/result/error.js';
import { Comment, type Element } from '../../cib/xml/element.js';
import { parseXml } from '../../cib/xml/parse.js';
import { SyntaxFault } from '../grammar/fault.js';
import { Reader } from '../grammar/reader.js';
import { logicalLines, splitWords, type Word } from '../grammar/words.js';
import type { Kind, Reading } from './kind.js';
import { OP_DEFAULTS, RSC_DEFAULTS } from './kinds/property.js';
import { kindOf, kindOfWord } from './kinds.js';

/** A command of crm syntax, read: not yet in a CIB, ids not yet complete. */
export interface Draft {
  readonly kind: Kind;
  readonly element: Element;
}

/** Read `primitive d Dummy …`. @throws SyntaxFault */
export function readObject(words: readonly Word[], reading: Reading): Draft {
  const keyword = words[0]?.text.toLowerCase() ?? '';
  if (keyword === 'xml') return readXml(words, reading);
  const kind = kindOfWord(keyword);
  if (!kind) throw new SyntaxFault('Unknown command', words, 0, '');
  const reader = new Reader(words);
  reader.any({ title: keyword });
  if (reader.left < kind.least) reader.fail(`Expected at least ${kind.least} arguments`, 0);
  const element = kind.read(reader, reading);
  reader.finish();
  return { kind, element };
}

function readXml(words: readonly Word[], reading: Reading): Draft {
  if (words.length < 2) throw new SyntaxFault('Expected XML data', words, 1);
  const text = words
    .slice(1)
    .map((word) => word.text)
    .join(' ');
  try {
    const parsed = parseXml(text);
    const wrapped = ['rsc_defaults', 'op_defaults'].includes(parsed.name) ? parsed.child('meta_attributes') : parsed;
    const kind = wrapped && (kindOf(wrapped) ?? kindOfDefaults(wrapped, reading));
    if (!kind) throw new CibError('EINVAL', `Element ${parsed.name} not recognized`);
    return { kind, element: wrapped };
  } catch (error) {
    if (error instanceof CibError) throw new SyntaxFault(error.message, words, 1);
    throw error;
  }
}

/** Sets of defaults are shown without what they are in: it is told by what is there, or by the attributes. */
function kindOfDefaults(set: Element, { isOperationDefaults, vocabulary }: Reading): Kind | undefined {
  if (set.name !== 'meta_attributes') return undefined;
  const names = [...set.elements('nvpair')].map((nvpair) => nvpair.get('name') ?? '');
  const ofOperations = isOperationDefaults(set.id ?? '') || names.some((name) => vocabulary.opAttributes.has(name));
  return ofOperations ? OP_DEFAULTS : RSC_DEFAULTS;
}

/** A draft and where in the text it begins. */
export interface PlacedDraft extends Draft {
  readonly line: number;
}

/**
 * Read a whole text of commands. Lines that start with `#` are comments on the command after them.
 * @throws CibError with line and column
 */
export function readText(text: string, reading: Reading): PlacedDraft[] {
  const drafts: PlacedDraft[] = [];
  let comments: string[] = [];
  for (const line of logicalLines(text)) {
    if (line.text.startsWith('#')) {
      comments.push(line.text);
      continue;
    }
    try {
      const draft = readObject(wordsOf(line.text), reading);
      for (const [at, comment] of comments.entries()) draft.element.insert(new Comment(comment), at);
      comments = [];
      drafts.push({ ...draft, line: line.place(0).line });
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      const offset = error instanceof SyntaxFault ? error.offset : (error.place.column ?? 1) - 1;
      throw new CibError(error.code, error.message, line.place(offset), error.details);
    }
  }
  return drafts;
}

/** XML is split at blanks only: its quotes are its own. */
function wordsOf(line: string): Word[] {
  if (!/^xml\s/.test(line)) return splitWords(line);
  return [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }));
}
