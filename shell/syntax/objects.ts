import { Comment, Element, type Node } from '../../cib/xml/element.js';
import type { Kind } from './kind.js';
import { FENCING_TOPOLOGY } from './kinds/fencing_topology.js';
import { KINDS, kindOf } from './kinds.js';

/** An object of the configuration, as commands name it. */
export interface ConfiguredObject {
  readonly kind: Kind;
  readonly id: string;
  readonly element: Element;
}

/** Nothing in these is an object. */
const LEAVES = new Set(['status', 'meta_attributes', 'instance_attributes', 'utilization', 'operations']);
const CONTAINERS = new Set(['group', 'clone', 'master', 'bundle']);
const DEFAULTS = new Set(KINDS.filter(({ element }) => element === 'meta_attributes').map(({ section }) => section));

/** Every object of a CIB, those inside others included; in document order within a kind. */
export function objectsOf(cib: Element): ConfiguredObject[] {
  const found: ConfiguredObject[] = [];
  const visit = (parent: Element) => {
    for (const element of parent.elements()) {
      const kind = element.name === 'meta_attributes' && !DEFAULTS.has(parent.name) ? undefined : kindOf(element);
      if (kind) found.push({ kind, id: idOf(kind, element), element });
      if (kind ? CONTAINERS.has(element.name) : !LEAVES.has(element.name)) visit(element);
    }
  };
  visit(cib);
  return found.sort((a, b) => a.kind.rank - b.kind.rank);
}

export function idOf(kind: Kind, element: Element): string {
  if (kind === FENCING_TOPOLOGY) return kind.defaultId as string;
  return element.get('id') ?? element.get('uname') ?? kind.defaultId ?? '';
}

/** Attributes that say no more than their default, and their defaults. */
export const DEFAULT_ATTRIBUTES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  node: [['type', 'normal']],
  resource_set: [
    ['sequential', 'true'],
    ['require-all', 'true'],
  ],
  rule: [['boolean-op', 'and']],
  expression: [['type', 'string']],
};
/**
 * A CIB in the form that crm syntax is about: no text, no attributes that repeat a default, the
 * resources of a container last, comments starting with `#`. What is in that form already is shared
 * with the original, and keeps its parent there.
 */
export function normalized(element: Element): Element {
  const { children, flat } = element;
  const defaults = DEFAULT_ATTRIBUTES[element.name];
  if (children.length === 0 && !defaults) return element;
  const own = childrenInOrder(element);
  let inner: Node[] | undefined = own === children ? undefined : [];
  for (const [at, child] of own.entries()) {
    const made = child.kind === 'element' ? normalized(child) : child;
    if (made !== child && !inner) inner = own.slice(0, at);
    inner?.push(made);
  }
  const redundant = defaults?.some(([name, value]) => element.get(name) === value) === true;
  if (!redundant && !inner) return element;
  const copy = new Element(element.name);
  copy.flat.push(...flat);
  for (const [name, value] of defaults ?? []) if (copy.get(name) === value) copy.unset(name);
  copy.children.push(...(inner ?? own));
  copy.parent = element.parent;
  copy.line = element.line;
  return copy;
}

/** Children as they are shown; the element's own list if that is how they are. */
function childrenInOrder(element: Element): readonly Node[] {
  let children: readonly Node[] = element.children;
  if (!CONTAINERS.has(element.name) && !children.some(isNoElement)) return children;
  if (children.some(({ kind }) => kind === 'text')) children = children.filter(({ kind }) => kind !== 'text');
  if (CONTAINERS.has(element.name)) {
    const resources = children.filter((child) => child.kind === 'element' && isMember(child));
    children = [...children.filter((child) => !resources.includes(child)), ...resources];
  }
  return children.some(({ kind }) => kind === 'comment') && kindOf(element) ? withComments(children) : children;
}

/** Comments come together where the second child is, or the first if comments are before it: as in crmsh. */
function withComments(children: readonly Node[]): readonly Node[] {
  const marked = children.map((child) => (child.kind === 'comment' ? new Comment(marking(child.text)) : child));
  const result = [...marked];
  let place = 0;
  const moved: Node[] = [];
  for (const [at, child] of marked.entries()) {
    if (child.kind === 'comment' && place > 0) moved.push(child);
    else if (child.kind !== 'comment' && place === 0) place = at;
  }
  for (const comment of moved) {
    result.splice(result.indexOf(comment), 1);
    result.splice(place++, 0, comment);
  }
  return result;
}

function marking(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith('#') ? trimmed : `# ${trimmed}`;
}

const isNoElement = ({ kind }: Node): boolean => kind !== 'element';
const isMember = ({ name }: Element): boolean => name === 'primitive' || name === 'group';

export const commentsOf = (element: Element): string[] =>
  element.children.flatMap((child) => (child instanceof Comment ? [child.text] : []));

/** The object that an object is in, at whatever depth; itself if it stands alone. */
export function topmost(element: Element): Element {
  const { parent } = element;
  return parent && CONTAINERS.has(parent.name) ? topmost(parent) : element;
}
