import type { Element } from '../xml/element.js';

/** An attribute or a child element that may come. */
export interface AttributeLeaf {
  readonly kind: 'attribute';
  readonly name: string;
  /** Whether its value is an id, or that of another element. */
  readonly names?: 'itself' | 'another' | undefined;
  accepts(value: string): boolean;
}

export interface ElementLeaf {
  readonly kind: 'element';
  readonly name: string;
  /** Made when first asked for: elements contain themselves. */
  contentIn(version: number): Content;
}

/** Numbers of the first and the last schema version in which something is the same. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What an element contains, apart from what is inside its children. */
export interface Content extends Span {
  readonly rest: Rest;
}

export type Leaf = AttributeLeaf | ElementLeaf;

type Form =
  | Leaf
  | { readonly kind: 'empty' | 'nothing' | 'anything' }
  | { readonly kind: 'group' | 'interleave'; readonly left: Rest; readonly right: Rest }
  | { readonly kind: 'choice'; readonly of: readonly Rest[] }
  | { readonly kind: 'many'; readonly of: Rest };

/**
 * What may still come of an element: attributes in any order, then children. Rests that are equal are
 * one object, and each remembers what it becomes by what comes: so they turn into the states of an
 * automaton, made as far as documents need it.
 */
export class Rest {
  private readonly attributes = new Map<string, Branch<AttributeLeaf>>();
  private readonly children = new Map<string, Branch<ElementLeaf>>();
  private closedRest: Rest | undefined;

  constructor(
    readonly id: number,
    readonly form: Form,
    /** Nothing more need come. */
    readonly nullable: boolean,
    private readonly rests: Rests,
  ) {}

  attribute(name: string): Branch<AttributeLeaf> {
    let branch = this.attributes.get(name);
    if (!branch) {
      const leaves = new Set<AttributeLeaf>();
      this.rests.attributesOf(this, name, leaves);
      branch = new Branch([...leaves], (matched) => this.rests.afterAttribute(this, matched));
      this.attributes.set(name, branch);
    }
    return branch;
  }

  child(name: string): Branch<ElementLeaf> {
    let branch = this.children.get(name);
    if (!branch) {
      const leaves = new Set<ElementLeaf>();
      this.rests.childrenOf(this, name, leaves);
      branch = new Branch([...leaves], (matched) => this.rests.afterChild(this, matched));
      this.children.set(name, branch);
    }
    return branch;
  }

  /** The start tag is over: what still asks for an attribute cannot be had. */
  get closed(): Rest {
    this.closedRest ??= this.rests.closed(this);
    return this.closedRest;
  }
}

/** What an attribute or child of one name can be taken for, and what is left by what it was. */
class Branch<L extends Leaf> {
  /** By a bit for each leaf that it matched. */
  private readonly next: (Rest | undefined)[] = [];

  constructor(
    readonly leaves: readonly L[],
    private readonly derive: (matched: ReadonlySet<Leaf>) => Rest,
  ) {}

  after(matched: number): Rest {
    let rest = this.next[matched];
    if (!rest) {
      rest = this.derive(new Set(this.leaves.filter((_, at) => matched & (1 << at))));
      this.next[matched] = rest;
    }
    return rest;
  }
}

/** Makes rests, by derivatives: what is left of a pattern after an attribute or a child. */
export class Rests {
  private readonly known = new Map<string, Rest>();
  private made = 0;
  readonly empty = this.make({ kind: 'empty' }, true);
  readonly nothing = this.make({ kind: 'nothing' }, false);
  readonly anything = this.make({ kind: 'anything' }, true);

  leaf(leaf: Leaf): Rest {
    return this.make(leaf, false);
  }

  many(of: Rest): Rest {
    return this.shared(`many ${of.id}`, () => this.make({ kind: 'many', of }, true));
  }

  choice(parts: readonly Rest[]): Rest {
    const all = new Set<Rest>();
    for (const part of parts) {
      if (part.form.kind === 'choice') for (const each of part.form.of) all.add(each);
      else if (part !== this.nothing) all.add(part);
    }
    const of = [...all].sort((a, b) => a.id - b.id);
    if (of.length < 2) return of[0] ?? this.nothing;
    const nullable = of.some((part) => part.nullable);
    return this.shared(`choice ${of.map(({ id }) => id)}`, () => this.make({ kind: 'choice', of }, nullable));
  }

  both(kind: 'group' | 'interleave', left: Rest, right: Rest): Rest {
    if (left === this.nothing || right === this.nothing) return this.nothing;
    if (left === this.empty) return right;
    if (right === this.empty) return left;
    const nullable = left.nullable && right.nullable;
    return this.shared(`${kind} ${left.id} ${right.id}`, () => this.make({ kind, left, right }, nullable));
  }

