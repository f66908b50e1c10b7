import type { Element, Node } from '../../cib/xml/element.js';

/** Finds the element that stands for another in a comparison; itself if none does. */
export type Resolve = (element: Element) => Element | undefined;

/**
 * Same name, attributes and children; the order of children means nothing except for the members
 * of a resource set and for resources among themselves.
 */
export function sameMeaning(a: Node, b: Node, resolve: Resolve): boolean {
  if (a === b) return true;
  if (a.kind !== 'element' || b.kind !== 'element') return a.kind === b.kind && textOf(a) === textOf(b);
  if (a.name !== b.name || !sameAttributes(a, b)) return false;
  const left = resolved(a.children, resolve);
  const right = resolved(b.children, resolve);
  if (left.length !== right.length) return false;
  // Nearly always the order is the same too, which is found out sooner than what belongs together.
  if (left.every((child, i) => sameMeaning(child, right[i] as Node, resolve))) return true;
  if (a.name === 'resource_set') return false;
  const [sortedLeft, sortedRight] = [sortedByKey(left), sortedByKey(right)];
  return sortedLeft.every((child, i) => sameMeaning(child, sortedRight[i] as Node, resolve));
}

const textOf = (node: Node): string => (node.kind === 'element' ? '' : node.text.trim());

function sameAttributes(a: Element, b: Element): boolean {
  if (a.flat.length !== b.flat.length) return false;
  for (let i = 0; i < a.flat.length; i += 2) if (b.get(a.flat[i] as string) !== a.flat[i + 1]) return false;
  return true;
}

/** The nodes themselves, unless one of them stands for another. */
function resolved(nodes: readonly Node[], resolve: Resolve): readonly Node[] {
  if (nodes.every((node) => node.kind !== 'element' || resolve(node) === node)) return nodes;
  return nodes.flatMap((node) => (node.kind === 'element' ? (resolve(node) ?? []) : node));
}

function sortedByKey(nodes: readonly Node[]): readonly Node[] {
  const keys = new Map(nodes.map((node) => [node, keyOf(node)]));
  return [...nodes].sort((a, b) => {
    const [left, right] = [keys.get(a) as string, keys.get(b) as string];
    return left < right ? -1 : left > right ? 1 : 0;
  });
}

function keyOf(node: Node): string {
  if (node.kind !== 'element') return node.text;
  if (node.name === 'primitive') return node.name;
  return node.name + [...node.flat].sort().join('');
}
