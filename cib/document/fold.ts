import { diffAttributes } from '../patch/attributes.js';
import type { Change } from '../patch/patchset.js';
import { formatStep } from '../patch/path.js';
import type { Element, Node } from '../xml/element.js';
import { pathOf } from '../xml/path.js';
import type { Cib } from './cib.js';
import type { ChangeSet } from './editor.js';

/**
 * The changes of a patchset for the plain cases, at the cost of what changed: elements that a path
 * leads to without doubt get other attributes or new children, or go. Undefined for anything else,
 * which is left to a comparison of the trees.
 */
export function fold(cib: Cib, { modified, created, removed, before }: ChangeSet): Change[] | undefined {
  const deletions: Change[] = [];
  const modifications: Change[] = [];
  const creations: Change[] = [];
  const wasPlain = (element: Element) => isPlain(cib, element, before);

  for (const { node, parent } of removed) {
    if (node.kind !== 'element' || !wasDistinct(node, before(parent)) || !wasPlain(parent)) return undefined;
    deletions.push({ operation: 'delete', path: pathOf(parent) + formatStep(node.name, node.id) });
  }
  for (const [element, flat] of modified) {
    const attributes = diffAttributes(flat, element.flat, true);
    if (attributes.length === 0) continue;
    if (!wasPlain(element) || attributes.some(({ name }) => name === 'id')) return undefined;
    modifications.push({ operation: 'modify', path: pathOf(element), attributes, result: element.cloneShallow() });
  }
  for (const node of created) {
    const { parent } = node;
    if (node.kind === 'text' || !parent || !wasPlain(parent)) return undefined;
    // Looked for from the end, where new nodes mostly are.
    const position = parent.children.lastIndexOf(node);
    creations.push({ operation: 'create', path: pathOf(parent), position, node: node.clone() });
  }
  return [...deletions, ...modifications, ...creations];
}

type Before = ChangeSet['before'];

/** Does the path of an element find it, before the changes, after them, and in between? */
function isPlain(cib: Cib, element: Element, before: Before): boolean {
  for (let at = element; at.parent; at = at.parent) {
    if (/['/]/.test(at.id ?? '') || !cib.isDistinct(at) || !wasDistinct(at, before(at.parent))) return false;
  }
  return true;
}

function wasDistinct(element: Element, siblings: readonly Node[] | undefined): boolean {
  const { name, id } = element;
  return !siblings?.some(
    (other) =>
      other !== element &&
      other.kind === 'element' &&
      other.name === name &&
      (id === undefined || other.id === undefined || other.id === id),
  );
}
