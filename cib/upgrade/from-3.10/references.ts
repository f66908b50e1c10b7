import { Element, type Node } from '../../xml/element.js';
import { rewrite } from '../rewrite.js';
import type { Say } from '../step.js';
import { TransformError } from '../transform.js';
import { ID_PREFIX, type Provenance } from './provenance.js';

function index(root: Element): Map<string, Element[]> {
  const byId = new Map<string, Element[]>();
  for (const element of root.walk()) {
    if (element.id === undefined) continue;
    const same = byId.get(element.id);
    if (same) same.push(element);
    else byId.set(element.id, [element]);
  }
  return byId;
}

/** Puts a copy of what is referred to in place of every element with an id-ref. */
export function resolveReferences(root: Element, provenance: Provenance): Element {
  let byId: Map<string, Element[]> | undefined;
  const open = new Set<Element>();

  const visit = (node: Node, derived: boolean): Node[] => {
    if (node.kind !== 'element') return [node.clone()];
    const reference = node.get('id-ref');
    if (reference !== undefined) {
      byId ??= index(root);
      const originals = byId.get(reference) ?? [];
      if (node.name === 'nvpair' && node.has('name')) return [namedPair(node, originals)];
      return originals.flatMap((original) => visit(original, true));
    }
    if (open.has(node)) throw new TransformError(`${node.name} ${node.id} refers to itself`);
    open.add(node);
    const copy = node.cloneShallow();
    if (derived) provenance.derive(copy);
    for (const child of node.children) for (const each of visit(child, derived)) copy.append(each);
    open.delete(node);
    return [copy];
  };

  /** The value of one pair under the name of another becomes a pair of its own, for good. */
  const namedPair = (pair: Element, originals: readonly Element[]): Element => {
    const copy = new Element('nvpair');
    for (const original of originals) for (const [name, value] of original.attributes()) copy.set(name, value);
    const name = pair.get('name') ?? '';
    copy.set('id', `${ID_PREFIX}${originals[0]?.id ?? ''}-${name}`).set('name', name);
    for (const child of pair.children) for (const each of visit(child, false)) copy.append(each);
    return provenance.derive(copy);
  };

  return visit(root, false)[0] as Element;
}

/**
 * The end of the upgrade. A copy becomes a reference again if what it was copied from is still there,
 * or if another copy comes before it. Access control entries about elements that are gone match
 * nothing from now on.
 */
export function restoreReferences(root: Element, provenance: Provenance, say: Say): Element {
  const byId = index(root);
  warnOfXpaths(root, provenance, say);
  const isDefinition = (element: Element, id: string): boolean => {
    if (!provenance.isDerived(element)) return true;
    const same = byId.get(id) as Element[];
    return same[0] === element && same.every((other) => provenance.isDerived(other));
  };
  return rewrite(root, {
    other: (element, go) => {
      if (element.id !== undefined && !isDefinition(element, element.id)) {
        return new Element(element.name, { 'id-ref': element.id });
      }
      const copy = go.copy(element);
      if (element.name === 'acl_permission') disarm(copy, byId);
      return copy;
    },
  });
}

function disarm(permission: Element, byId: ReadonlyMap<string, unknown>): void {
  const reference = permission.get('reference');
  if (reference === undefined || byId.has(reference)) return;
  replaceAttribute(permission, 'reference', 'xpath', '/*[false()]');
}

function warnOfXpaths(root: Element, provenance: Provenance, say: Say): void {
  let [hasXpath, hasChange] = [false, false];
  for (const element of root.walk()) {
    hasXpath ||= element.name === 'acl_permission' && element.has('xpath');
    hasChange ||= provenance.isChanged(element);
  }
  if (!hasXpath || !hasChange) return;
  say(
    'warning',
    'CIB syntax changes may invalidate ACLs that use "xpath". It is strongly recommended to run ' +
      '"cibadmin --upgrade" and then examine the updated CIB carefully to ensure ACLs still match the desired intent.',
  );
}

/** In the place of one attribute, another; if the element has that already, it is overwritten. */
export function replaceAttribute(element: Element, name: string, by: string, value: string): void {
  const old = [...element.attributes()];
  element.flat.length = 0;
  for (const [key, current] of old) element.set(key === name ? by : key, key === name ? value : current);
}
