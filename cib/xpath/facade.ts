import type { Comment, Element, Node, Text } from '../xml/element.js';
import type { Match } from './select.js';

/**
 * Our tree as the DOM that the `xpath` package reads. Wrappers are made when they are first looked
 * at and know their index among their siblings, so that going from one to the next costs nothing.
 */
const TYPE = { element: 1, attribute: 2, text: 3, cdata: 4, comment: 8, document: 9 } as const;

type Order = 'before' | 'after' | 'around' | 'inside' | 'same';
const POSITION: Record<Order, number> = { before: 4, after: 2, around: 20, inside: 10, same: 0 };

abstract class FacadeNode {
  abstract readonly nodeType: number;
  abstract readonly nodeName: string;
  readonly namespaceURI: string | null = null;
  constructor(
    readonly parentNode: FacadeNode | null,
    readonly index: number,
    readonly ownerDocument: FacadeDocument | null,
  ) {}

  abstract get match(): Match;

  get childNodes(): readonly FacadeNode[] {
    return [];
  }

  get attributes(): Attributes | undefined {
    return undefined;
  }

  get nodeValue(): string | null {
    return null;
  }

  get firstChild(): FacadeNode | null {
    return this.childNodes[0] ?? null;
  }

  get lastChild(): FacadeNode | null {
    return this.childNodes[this.childNodes.length - 1] ?? null;
  }

  get nextSibling(): FacadeNode | null {
    return this.parentNode?.childNodes[this.index + 1] ?? null;
  }

  get previousSibling(): FacadeNode | null {
    return this.parentNode?.childNodes[this.index - 1] ?? null;
  }

  /** As in the DOM: where the other node is, seen from this one. */
  compareDocumentPosition(other: FacadeNode): number {
    return POSITION[compare(this, other)];
  }
}

export class FacadeDocument extends FacadeNode {
  readonly nodeType = TYPE.document;
  readonly nodeName = '#document';
  readonly documentElement: FacadeElement;
  readonly match: Match = { kind: 'document' };

  constructor(root: Element) {
    super(null, 0, null);
    this.documentElement = new FacadeElement(root, this, 0, this);
  }

  override get childNodes(): readonly FacadeNode[] {
    return [this.documentElement];
  }
}

class FacadeElement extends FacadeNode {
  readonly nodeType = TYPE.element;
  private wrapped: FacadeNode[] | undefined;
  private list: Attributes | undefined;

  constructor(
    readonly element: Element,
    parent: FacadeNode,
    index: number,
    private readonly document: FacadeDocument,
  ) {
    super(parent, index, document);
  }

  get match(): Match {
    return this.element;
  }

  get nodeName(): string {
    return this.element.name;
  }

  get localName(): string {
    return this.element.name.slice(this.element.name.indexOf(':') + 1);
  }

  override get childNodes(): readonly FacadeNode[] {
    this.wrapped ??= this.element.children.map((child, i) => wrap(child, this, i, this.document));
    return this.wrapped;
  }

  override get attributes(): Attributes {
    this.list ??= new Attributes(this, this.document);
    return this.list;
  }

  getAttribute(name: string): string {
    return this.element.get(name) ?? '';
  }

  getAttributeNS(_namespace: string | null, name: string): string {
    return this.getAttribute(name);
  }
}

class FacadeText extends FacadeNode {
  constructor(
    private readonly node: Text | Comment,
    readonly nodeType: number,
    readonly nodeName: string,
    parent: FacadeNode,
    index: number,
    document: FacadeDocument,
  ) {
    super(parent, index, document);
  }

  get match(): Match {
    return this.node;
  }

  override get nodeValue(): string {
    return this.node.text;
  }

  get data(): string {
    return this.node.text;
  }
}

class FacadeAttribute extends FacadeNode {
  readonly nodeType = TYPE.attribute;
  constructor(
    readonly ownerElement: FacadeElement,
    readonly nodeName: string,
    readonly value: string,
    index: number,
    document: FacadeDocument,
  ) {
    super(null, index, document);
  }

  get match(): Match {
    return { kind: 'attribute', element: this.ownerElement.element, name: this.nodeName };
  }

  get localName(): string {
    return this.nodeName.slice(this.nodeName.indexOf(':') + 1);
  }

  override get nodeValue(): string {
    return this.value;
  }
}

class Attributes {
  private readonly items: readonly FacadeAttribute[];
  constructor(owner: FacadeElement, document: FacadeDocument) {
    this.items = [...owner.element.attributes()].map(
      ([name, value], i) => new FacadeAttribute(owner, name, value, i, document),
    );
  }

  get length(): number {
    return this.items.length;
  }

  item(index: number): FacadeAttribute | null {
    return this.items[index] ?? null;
  }
}

function wrap(node: Node, parent: FacadeNode, index: number, document: FacadeDocument): FacadeNode {
  switch (node.kind) {
    case 'element':
      return new FacadeElement(node, parent, index, document);
    case 'comment':
      return new FacadeText(node, TYPE.comment, '#comment', parent, index, document);
    case 'text':
      return node.cdata
        ? new FacadeText(node, TYPE.cdata, '#cdata-section', parent, index, document)
        : new FacadeText(node, TYPE.text, '#text', parent, index, document);
  }
}

/** Sorts into document order; attributes come between their element and its children. */
export function inOrder(a: FacadeNode, b: FacadeNode): number {
  const order = compare(a, b);
  if (order === 'same') return 0;
  return order === 'before' || order === 'around' ? -1 : 1;
}

function compare(a: FacadeNode, b: FacadeNode): Order {
  if (a === b) return 'same';
  const [above, below] = [chainTo(a), chainTo(b)];
  let i = 0;
  while (i < above.length && i < below.length && above[i] === below[i]) i++;
  const [left, right] = [above[i], below[i]];
  if (!left) return 'around';
  if (!right) return 'inside';
  if (left instanceof FacadeAttribute !== right instanceof FacadeAttribute) {
    return left instanceof FacadeAttribute ? 'before' : 'after';
  }
  return left.index < right.index ? 'before' : 'after';
}

function chainTo(node: FacadeNode): FacadeNode[] {
  const chain: FacadeNode[] = [];
  for (let at: FacadeNode | null = node; at; at = at instanceof FacadeAttribute ? at.ownerElement : at.parentNode) {
    chain.push(at);
  }
  return chain.reverse();
}

export type { FacadeNode };
