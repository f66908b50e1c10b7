import type { Cib } from '../document/cib.js';
import type { Comment, Element, Text } from '../xml/element.js';
import { parsePlain, selectPlain } from './plain.js';

/** Something an expression selects, of a tree whose root element is in a document. */
export type Match = Element | Comment | Text | AttributeMatch | DocumentMatch;

export interface AttributeMatch {
  readonly kind: 'attribute';
  readonly element: Element;
  readonly name: string;
}

export interface DocumentMatch {
  readonly kind: 'document';
}

type Engine = typeof import('./engine.js');
let engine: Engine | undefined;

/** Can an expression be evaluated without the engine? */
export const isPlain = (expression: string): boolean => parsePlain(expression) !== undefined;

/** Load what evaluates the expressions that are not plain; undefined if it is loaded already. */
export function loadEngine(): Promise<void> | undefined {
  if (engine) return undefined;
  return import('./engine.js').then((loaded) => {
    engine = loaded;
  });
}

/**
 * What an XPath 1.0 expression selects, in document order; nothing if it selects no nodes or is no
 * expression (Pacemaker does not tell these apart). Plain paths with ids are answered by the index
 * of a Cib; a bare root is walked. Anything else needs the engine: await `loadEngine()` before.
 */
export function select(tree: Cib | Element, expression: string): Match[] {
  const plain = parsePlain(expression);
  if (plain) return selectPlain(tree, plain);
  if (!engine) throw new Error(`XPath engine is not loaded, and needed for ${expression}`);
  return engine.evaluate('root' in tree ? tree.root : tree, expression);
}

/** The elements an expression selects, or that hold the attributes and comments it selects. */
export function selectElements(tree: Cib | Element, expression: string): Element[] {
  const root = 'root' in tree ? tree.root : tree;
  const elements = new Set<Element>();
  for (const match of select(tree, expression)) {
    if (match.kind === 'element') elements.add(match);
    else if (match.kind === 'document') elements.add(root);
    else {
      const element = match.kind === 'attribute' ? match.element : match.parent;
      if (element) elements.add(element);
    }
  }
  return [...elements];
}
