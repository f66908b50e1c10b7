import { Element, type Node } from '../xml/element.js';

/** The three edits a patchset comes down to. */
export interface Edits {
  /** `flat` replaces all attributes. */
  setAttributes(element: Element, flat: readonly string[]): void;
  removeAt(parent: Element, index: number): Node;
  insertAt(parent: Element, index: number, node: Node): void;
}

/**
 * Edits to a tree that can be taken back. What an element had is kept when it is first touched, so
 * the cost is that of the elements changed, whatever the size of the tree.
 */
export class Transaction implements Edits {
  protected readonly attributes = new Map<Element, readonly string[]>();
  protected readonly children = new Map<Element, readonly Node[]>();

  constructor(private readonly root: Element) {}

  setAttributes(element: Element, flat: readonly string[]): void {
    this.keepAttributes(element);
    assign(element.flat, flat);
  }

  removeAt(parent: Element, index: number): Node {
    this.keepChildren(parent);
    const [node] = parent.children.splice(index, 1) as [Node];
    node.parent = null;
    return node;
  }

  insertAt(parent: Element, index: number, node: Node): void {
    this.keepChildren(parent);
    parent.insert(node, index);
  }

  rollback(): void {
    for (const [element, flat] of this.attributes) assign(element.flat, flat);
    for (const [element, children] of this.children) {
      for (const child of element.children) child.parent = null;
      assign(element.children, children);
    }
    // Afterwards, as a child may have gone from one touched parent to another.
    for (const [element, children] of this.children) for (const child of children) child.parent = element;
  }

  /**
   * The tree as it was: new elements where something below changed, shared ones elsewhere. The
   * shared ones' parents are those of the live tree, so this is to be read from the top only.
   */
  before(): Element {
    // Everything touched, and its ancestors: what was taken out has one that lost it.
    const affected = new Set<Element>();
    for (const touched of [...this.attributes.keys(), ...this.children.keys()]) {
      for (let at: Element | null = touched; at && !affected.has(at); at = at.parent) affected.add(at);
    }
    return this.past(this.root, affected);
  }

  /** Make the tree as it is the one to be compared with. */
  protected forget(): void {
    this.attributes.clear();
    this.children.clear();
  }

  private past(element: Element, affected: ReadonlySet<Element>): Element {
    if (!affected.has(element)) return element;
    const past = new Element(element.name);
    assign(past.flat, this.attributes.get(element) ?? element.flat);
    for (const child of this.children.get(element) ?? element.children) {
      past.children.push(child.kind === 'element' ? this.past(child, affected) : child);
    }
    return past;
  }

  protected keepAttributes(element: Element): void {
    if (!this.attributes.has(element)) this.attributes.set(element, element.flat.slice());
  }

  private keepChildren(element: Element): void {
    if (this.children.has(element)) return;
    this.children.set(element, element.children.slice());
  }
}

/** Like splice, for lists too long to be spread into arguments. */
function assign<T>(list: T[], items: readonly T[]): void {
  list.length = 0;
  for (const item of items) list.push(item);
}
