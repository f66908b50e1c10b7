import type { Element } from '../../cib/xml/element.js';
import { REFERENCE } from './kind.js';

/**
 * Ids for elements that were read from crm syntax, which leaves most of them out: taken from the
 * elements they replace where one corresponds, else made from the ids of what they are in.
 */

/** Elements that have an id of their own only if it is given. */
const WITHOUT_ID = new Set([
  'operations',
  'fencing-topology',
  'network',
  'docker',
  'podman',
  'rkt',
  'storage',
  'select',
  'select_attributes',
  'select_fencing',
  'select_nodes',
  'select_resources',
]);
const REFERENCES = new Set(['resource_ref', 'obj_ref', REFERENCE]);

/** Attributes in which an element must agree with the one it replaces. */
const DISTINCTIVE: Readonly<Record<string, readonly string[]>> = {
  node: ['uname'],
  nvpair: ['name'],
  op: ['name', 'interval'],
  rule: ['score', 'score-attribute', 'role'],
  expression: ['attribute', 'operation', 'value'],
  'fencing-level': ['target', 'devices'],
  alert: ['path'],
  recipient: ['value'],
};
/** What an id made for an element ends in, after the id of its surroundings. */
const SUFFIX: Readonly<Record<string, string>> = {
  instance_attributes: 'instance_attributes',
  meta_attributes: 'meta_attributes',
  utilization: 'utilization',
  operations: 'ops',
  rule: 'rule',
  expression: 'expression',
  date_expression: 'expression',
  duration: 'duration',
  date_spec: 'date_spec',
  read: 'read',
  write: 'write',
  deny: 'deny',
};
const PREFIX: Readonly<Record<string, string>> = {
  node: 'node',
  primitive: 'rsc',
  template: 'rsc',
  master: 'grp',
  group: 'grp',
  clone: 'grp',
  rsc_location: 'location',
  'fencing-topology': 'fencing',
  tags: 'tag',
  alerts: 'alert',
};

/**
 * Give every element below (and including) `made` that needs one an id.
 * @param old the object it replaces, or the element that holds that object, if there is one
 * @param used ids that are taken; the new ones are added
 */
export function assignIds(made: Element, old: Element | undefined, used: Set<string>): void {
  const taken = new Set<Element>();
  const visit = (element: Element, among: Element | undefined, prefix: string): void => {
    const match = among && counterpart(element, among, taken);
    if (needsId(element)) {
      const known = match?.get('id') || undefined;
      const id = (element.get('id') || known || element.get('uname')) ?? makeId(element, prefix, used);
      element.set('id', id);
      used.add(id);
      if (match && known === id) taken.add(match);
    }
    const below = (element.name === 'node' && element.get('uname')) || element.get('id') || prefix;
    for (const child of element.children) if (child.kind === 'element') visit(child, match ?? among, below);
  };
  visit(made, old, PREFIX[made.name] ?? '');
}

const needsId = (element: Element): boolean =>
  !REFERENCES.has(element.name) && !element.has('id-ref') && !WITHOUT_ID.has(element.name);

function counterpart(element: Element, among: Element, taken: ReadonlySet<Element>): Element | undefined {
  const names = DISTINCTIVE[element.name] ?? NONE;
  const id = element.get('id');
  for (const candidate of among.children) {
    if (candidate.kind !== 'element' || candidate.name !== element.name || taken.has(candidate)) continue;
    if (id && candidate.get('id') !== id) continue;
    if (names.every((name) => candidate.get(name) === element.get(name))) return candidate;
  }
  return undefined;
}

const NONE: readonly string[] = [];

/** An id for an element, from that of its surroundings; free in `used`. */
export function makeId(element: Element, prefix: string, used: ReadonlySet<string>): string {
  const stem = /^\d+$/.test(prefix) && element.name !== 'node' ? `num-${prefix}` : prefix;
  const base = baseId(element, stem);
  if (!used.has(base)) return base;
  for (let count = 0; ; count++) if (!used.has(`${base}-${count}`)) return `${base}-${count}`;
}

function baseId(element: Element, stem: string): string {
  const name = element.get('name');
  if (element.name === 'nvpair') return `${stem}-${name}`;
  if (element.name === 'op') {
    const interval = element.get('interval');
    return interval ? `${stem}-${name}-${interval}` : `${stem}-${name}`;
  }
  const suffix = SUFFIX[element.name];
  return suffix ? `${stem}-${suffix}` : stem;
}

/**
 * An id-ref may name an object in place of the set inside it: then it is made to name that.
 * @param find the object that has an id, if there is one
 */
export function resolveReferences(made: Element, find: (id: string) => Element | undefined): void {
  for (const element of made.walk()) {
    const reference = element.get('id-ref');
    const named = reference === undefined ? undefined : find(reference);
    if (!named) continue;
    for (const inner of named.walk()) {
      const id = inner === named || inner.name !== element.name ? undefined : inner.get('id');
      if (id === undefined) continue;
      element.set('id-ref', id);
      break;
    }
  }
}

const ASCII_ID = /^[A-Za-z_][A-Za-z0-9._-]*$/;
const ID = /^[A-Za-z_][\p{L}\p{N}._-]*$/u;

/** Whether an object may be called that. */
export const isValidId = (id: string): boolean => ASCII_ID.test(id) || ID.test(id);
