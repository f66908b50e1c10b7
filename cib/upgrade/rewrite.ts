import { Element, type Node } from '../xml/element.js';

/** What stands for an element in the new tree; nothing at all if it goes. */
export type Rule = (element: Element, go: Rewriter) => Node | readonly Node[] | undefined;

export interface Rules {
  /** By element name. */
  readonly named?: Readonly<Record<string, Rule>>;
  /** For every other element; without it, they are copied with their children rewritten. */
  readonly other?: Rule;
  /** Told of every element copied, for what is known of it beside the tree. */
  readonly copied?: (from: Element, to: Element) => void;
}

/** Makes a new tree out of an old one, in document order, by rules on element names. */
export class Rewriter {
  readonly #named: ReadonlyMap<string, Rule>;

  constructor(private readonly rules: Rules) {
    this.#named = new Map(Object.entries(rules.named ?? {}));
  }

  root(element: Element): Element {
    const [result] = this.node(element);
    return result as Element;
  }

  /** What stands for a node in the new tree. */
  node(node: Node): readonly Node[] {
    const result = this.#apply(node);
    if (result === undefined) return [];
    return 'kind' in result ? [result] : result;
  }

  nodes(list: Iterable<Node>): Node[] {
    const out: Node[] = [];
    for (const node of list) out.push(...this.node(node));
    return out;
  }

  /** Name and attributes as they are, these children rewritten. */
  copy(element: Element, children: Iterable<Node> = element.children): Element {
    const copy = this.shallow(element);
    for (const child of children) {
      const result = this.#apply(child);
      if (result === undefined) continue;
      if ('kind' in result) copy.append(result);
      else for (const node of result) copy.append(node);
    }
    return copy;
  }

  #apply(node: Node): ReturnType<Rule> {
    if (node.kind !== 'element') return node.clone();
    const rule = this.#named.get(node.name) ?? this.rules.other;
    return rule ? rule(node, this) : this.copy(node);
  }

  /** Name and attributes, no children. */
  shallow(element: Element): Element {
    const copy = element.cloneShallow();
    this.rules.copied?.(element, copy);
    return copy;
  }
}

export function rewrite(root: Element, rules: Rules): Element {
  return new Rewriter(rules).root(root);
}

/** A copy with the attributes renamed and valued anew in place; undefined leaves one out. */
export function mapAttributes(
  element: Element,
  change: (name: string, value: string) => readonly [name: string, value: string] | undefined,
): Element {
  const copy = new Element(element.name);
  copy.line = element.line;
  for (const [name, value] of element.attributes()) {
    const changed = change(name, value);
    if (changed) copy.set(changed[0], changed[1]);
  }
  return copy;
}

/** The same attributes, or fewer, under another element name. */
export function renamed(element: Element, name: string): Element {
  const copy = element.cloneShallow();
  copy.name = name;
  return copy;
}
