import type { Element } from '../../cib/xml/element.js';
import { SET_WORDS } from './nvset.js';

/** A word that no grammar has a meaning for, in the places where it is looked for here. */
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
/** Nothing in it gets lost when it is quoted. */
const PLAIN_VALUE = /^[^\\\n]*$/;

/** Attributes that name something, and mean the same to crm syntax whatever they name. */
const NAMING = new Set(['id', 'rsc', 'with-rsc', 'first', 'then', 'node', 'type']);
/** Their values are spelt as the schema spells them. */
const ROLES = new Set(['role', 'target-role']);
/** Objects of which there may be thousands, and what is in them. */
const COMMON = new Set(['primitive', 'group', 'clone', 'rsc_location', 'rsc_colocation', 'rsc_order']);
const CONTAINERS = new Set(['group', 'clone']);
const SETS = new Set(['instance_attributes', 'meta_attributes', 'utilization']);
const INSIDE = new Set([...SETS, 'operations', 'op', 'nvpair']);

/**
 * What an object's crm syntax depends on, apart from the names and values in it that are only passed
 * through: two objects that have it in common can both be said in crm syntax, or neither can.
 * Undefined for objects that are not that simple.
 */
export function likenessOf(object: Element): string | undefined {
  return COMMON.has(object.name) ? describe(object) : undefined;
}

/** A resource that its container only names. */
function isMember({ name, parent, id = '' }: Element): boolean {
  const within = CONTAINERS.has(parent?.name ?? '') && (name === 'primitive' || name === 'group');
  return within && PLAIN_NAME.test(id) && !SET_WORDS.includes(id.toLowerCase());
}

/** Control characters, which no CIB holds, keep what is joined apart. */
function describe(element: Element): string | undefined {
  const { flat, children } = element;
  let text = element.name;
  for (let i = 0; i < flat.length; i += 2) {
    const [name, value] = [flat[i] as string, flat[i + 1] as string];
    if (name === 'id-ref') return undefined;
    text += isFree(element, name, value) ? `\u0001${name}` : `\u0001${name}\u0002${value}`;
  }
  // Pairs of a set are read one by one, so that it does not matter how many there are.
  const set = SETS.has(element.name) && element.parent?.name === 'primitive';
  let plain = false;
  for (const child of children) {
    if (child.kind !== 'element') return undefined;
    if (isMember(child)) {
      text += `\u0003${child.name}`;
      continue;
    }
    if (!INSIDE.has(child.name)) return undefined;
    if (set && isPlainPair(child)) {
      if (!plain) text += '\u0003=';
      plain = true;
      continue;
    }
    plain = false;
    const inner = describe(child);
    if (inner === undefined) return undefined;
    text += `\u0003${inner}`;
  }
  return `${text}\u0004`;
}

function isPlainPair({ name, flat }: Element): boolean {
  if (name !== 'nvpair' || flat.length !== 6) return false;
  for (let i = 0; i < 6; i += 2) {
    const value = flat[i + 1] as string;
    switch (flat[i]) {
      case 'id':
        if (value === '') return false;
        break;
      case 'name':
        if (ROLES.has(value) || !PLAIN_NAME.test(value)) return false;
        break;
      case 'value':
        if (!PLAIN_VALUE.test(value)) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function isFree(element: Element, name: string, value: string): boolean {
  // The id of `operations` is written, that of other parts is not.
  if (NAMING.has(name)) return element.name !== 'operations' && PLAIN_NAME.test(value);
  if (name !== 'value' || element.name !== 'nvpair') return false;
  return PLAIN_VALUE.test(value) && !ROLES.has(element.get('name') ?? '');
}
