import { childrenOf, interleaved, sameOrder } from '../../cib/merge/children.js';
import { ORDERED } from '../../cib/merge/merge.js';
import type { Element, Node } from '../../cib/xml/element.js';
import { DEFAULT_ATTRIBUTES } from '../syntax/objects.js';

/**
 * Undo what makes no difference in a new version of a tree: other orders of attributes and children
 * where order means nothing, comments moved, defaults left out that were written down.
 */
export function settle(before: Element, after: Element): void {
  const defaults = DEFAULT_ATTRIBUTES[before.name] ?? [];
  for (const [name, value] of defaults) if (before.get(name) === value && !after.has(name)) after.set(name, value);
  const names = interleaved(before.attributeNames(), after.attributeNames(), new Set(after.attributeNames()));
  const values = names.flatMap((name) => [name, after.get(name) as string]);
  after.flat.splice(0, after.flat.length, ...values);
  const [old, made] = [childrenOf(before), childrenOf(after)];
  for (const [key, node] of made) {
    const was = old.get(key);
    if (node.kind === 'element' && was?.kind === 'element') settle(was, node);
  }
  if (ORDERED.has(after.name) && !inOrder(old, made)) return;
  const order = interleaved([...old.keys()], [...made.keys()], new Set(made.keys()));
  after.children.splice(0, after.children.length, ...order.map((key) => made.get(key) as Node));
}

/** Members that both have follow one another in the same way; what is no member stands anywhere. */
function inOrder(old: ReadonlyMap<string, Node>, made: ReadonlyMap<string, Node>): boolean {
  const common = (from: ReadonlyMap<string, Node>, other: ReadonlyMap<string, Node>) =>
    [...from].flatMap(([key, node]) =>
      other.has(key) && node.kind === 'element' && !SETS.has(node.name) ? [key] : [],
    );
  return sameOrder(common(old, made), common(made, old));
}

const SETS = new Set(['meta_attributes', 'instance_attributes', 'utilization']);
