import type { Element } from '../../cib/xml/element.js';
import { isTrue } from '../syntax/boolean.js';
import type { ConfiguredObject } from '../syntax/objects.js';

/** How constraints refer to resources, and what becomes of them when a resource goes or is renamed. */

const REFERENCES = ['rsc', 'with-rsc', 'first', 'then'];
const CONSTRAINTS = new Set(['rsc_location', 'rsc_colocation', 'rsc_order', 'rsc_ticket']);
/** These make sense with one resource. */
const SINGLE = new Set(['rsc_location', 'rsc_ticket']);

export const isConstraint = (element: Element): boolean => CONSTRAINTS.has(element.name);

/** Ids of the resources a constraint is about, as often as it names them. */
export function resourcesOf(constraint: Element): string[] {
  const plain = REFERENCES.flatMap((name) => constraint.get(name) ?? []);
  const sets = [...constraint.elements('resource_set')].flatMap((set) => [...set.elements('resource_ref')]);
  return [...plain, ...sets.flatMap((reference) => reference.get('id') ?? [])];
}

export const constraintsOn = (objects: readonly ConfiguredObject[], id: string): ConfiguredObject[] =>
  objects.filter(({ element }) => isConstraint(element) && resourcesOf(element).includes(id));

/** Let a constraint speak of another resource. A set names none twice. */
export function renameIn(constraint: Element, from: string, to: string): void {
  for (const name of REFERENCES) if (constraint.get(name) === from) constraint.set(name, to);
  const seen = new Set<string>();
  let dropped = false;
  // The last place is what others wait for.
  for (const reference of references(constraint).reverse()) {
    if (reference.get('id') === from) reference.set('id', to);
    const id = reference.get('id') ?? '';
    if (seen.has(id)) {
      reference.remove();
      dropped = true;
    }
    seen.add(id);
  }
  dropEmptySets(constraint);
  if (dropped) simplify(constraint);
}

/** Let a constraint forget a resource. */
export function forgetIn(constraint: Element, id: string): void {
  for (const name of REFERENCES) if (constraint.get(name) === id) constraint.unset(name);
  for (const reference of references(constraint)) if (reference.get('id') === id) reference.remove();
  dropEmptySets(constraint);
  simplify(constraint);
}

/** It no longer says anything: too few resources are left, or it ties one to itself. */
export function isPointless(constraint: Element): boolean {
  const resources = resourcesOf(constraint);
  if (constraint.name === 'rsc_location' && constraint.has('rsc-pattern')) return false;
  if (SINGLE.has(constraint.name)) return resources.length === 0;
  return new Set(resources).size < 2;
}

const references = (constraint: Element): Element[] =>
  [...constraint.elements('resource_set')].flatMap((set) => [...set.elements('resource_ref')]);

function dropEmptySets(constraint: Element): void {
  for (const set of [...constraint.elements('resource_set')]) if (!set.child('resource_ref')) set.remove();
}

/** The attributes that name the first and the second resource of a constraint, and what is said of each. */
const PAIRS: Readonly<Record<string, readonly [string, string][]>> = {
  rsc_order: [
    ['first', 'first-action'],
    ['then', 'then-action'],
  ],
  rsc_colocation: [
    ['rsc', 'rsc-role'],
    ['with-rsc', 'with-rsc-role'],
  ],
};
const SAID_OF_SET = ['action', 'role'];

/** Sets that have two resources left between them, one after the other, become a constraint without sets. */
function simplify(constraint: Element): void {
  const sets = [...constraint.elements('resource_set')];
  const members = references(constraint);
  const pairs = PAIRS[constraint.name];
  if (!pairs || members.length !== 2 || !sets.every(isSimple)) return;
  // In a set, the later one goes where the earlier is.
  if (constraint.name === 'rsc_colocation' && sets.length === 1) members.reverse();
  for (const [at, [name, about]] of pairs.entries()) {
    const member = members[at] as Element;
    constraint.set(name, member.get('id') ?? '');
    const said = SAID_OF_SET.map((attribute) => member.parent?.get(attribute)).find((value) => value !== undefined);
    if (said !== undefined) constraint.set(about, said);
  }
  for (const set of sets) set.remove();
}

function isSimple(set: Element): boolean {
  const plain = [...set.attributes()].every(([name]) => ['id', 'sequential', ...SAID_OF_SET].includes(name));
  const ordered = [...set.elements()].length < 2 || isTrue(set.get('sequential') ?? 'true');
  return plain && ordered && [...set.elements()].every(({ name }) => name === 'resource_ref');
}
