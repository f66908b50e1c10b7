import { Element } from '../../cib/xml/element.js';
import { makeId } from '../syntax/identity.js';
import { topmost } from '../syntax/objects.js';

/** Meta-attributes that are set for a resource as a whole: its members must not say otherwise. */

const SETS = new Set(['meta_attributes', 'instance_attributes', 'utilization']);
const MEMBERS = new Set(['primitive', 'group', 'clone', 'master']);

/** Of these two only one makes sense. */
const OPPOSITES: Readonly<Record<string, string>> = { maintenance: 'is-managed', 'is-managed': 'maintenance' };
export const oppositeOf = (name: string): string | undefined => OPPOSITES[name];

/** The resource where an attribute belongs: a member of a group itself, otherwise what it is part of. */
export const holderOf = (resource: Element): Element =>
  resource.name === 'primitive' && resource.parent?.name === 'group' ? resource : topmost(resource);

/** Primitives of a group, or of a cloned group, that have an attribute of their own. */
export function membersWith(holder: Element, name: string): Element[] {
  const group = holder.name === 'clone' ? holder.child('group') : holder.name === 'group' ? holder : undefined;
  return [...(group?.elements('primitive') ?? [])].filter((member) => ownPairs(member, name).length > 0);
}

/** Pairs of that name among the meta-attributes, or another set, of a resource or node, not of its members. */
export const ownPairs = (owner: Element, name: string, set = 'meta_attributes'): Element[] =>
  [...owner.elements(set)].flatMap((element) => pairsNamed(element, name));

const pairsNamed = (set: Element, name: string): Element[] =>
  [...set.elements('nvpair')].filter((pair) => pair.get('name') === name);

/** What a clone clones takes its meta-attributes from the clone. */
export function clearCloned(holder: Element, name: string): void {
  if (holder.name !== 'clone') return;
  for (const child of holder.elements()) if (MEMBERS.has(child.name)) removePairs(child, name);
}

export function removePairs(owner: Element, name: string, set = 'meta_attributes'): void {
  for (const pair of ownPairs(owner, name, set)) pair.remove();
}

/** Remove sets that have become empty, in a resource and its members. */
export function dropEmptySets(resource: Element): void {
  for (const element of [...resource.walk()]) {
    if (SETS.has(element.name) && element.children.length === 0 && !element.has('id-ref')) element.remove();
  }
}

/**
 * Set an attribute: where it is set already, otherwise in every set of the kind; if there is none,
 * one is made.
 * @param setId id of that one, if it is free
 * @param used ids that are taken; the new ones are added
 */
export function setAttribute(
  owner: Element,
  kind: 'meta_attributes' | 'instance_attributes',
  [name, value]: readonly [string, string],
  used: Set<string>,
  setId = `${owner.id}-${kind}`,
): void {
  const sets = [...owner.elements(kind)];
  const pairs = sets.flatMap((set) => pairsNamed(set, name));
  for (const pair of pairs) pair.set('value', value);
  if (pairs.length > 0) return;
  if (sets.length === 0) {
    const set = new Element(kind, { id: freeId(setId, used) });
    // Members stand last in what holds them.
    const first = owner.children.findIndex((child) => child.kind === 'element' && MEMBERS.has(child.name));
    owner.insert(set, first < 0 ? owner.children.length : first);
    sets.push(set);
  }
  for (const set of sets) {
    const pair = new Element('nvpair', { id: '', name, value });
    set.append(pair.set('id', freeId(makeId(pair, set.id ?? '', used), used)));
  }
}

/** An id that nothing has, taken now. */
function freeId(wanted: string, used: Set<string>): string {
  let id = wanted;
  for (let count = 0; used.has(id); count++) id = `${wanted}-${count}`;
  used.add(id);
  return id;
}
