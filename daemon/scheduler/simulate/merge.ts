import type { Element } from '../../../cib/xml/element.js';

/** Whether an element has, at any depth, two children of the same name and id: no cluster writes such. */
export function isAmbiguous(element: Element): boolean {
  const seen = new Set<string>();
  for (const child of element.elements()) {
    const key = `${child.name} ${child.id}`;
    if (seen.has(key) || isAmbiguous(child)) return true;
    if (child.id !== undefined) seen.add(key);
  }
  return false;
}

/**
 * Merge an element into another as the CIB merges what modifies it: children go by name and id. Of
 * two that are the same by these, the first gets what both say, and the second stays as it was.
 */
export function merge(target: Element, update: Element): void {
  for (const [name, value] of update.attributes()) target.set(name, value);
  for (const child of update.elements()) {
    const known = target.child(child.name, child.id);
    if (known) merge(known, child);
    else target.append(child.clone());
  }
}
