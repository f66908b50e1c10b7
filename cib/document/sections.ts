import type { Element } from '../xml/element.js';

/** The sections of a CIB by name; everything but `status` lies below `configuration`. */
const CONFIGURATION = [
  'crm_config',
  'nodes',
  'resources',
  'constraints',
  'op_defaults',
  'rsc_defaults',
  'acls',
  'fencing-topology',
  'tags',
  'alerts',
] as const;

/** Chain of element names from below the root. */
const PATHS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['cib', []],
  ['all', []],
  ['status', ['status']],
  ['configuration', ['configuration']],
  ...CONFIGURATION.map((name) => [name, ['configuration', name]] as const),
]);

export const SECTIONS: readonly string[] = [...PATHS.keys()];

/** XPath of a section; undefined if there is none of that name. */
export function sectionPath(name: string): string | undefined {
  const path = PATHS.get(name);
  return path && ['/cib', ...path].join('/');
}

/** The names that select a part of a CIB, rather than all of it. */
export const isPart = (name: string): boolean => (PATHS.get(name)?.length ?? 0) > 0;

/**
 * The element a section name stands for; the root if there is no name. Undefined if the name is not
 * one of a section, or if there is not exactly one such element.
 */
export function sectionOf(root: Element, name: string | undefined): Element | undefined {
  const path = PATHS.get(name ?? 'cib');
  if (!path || root.name !== 'cib') return undefined;
  let at: Element | undefined = root;
  for (const step of path) at = at && only(at, step);
  return at;
}

/** Where a missing section is created; undefined for the root and for unknown names. */
export function parentOfSection(root: Element, name: string | undefined): Element | undefined {
  const path = PATHS.get(name ?? 'cib');
  if (!path || path.length === 0 || root.name !== 'cib') return undefined;
  let at: Element | undefined = root;
  for (const step of path.slice(0, -1)) at = at?.child(step);
  return at;
}

function only(parent: Element, name: string): Element | undefined {
  let found: Element | undefined;
  for (const child of parent.children) {
    if (child.kind !== 'element' || child.name !== name) continue;
    if (found) return undefined;
    found = child;
  }
  return found;
}
