import xpath from 'xpath';
import type { Element } from '../xml/element.js';
import { FacadeDocument, type FacadeNode, inOrder } from './facade.js';
import type { Match } from './select.js';

/** What an expression selects, in document order; nothing for one that is wrong or gives no nodes. */
export function evaluate(root: Element, expression: string): Match[] {
  let result: unknown;
  try {
    result = xpath.parse(expression).evaluate({ node: new FacadeDocument(root) });
  } catch {
    return [];
  }
  if (!isNodeSet(result)) return [];
  return (result.toUnsortedArray() as FacadeNode[]).sort(inOrder).map((node) => node.match);
}

function isNodeSet(value: unknown): value is { toUnsortedArray(): unknown[] } {
  return typeof value === 'object' && value !== null && 'toUnsortedArray' in value;
}
