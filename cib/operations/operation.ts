import type { Cib } from '../document/cib.js';
import type { Editor } from '../document/editor.js';
import { sectionOf } from '../document/sections.js';
import { CibError } from '../result/error.js';
import type { Element, Node } from '../xml/element.js';
import { dropText } from '../xml/text.js';
import type { Request } from './request.js';

/** One request being performed. */
export interface Work {
  readonly cib: Cib;
  readonly request: Request;
}

export interface Change extends Work {
  readonly editor: Editor;
}

/** An operation that only looks. @returns what it found, possibly part of the CIB itself */
export interface Reading {
  readonly changes: false;
  run(work: Work): Element | undefined;
}

/** An operation that edits the CIB. */
export interface Writing {
  readonly changes: true;
  /** May be part of a transaction. */
  readonly transaction: boolean;
  /** The result has the versions of the input, which are not raised any further. */
  readonly keepsVersion?: true;
  run(change: Change): void;
}

/** The input of a request, or what it holds of the section if it is a whole CIB. */
export function inputOf({ input, section }: Request): Element {
  const part = input?.name === 'cib' && section !== undefined ? sectionOf(input, section) : input;
  if (!part) throw new CibError('EINVAL');
  return part;
}

/** A copy to be put into a CIB, which holds no text. */
export function copyOf<T extends Node>(node: T): T {
  const copy = node.clone();
  return (copy.kind === 'element' ? dropText(copy) : copy) as T;
}

/** Equal but for the case of ASCII letters. */
export function equalIgnoringCase(a: string, b: string | undefined): boolean {
  return a === b || (b !== undefined && a.length === b.length && lower(a) === lower(b));
}

const lower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
