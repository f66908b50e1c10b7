import { Comment, type Element } from '../../cib/xml/element.js';
import type { Kind } from './kind.js';
import { FENCING_TOPOLOGY } from './kinds/fencing_topology.js';
import { KINDS, kindOf } from './kinds.js';

/** An object of the configuration, as commands name it. */
export interface ConfiguredObject {
  readonly kind: Kind;
  readonly id: string;
  readonly element: Element;
}

const SECTIONS = new Set(['status']);
const DEFAULTS = new Set(KINDS.filter(({ element }) => element === 'meta_attributes').map(({ section }) => section));

/** Every object of a CIB, those inside others included; in document order within a kind. */
export function objectsOf(cib: Element): ConfiguredObject[] {
  const found: ConfiguredObject[] = [];
  const visit = (parent: Element) => {
    for (const element of parent.elements()) {
      const kind = element.name === 'meta_attributes' && !DEFAULTS.has(parent.name) ? undefined : kindOf(element);
      if (kind) found.push({ kind, id: idOf(kind, element), element });
      if (!SECTIONS.has(element.name)) visit(element);
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
const DEFAULT_ATTRIBUTES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  node: [['type', 'normal']],
  resource_set: [
    ['sequential', 'true'],
    ['require-all', 'true'],
  ],
  rule: [['boolean-op', 'and']],
  expression: [['type', 'string']],
};
const CONTAINERS = new Set(['group', 'clone', 'master', 'bundle']);

/**
 * Bring a CIB into the form that crm syntax is about, in place: no text, no attributes that repeat
 * a default, the resources of a container last, comments starting with `#`.
 */
export function normalize(cib: Element): Element {
  for (const element of cib.walk()) {
    for (const [name, value] of DEFAULT_ATTRIBUTES[element.name] ?? []) {
      if (element.get(name) === value) element.unset(name);
    }
    for (let i = element.children.length - 1; i >= 0; i--) {
      if (element.children[i]?.kind === 'text') element.children.splice(i, 1);
    }
    if (CONTAINERS.has(element.name)) {
      const { children } = element;
      const resources = children.filter((child) => child.kind === 'element' && isMember(child));
      const others = children.filter((child) => !resources.includes(child));
      children.splice(0, children.length, ...others, ...resources);
    }
  }
  for (const { element } of objectsOf(cib)) {
    gatherComments(element);
    for (const child of element.children) {
      if (child.kind !== 'comment') continue;
      const text = child.text.trim();
      child.text = text.startsWith('#') ? text : `# ${text}`;
    }
  }
  return cib;
}

/** Comments come together where the second child is, or the first if comments are before it: as in crmsh. */
function gatherComments(element: Element): void {
  const { children } = element;
  if (!children.some(({ kind }) => kind === 'comment')) return;
  const moved: Comment[] = [];
  let place = 0;
  for (const [at, child] of children.entries()) {
    if (child.kind === 'comment' && place > 0) moved.push(child);
    else if (child.kind !== 'comment' && place === 0) place = at;
  }
  for (const comment of moved) {
    children.splice(children.indexOf(comment), 1);
    children.splice(place++, 0, comment);
  }
}

const isMember = ({ name }: Element): boolean => name === 'primitive' || name === 'group';

export const commentsOf = (element: Element): string[] =>
  element.children.flatMap((child) => (child instanceof Comment ? [child.text] : []));

/** The object that an object is in, at whatever depth; itself if it stands alone. */
export function topmost(element: Element): Element {
  const { parent } = element;
  return parent && CONTAINERS.has(parent.name) ? topmost(parent) : element;
}
