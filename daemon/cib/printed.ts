import type { Cib } from '../../cib/document/cib.js';
import type { TreeIndex } from '../../cib/document/ids.js';
import type { Element, Node } from '../../cib/xml/element.js';
import { openTag, serializePretty } from '../../cib/xml/serialize.js';

/** Largest subtree whose text is kept as one piece, in UTF-16 code units. */
const PIECE = 4096;

/**
 * A document's text, kept in pieces: the text of every subtree that is small itself but lies in a
 * large one. A change drops the text of what it touches, so that printing a large document costs
 * what has changed since, plus the list of its pieces. As the pieces are immutable strings, such a
 * list is a snapshot of the document, to be sent or written while the document changes.
 */
export class Printed implements TreeIndex {
  /** Not a WeakMap: of tens of thousands of entries, it would be gone through at every collection. */
  private readonly texts = new Map<Element, string>();

  constructor(private readonly cib: Cib) {
    cib.observe(this);
  }

  /** Text of the whole document, as `serializePretty` gives it. */
  document(): string[] {
    return this.element(this.cib.root, 0);
  }

  /** Text of one element of the document, indented for that depth. Only its own depth is kept. */
  element(element: Element, depth: number): string[] {
    const out: string[] = [];
    flatten(this.print(element, depth), out);
    return out;
  }

  add(subtree: Element): void {
    this.addOne(subtree);
  }

  remove(subtree: Element): void {
    for (const element of subtree.walk()) this.texts.delete(element);
    this.addOne(subtree);
  }

  addOne(element: Element): void {
    for (let at: Element | null = element; at; at = at.parent) this.texts.delete(at);
  }

  removeOne(): void {}

  private print(node: Node, depth: number): Piece {
    if (node.kind !== 'element') return serializePretty(node, depth);
    const known = this.texts.get(node);
    if (known !== undefined) return known;
    const indent = '  '.repeat(depth);
    if (node.children.length === 0) return `${indent}${openTag(node)}/>\n`;
    const parts: Piece[] = [`${indent}${openTag(node)}>\n`];
    let size = 0;
    for (const child of node.children) {
      const part = this.print(child, depth + 1);
      parts.push(part);
      size += typeof part === 'string' ? part.length : PIECE;
    }
    parts.push(`${indent}</${node.name}>\n`);
    if (size < PIECE) return parts.join('');
    node.children.forEach((child, i) => {
      const part = parts[i + 1];
      if (child.kind === 'element' && typeof part === 'string') this.texts.set(child, part);
    });
    return parts;
  }
}

type Piece = string | readonly Piece[];

function flatten(piece: Piece, out: string[]): void {
  if (typeof piece === 'string') out.push(piece);
  else for (const part of piece) flatten(part, out);
}
