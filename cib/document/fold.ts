import { diffAttributes } from '../patch/attributes.js';
import type { Change } from '../patch/patchset.js';
import { formatStep } from '../patch/path.js';
import type { Element } from '../xml/element.js';
import { pathOf } from '../xml/path.js';
import { type Cib, hasAwkwardId } from './cib.js';
import type { ChangeSet } from './editor.js';

/** Beyond that many changes a comparison of the trees is no more work. */
const MANY = 500;

/**
 * The changes of a patchset for the plain cases, at the cost of what changed: elements that a path
 * leads to without doubt get other attributes or new children, or go. Undefined for anything else,
 * which is left to a comparison of the trees.
 */
export function fold(cib: Cib, changes: ChangeSet): Change[] | undefined {
  const { modified, created, removed, reordered } = changes;
  if (reordered.size > 0 || modified.size + created.length + removed.length > MANY) return undefined;
  const isPlain = (element: Element): boolean => {
    for (let at = element; at.parent; at = at.parent) if (!isDistinct(cib, at, at.parent, removed)) return false;
    return true;
  };
  /** Where what is gone cannot be mistaken for what is there, paths are known. */
  const addressOf = (element: Element): string | undefined => {
    if (removed.length === 0) return cib.addressOf(element);
    return isPlain(element) ? pathOf(element) : undefined;
  };
  const deletions: Change[] = [];
  const modifications: Change[] = [];
  const creations: Change[] = [];
  for (const { node, parent } of removed) {
    if (node.kind !== 'element' || !isDistinct(cib, node, parent, removed) || !isPlain(parent)) return undefined;
    deletions.push({ operation: 'delete', path: pathOf(parent) + formatStep(node.name, node.id) });
  }
  for (const [element, flat] of modified) {
    const attributes = diffAttributes(flat, element.flat, true);
    if (attributes.length === 0) continue;
    const path = addressOf(element);
    if (path === undefined || attributes.some(({ name }) => name === 'id')) return undefined;
    modifications.push({ operation: 'modify', path, attributes, result: element.cloneShallow() });
  }
  for (const node of created) {
    const { parent } = node;
    if (node.kind === 'text' || !parent) return undefined;
    const path = addressOf(parent);
    if (path === undefined) return undefined;
    // Looked for from the end, where new nodes mostly are.
    const position = parent.children.lastIndexOf(node);
    creations.push({ operation: 'create', path, position, node: node.clone() });
  }
  return [...deletions, ...modifications, ...creations];
}

/**
 * Is a child of the parent, or a former one, told by its name and id from what else is, or was, in
 * it? A step without an id finds the first of that name, whatever id it has.
 */
function isDistinct(cib: Cib, element: Element, parent: Element, removed: ChangeSet['removed']): boolean {
  const { name, id } = element;
  if (hasAwkwardId(element)) return false;
  for (const { node, parent: place } of removed) {
    if (place !== parent || node === element || node.kind !== 'element' || node.name !== name) continue;
    if (id === undefined || node.id === id) return false;
  }
  return !cib.hasChild(parent, name, id, element);
}
