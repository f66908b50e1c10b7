import type { Element } from '../xml/element.js';
import { selectElements } from '../xpath/select.js';
import { type Acl, unpackAcl } from './acl.js';
import { Marks } from './marks.js';

/**
 * The part of a CIB that a user may read, as a copy. An element on the way to something readable
 * is kept with its id alone.
 * @returns undefined if nothing is readable
 */
export function readable(root: Element, user: string, groups: readonly string[] = []): Element | undefined {
  const acl: Acl = unpackAcl(root, user, groups);
  if (acl.permissions.length === 0) return undefined;
  const copy = root.clone();
  const marks = new Marks(copy, acl);
  const purge = (element: Element): boolean => {
    const own = marks.own(element);
    if (own === 'read' || own === 'write') return true;
    element.flat.splice(0, element.flat.length, ...(element.id === undefined ? [] : ['id', element.id]));
    let kept = false;
    for (const child of [...element.elements()]) if (purge(child)) kept = true;
    if (!kept) element.remove();
    return kept;
  };
  for (const { kind, xpath } of acl.permissions) {
    if (kind !== 'deny') continue;
    for (const match of selectElements(copy, xpath)) if (!purge(match) && match === copy) return undefined;
  }
  return purge(copy) ? copy : undefined;
}