  afterAttribute(rest: Rest, matched: ReadonlySet<Leaf>): Rest {
    const { form } = rest;
    switch (form.kind) {
      case 'attribute':
        return matched.has(form) ? this.empty : this.nothing;
      case 'choice':
        return this.choice(form.of.map((part) => this.afterAttribute(part, matched)));
      case 'group':
      case 'interleave':
        return this.choice([
          this.both(form.kind, this.afterAttribute(form.left, matched), form.right),
          this.both(form.kind, form.left, this.afterAttribute(form.right, matched)),
        ]);
      default:
        return this.nothing;
    }
  }

  afterChild(rest: Rest, matched: ReadonlySet<Leaf>): Rest {
    const { form } = rest;
    switch (form.kind) {
      case 'element':
        return matched.has(form) ? this.empty : this.nothing;
      case 'choice':
        return this.choice(form.of.map((part) => this.afterChild(part, matched)));
      case 'group': {
        const left = this.both('group', this.afterChild(form.left, matched), form.right);
        return form.left.nullable ? this.choice([left, this.afterChild(form.right, matched)]) : left;
      }
      case 'interleave':
        return this.choice([
          this.both('interleave', this.afterChild(form.left, matched), form.right),
          this.both('interleave', form.left, this.afterChild(form.right, matched)),
        ]);
      case 'many':
        return this.both('group', this.afterChild(form.of, matched), rest);
      default:
        return this.nothing;
    }
  }

  closed(rest: Rest): Rest {
    const { form } = rest;
    switch (form.kind) {
      case 'attribute':
        return this.nothing;
      case 'choice':
        return this.choice(form.of.map((part) => this.closed(part)));
      case 'group':
      case 'interleave':
        return this.both(form.kind, this.closed(form.left), this.closed(form.right));
      default:
        return rest;
    }
  }

  attributesOf({ form }: Rest, name: string, found: Set<AttributeLeaf>): void {
    if (form.kind === 'attribute' && form.name === name) found.add(form);
    for (const part of partsOf(form)) this.attributesOf(part, name, found);
  }

  childrenOf({ form }: Rest, name: string, found: Set<ElementLeaf>): void {
    if (form.kind === 'element' && form.name === name) found.add(form);
    else if (form.kind === 'many') this.childrenOf(form.of, name, found);
    else if (form.kind === 'group' && !form.left.nullable) this.childrenOf(form.left, name, found);
    else for (const part of partsOf(form)) this.childrenOf(part, name, found);
  }

  private make(form: Form, nullable: boolean): Rest {
    return new Rest(this.made++, form, nullable, this);
  }

  private shared(key: string, make: () => Rest): Rest {
    const rest = this.known.get(key) ?? make();
    this.known.set(key, rest);
    return rest;
  }
}

function partsOf(form: Form): readonly Rest[] {
  if (form.kind === 'choice') return form.of;
  return form.kind === 'group' || form.kind === 'interleave' ? [form.left, form.right] : [];
}

/** The ids in a document, and which are asked for. */
export class Names {
  private readonly own = new Set<string>();
  private readonly asked = new Set<string>();
  private repeated = false;

  note(value: string, names: 'itself' | 'another'): void {
    if (names === 'another') this.asked.add(value);
    else if (this.own.has(value)) this.repeated = true;
    else this.own.add(value);
  }

  /** Every id is unique, and whatever is asked for is there. */
  get sound(): boolean {
    if (this.repeated) return false;
    for (const id of this.asked) if (!this.own.has(id)) return false;
    return true;
  }
}

/** One look at a document: by a version, and for which versions its outcome is the same. */
export class Look implements Span {
  readonly names = new Names();
  from = 0;
  to = Number.POSITIVE_INFINITY;

  constructor(readonly version: number) {}
}

/** Whether an element is what a leaf asks for. Names are noted even if it is not. */
export function fits(leaf: ElementLeaf, element: Element, look: Look): boolean {
  const { rest: content, from, to } = leaf.contentIn(look.version);
  if (from > look.from) look.from = from;
  if (to < look.to) look.to = to;
  if (content.form.kind === 'anything') return true;
  let rest = content;
  const { flat, children } = element;
  for (let i = 0; i < flat.length; i += 2) {
    const branch = rest.attribute(flat[i] as string);
    const value = flat[i + 1] as string;
    let matched = 0;
    for (let at = 0; at < branch.leaves.length; at++) {
      if ((branch.leaves[at] as AttributeLeaf).accepts(value)) matched |= 1 << at;
    }
    if (matched === 0) return false;
    const kind = branch.leaves[0]?.names;
    if (kind) look.names.note(value, kind);
    rest = branch.after(matched);
  }
  rest = rest.closed;
  for (let i = 0; i < children.length; i++) {
    const child = children[i] as (typeof children)[number];
    if (child.kind === 'text' && /\S/.test(child.text)) return false;
    if (child.kind !== 'element') continue;
    const branch = rest.child(child.name);
    let matched = 0;
    for (let at = 0; at < branch.leaves.length; at++) {
      if (fits(branch.leaves[at] as ElementLeaf, child, look)) matched |= 1 << at;
    }
    if (matched === 0) return false;
    rest = branch.after(matched);
  }
  return rest.nullable;
}
