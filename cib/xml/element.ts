/**
 * The tree that a CIB is held in.
 *
 * A node is an Element, a Comment or a Text. Attributes keep their order, in one flat array of
 * alternating names and values: a CIB has hundreds of thousands of small elements, and a scan over
 * a handful of strings is both smaller and faster than a Map in each.
 */

export type Node = Element | Comment | Text;

export class Comment {
  readonly kind = 'comment';
  parent: Element | null = null;
  constructor(public text: string) {}
  clone(): Comment {
    return new Comment(this.text);
  }
}

export class Text {
  readonly kind = 'text';
  parent: Element | null = null;
  constructor(
    public text: string,
    readonly cdata = false,
  ) {}
  clone(): Text {
    return new Text(this.text, this.cdata);
  }
}

export class Element {
  readonly kind = 'element';
  parent: Element | null = null;
  readonly children: Node[] = [];
  /** 1-based line in the text this was parsed from; 0 if it was made in memory. */
  line = 0;
  /** name, value, name, value … */
  readonly flat: string[];

  /** @param attributes a flat array of them becomes the element's own */
  constructor(
    public name: string,
    attributes?: Readonly<Record<string, string>> | string[],
    children?: readonly Node[],
  ) {
    this.flat = Array.isArray(attributes) ? attributes : attributes ? Object.entries(attributes).flat() : [];
    if (children) for (const child of children) this.append(child);
  }

  get id(): string | undefined {
    return this.get('id');
  }

  get(name: string): string | undefined {
    const { flat } = this;
    for (let i = 0; i < flat.length; i += 2) if (flat[i] === name) return flat[i + 1];
    return undefined;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** Set in place, or append as the last attribute. */
  set(name: string, value: string): this {
    const { flat } = this;
    for (let i = 0; i < flat.length; i += 2) {
      if (flat[i] === name) {
        flat[i + 1] = value;
        return this;
      }
    }
    flat.push(name, value);
    return this;
  }

  /** Remove; true if it was there. */
  unset(name: string): boolean {
    const { flat } = this;
    for (let i = 0; i < flat.length; i += 2) {
      if (flat[i] === name) {
        flat.splice(i, 2);
        return true;
      }
    }
    return false;
  }

  attributes(): [name: string, value: string][] {
    const { flat } = this;
    const pairs: [string, string][] = [];
    for (let i = 0; i < flat.length; i += 2) pairs.push([flat[i] as string, flat[i + 1] as string]);
    return pairs;
  }

  attributeNames(): string[] {
    return this.flat.filter((_, i) => i % 2 === 0);
  }

  /** Child elements as they are now, all or those of one name. */
  elements(name?: string): Element[] {
    // A list and no generator: most have few children and are asked often
    const found: Element[] = [];
    for (const child of this.children) {
      if (child.kind === 'element' && (name === undefined || child.name === name)) found.push(child);
    }
    return found;
  }

  /** First child element of that name, and of that id if one is given. */
  child(name: string, id?: string): Element | undefined {
    for (const child of this.children) {
      if (child.kind === 'element' && child.name === name && (id === undefined || child.get('id') === id)) return child;
    }
    return undefined;
  }

  /** This element, then every element below it, in document order. */
  *walk(): IterableIterator<Element> {
    const stack: Element[] = [this];
    for (let at = stack.pop(); at; at = stack.pop()) {
      yield at;
      for (let i = at.children.length - 1; i >= 0; i--) {
        const child = at.children[i] as Node;
        if (child.kind === 'element') stack.push(child);
      }
    }
  }

  /** Does something hold for this element, or any below it? */
  some(holds: (element: Element) => boolean): boolean {
    if (holds(this)) return true;
    const { children } = this;
    for (let i = 0; i < children.length; i++) {
      const child = children[i] as Node;
      if (child.kind === 'element' && child.some(holds)) return true;
    }
    return false;
  }

  append<T extends Node>(child: T): T {
    child.parent = this;
    this.children.push(child);
    return child;
  }

  insert<T extends Node>(child: T, position: number): T {
    child.parent = this;
    this.children.splice(position, 0, child);
    return child;
  }

  /** Detach from the parent; a root is left as it is. */
  remove(): void {
    if (this.parent) detach(this);
  }

  /** Concatenated text of direct text children. */
  get text(): string {
    let text = '';
    for (const child of this.children) if (child.kind === 'text') text += child.text;
    return text;
  }

  clone(): Element {
    const copy = this.cloneShallow();
    for (const child of this.children) copy.append(child.clone());
    return copy;
  }

  /** Name and attributes, without children. */
  cloneShallow(): Element {
    const copy = new Element(this.name, this.flat.slice());
    copy.line = this.line;
    return copy;
  }
}

export function detach(node: Node): void {
  const { parent } = node;
  if (!parent) return;
  const at = parent.children.indexOf(node);
  if (at >= 0) parent.children.splice(at, 1);
  node.parent = null;
}

/** Position among the parent's children of every kind; -1 for a root. */
export function positionOf(node: Node): number {
  return node.parent ? node.parent.children.indexOf(node) : -1;
}

/** Same name, attributes (in any order unless `ordered`), and children in order. */
export function equal(a: Node, b: Node, ordered = false): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind !== 'element' || b.kind !== 'element') return (a as Text | Comment).text === (b as Text | Comment).text;
  if (a.name !== b.name || a.flat.length !== b.flat.length || a.children.length !== b.children.length) return false;
  for (let i = 0; i < a.flat.length; i += 2) {
    const [name, value] = [a.flat[i] as string, a.flat[i + 1]];
    if (ordered ? b.flat[i] !== name || b.flat[i + 1] !== value : b.get(name) !== value) return false;
  }
  return a.children.every((child, i) => equal(child, b.children[i] as Node, ordered));
}
