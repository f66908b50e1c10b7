import type { Element } from '../../cib/xml/element.js';
import type { Reader } from '../grammar/reader.js';
import type { Reading } from './kind.js';
import { readSets, type SetWords } from './nvset.js';
import { readOperations } from './operation.js';

export interface ArgumentOptions {
  /** Word that the first set may leave out. */
  readonly implicit?: string;
  /** Operations are accepted too. */
  readonly operations?: boolean;
  readonly until?: readonly string[];
}

/** What most objects end in: attribute sets and operations, in any order. */
export function readArguments(
  reader: Reader,
  reading: Reading,
  into: Element,
  words: SetWords,
  options: ArgumentOptions = {},
): void {
  const setOptions = options.until ? { until: options.until } : {};
  const names = [...Object.keys(words), ...(options.operations ? ['operations', 'op'] : [])];
  for (let first = true; ; first = false) {
    const known = reader.keyword(...names);
    if (known !== undefined) reader.back();
    if (known === 'operations' || known === 'op') readOperations(reader, reading, into);
    else if (known === undefined && !first) return;
    const implicit = first && known === undefined && options.implicit ? { implicit: options.implicit } : {};
    readSets(reader, reading, into, words, { ...setOptions, ...implicit });
  }
}
