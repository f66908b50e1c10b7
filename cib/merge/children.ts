import type { Element, Node } from '../xml/element.js';

/** What tells a child from its siblings, in all versions of its parent. */
export function keyOf(node: Node, seen: Map<string, number>): string {
  const base = baseKey(node);
  if (base.startsWith('#')) return base;
  // Without an id, siblings of a name are told by their order.
  const count = seen.get(base) ?? 0;
  seen.set(base, count + 1);
  return count === 0 ? base : `${base} ${count}`;
}

function baseKey(node: Node): string {
  if (node.kind !== 'element') return `#${node.kind} ${node.text}`;
  const id = node.get('id') ?? node.get('id-ref');
  return id === undefined ? node.name : `${node.name} @${id}`;
}

/** Children by key, in their order. */
export function childrenOf(element: Element | undefined): Map<string, Node> {
  const children = new Map<string, Node>();
  const seen = new Map<string, number>();
  for (const node of element?.children ?? []) children.set(keyOf(node, seen), node);
  return children;
}

/** Every element that has an id, by name and id: references to others have no id of their own. */
export function identified(root: Element): Map<string, Element> {
  const found = new Map<string, Element>();
  for (const element of root.walk()) {
    const key = identityOf(element);
    if (key !== undefined && !found.has(key)) found.set(key, element);
  }
  return found;
}

const REFERENCES = new Set(['resource_ref', 'obj_ref', 'role', 'role_ref']);

export function identityOf(element: Element): string | undefined {
  const id = element.get('id');
  return id === undefined || REFERENCES.has(element.name) ? undefined : `${element.name} @${id}`;
}

/** Of two orders of the same things, is one what the other is? */
export const sameOrder = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((key, i) => key === b[i]);

/** Put the keys of another order that are missing in one behind what they follow there. */
export function interleaved(order: readonly string[], other: readonly string[], wanted: ReadonlySet<string>): string[] {
  const result = order.filter((key) => wanted.has(key));
  const known = new Set(result);
  let before: string | undefined;
  for (const key of other) {
    if (known.has(key)) before = key;
    else if (wanted.has(key)) {
      result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, key);
      known.add(key);
      before = key;
    }
  }
  return result;
}
