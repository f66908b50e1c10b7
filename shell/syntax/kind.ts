import type { Element } from '../../cib/xml/element.js';
import type { Reader } from '../grammar/reader.js';
import type { Writing } from './text.js';
import type { Vocabulary } from './vocabulary.js';

/** What reading crm syntax needs to know of the CIB and the host. */
export interface Reading {
  readonly vocabulary: Vocabulary;
  /** The provider meant by an OCF agent of that type when none is named. */
  provider(type: string): string;
  /** Names of the configured nodes, sorted. */
  nodes(): readonly string[];
  /** The object of this id, if there is one, belongs to the defaults of operations. */
  isOperationDefaults(id: string): boolean;
  /** Somebody types it as a command: options without a value are mistakes then. */
  readonly typed?: boolean;
}

/**
 * A kind of configured object: its word in crm syntax, its element in the CIB, and the way from one
 * to the other.
 */
export interface Kind {
  readonly keyword: string;
  /** Other words it may be read by. */
  readonly aliases?: readonly string[];
  readonly element: string;
  /** Section of the configuration it lives in; '' for the configuration itself. */
  readonly section: string;
  /** Place in the order of `show`; kinds of the same rank are mixed. */
  readonly rank: number;
  /** It takes at least so many words. */
  readonly least: number;
  /** Id of an object that is given none. */
  readonly defaultId?: string;
  /**
   * The command as its parts: the head, then what stands on lines of its own. Undefined if crm
   * syntax has no words for it.
   */
  write(element: Element, writing: Writing): string[] | undefined;
  /** Read the words after the keyword. Resources that it holds come as `crmsh-ref` elements. */
  read(reader: Reader, reading: Reading): Element;
}

/** Stands for a resource that is configured on its own and moves into the one being read. */
export const REFERENCE = 'crmsh-ref';
