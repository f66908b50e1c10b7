import { type Element, type Node, Text } from './element.js';

const isText = (node: Node): boolean => node instanceof Text && !node.cdata;

/** Take out text, other than CDATA, wherever it is: Pacemaker's documents have none that counts. */
export function dropText(root: Element): Element {
  for (const { children } of root.walk()) {
    if (!children.some(isText)) continue;
    const kept = children.filter((child) => !isText(child));
    children.length = 0;
    for (const child of kept) children.push(child);
  }
  return root;
}
