import { CibError } from '../result/error.js';
import type { Element } from '../xml/element.js';
import { pathOf } from '../xml/path.js';

/**
 * What a configuration means once its references are followed: blocks, rules, pairs, sets and
 * operations named by `id-ref`, resources that use a template, and tags. Everything returned is a
 * copy; the document stays as it is.
 */

/** The element of that name and id, if there is one. */
export type Finder = (name: string, id: string) => Element | undefined;

/** A finder over the configuration of a CIB as it is at the first search. */
export function finderIn(root: Element): Finder {
  let found: Map<string, Map<string, Element>> | undefined;
  return (name, id) => {
    found ??= byNameAndId(root.child('configuration') ?? root);
    return found.get(name)?.get(id);
  };
}

/**
 * A copy of an element with everything in it that has an `id-ref`, itself included, replaced by what
 * that refers to.
 * @throws CibError `unpack_error` if a reference leads nowhere, or into itself
 */
export function expandReferences(element: Element, find: Finder): Element {
  return expand(element, find, new Set());
}

/**
 * A copy of a primitive with its template taken in and all references followed. Agent and attributes
 * are the template's. Children of the template come first, so the primitive's sets, which come
 * later, have the last word as they would in one resource. An operation of the primitive replaces the
 * template's one of the same name and role.
 * @throws CibError `unpack_error` as above, or if there is no such template
 */
export function expandResource(primitive: Element, find: Finder): Element {
  return expandReferences(withTemplate(primitive, find), find);
}

/** Ids listed by a tag, in its order; undefined if there is no such tag. */
export function membersOfTag(tag: string, find: Finder): string[] | undefined {
  const found = find('tag', tag);
  return found && [...found.elements('obj_ref')].flatMap(({ id }) => id ?? []);
}

function expand(element: Element, find: Finder, inside: ReadonlySet<Element>): Element {
  const source = referent(element, find);
  if (inside.has(source)) throw bad(`'${source.id}' refers to itself`, element);
  const within = new Set(inside).add(source);
  const copy = source.cloneShallow();
  for (const child of source.children) {
    copy.append(child.kind === 'element' ? expand(child, find, within) : child.clone());
  }
  return copy;
}

function referent(element: Element, find: Finder): Element {
  const id = element.get('id-ref');
  if (id === undefined) return element;
  const target = find(element.name, id);
  if (!target) throw bad(`No ${element.name} with id '${id}'`, element);
  return target.has('id-ref') ? referent(target, find) : target;
}

function withTemplate(primitive: Element, find: Finder): Element {
  const name = primitive.get('template');
  if (name === undefined) return primitive;
  if (name === primitive.id) throw bad(`The resource object '${name}' should not reference itself`, primitive);
  const template = find('template', name);
  if (!template) throw bad(`No template named '${name}'`, primitive);

  const merged = template.clone();
  merged.name = primitive.name;
  merged.line = primitive.line;
  if (primitive.id !== undefined) merged.set('id', primitive.id);
  const inherited = merged.child('operations');
  const children = primitive.children.map((child) => merged.append(child.clone()));
  const own = children.find((child) => child.kind === 'element' && child.name === 'operations');
  if (!inherited || own?.kind !== 'element') return merged;

  const replaced = new Set([...own.elements()].map(operationKey));
  for (const operation of [...inherited.elements()]) {
    if (!replaced.has(operationKey(operation))) own.append(operation);
  }
  inherited.remove();
  return merged;
}

/** Operations with the same key are the same to a template; a plain role counts as none. */
function operationKey(operation: Element): string {
  const role = operation.get('role');
  const plain = role === undefined || /^(started|unpromoted|slave)$/i.test(role);
  return JSON.stringify([operation.get('name'), plain ? null : role]);
}

function byNameAndId(top: Element): Map<string, Map<string, Element>> {
  const found = new Map<string, Map<string, Element>>();
  for (const element of top.walk()) {
    const { name, id } = element;
    if (id === undefined) continue;
    const named = found.get(name) ?? new Map<string, Element>();
    found.set(name, named);
    if (!named.has(id)) named.set(id, element);
  }
  return found;
}

const bad = (message: string, element: Element): CibError =>
  new CibError('unpack_error', message, { line: element.line, path: pathOf(element) });
