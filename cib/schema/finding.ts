import type { Element } from '../xml/element.js';
import { pathOf } from '../xml/path.js';

/** Something wrong with a document, and where. */
export interface Finding {
  /** Line in the file the document was read from; 0 if it was made in memory. */
  readonly line: number;
  /** Name of the element at fault. */
  readonly element: string;
  readonly attribute?: string;
  /** XPath of the element. */
  readonly path: string;
  readonly message: string;
}

export function findingAt(element: Element, message: string, attribute?: string): Finding {
  const { line, name } = element;
  const where = { line, element: name, path: pathOf(element), message };
  return attribute === undefined ? where : { ...where, attribute };
}
