import { Element, type Node } from '../../xml/element.js';
import { rewrite } from '../rewrite.js';
import type { Say } from '../step.js';
import { CopyBudget, TransformError } from '../transform.js';
import { ID_PREFIX, type Provenance } from './provenance.js';

/** Elements by id, in document order, for those ids only. */
function index(root: Element, wanted: ReadonlySet<string | undefined>): Map<string, Element[]> {
  const byId = new Map<string, Element[]>();
  if (wanted.size === 0) return byId;
  for (const element of root.walk()) {
    const { id } = element;
    if (id === undefined || !wanted.has(id)) continue;
    const same = byId.get(id);
    if (same) same.push(element);
    else byId.set(id, [element]);
  }
  return byId;
}

function attributesIn(root: Element, name: string): Set<string> {
  const values = new Set<string>();
  for (const element of root.walk()) {
    const value = element.get(name);
    if (value !== undefined) values.add(value);
  }
  return values;
}

/** Of elements, counting those that references lead through. */
const MAX_DEPTH = 1000;

/** Puts a copy of what is referred to in place of every element with an id-ref. */
export function resolveReferences(root: Element, provenance: Provenance): Element {
  const byId = index(root, attributesIn(root, 'id-ref'));
  const open = new Set<Element>();
  const budget = new CopyBudget();

  const visit = (node: Node, derived: boolean): Node[] => {
    if (node.kind !== 'element') return [node.clone()];
    const reference = node.get('id-ref');
    if (reference !== undefined) {
      const originals = byId.get(reference) ?? [];
      if (node.name === 'nvpair' && node.has('name')) return [namedPair(node, originals)];
      return originals.flatMap((original) => visit(original, true));
    }
    if (open.has(node)) throw new TransformError(`${node.name} ${node.id} refers to itself`);
    if (open.size > MAX_DEPTH) throw new TransformError(`references are nested deeper than ${MAX_DEPTH}`);
    if (derived) budget.spend(1);
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
  warnOfXpaths(root, provenance, say);
  const byId = index(root, doubtfulIds(root, provenance));
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

/** Ids that may be defined more than once by now, or no more at all. */
function doubtfulIds(root: Element, provenance: Provenance): Set<string | undefined> {
  const ids = new Set<string | undefined>();
  for (const element of root.walk()) {
    if (provenance.isDerived(element)) ids.add(element.id);
    if (element.name === 'acl_permission') ids.add(element.get('reference'));
  }
  return ids;
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
