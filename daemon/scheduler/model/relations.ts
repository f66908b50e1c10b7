import type { Node } from './node.js';
import type { Bundle, Clone, Resource } from './resource.js';

/** The outermost resource that this one is part of, short of a bundle. */
export function topResource(resource: Resource): Resource {
  let top = resource;
  while (top.parent && top.parent.kind !== 'bundle') top = top.parent;
  return top;
}

/** The outermost resource that this one is part of, a bundle too. */
export function outermost(resource: Resource): Resource {
  let top = resource;
  while (top.parent) top = top.parent;
  return top;
}

export const isAnonymousClone = (resource: Resource | undefined): resource is Clone =>
  resource?.kind === 'clone' && !resource.unique;

/** The bundle that a resource is, or is inside of. */
export function bundleOf(resource: Resource): Bundle | undefined {
  const top = outermost(resource);
  return top.kind === 'bundle' ? top : undefined;
}

/** A node that is a resource of the cluster: its connection is launched by another resource. */
export const isGuest = (node: Node): node is Node & { remote: Resource & { launcher: Resource } } =>
  node.kind !== 'cluster' && node.remote?.launcher !== undefined;

/** A remote node proper: reached through a connection resource, launched by nobody. */
export const isRemoteNode = (node: Node | undefined): boolean =>
  node !== undefined && node.kind !== 'cluster' && node.remote?.launcher === undefined;

/** As people name it: without `:N` for instances of anonymous clones. */
export const printableId = (resource: Resource): string =>
  resource.unique ? resource.id : (resource.xml.id ?? resource.id);

/** A resource and everything inside it, outside first. */
export function* within(resource: Resource): IterableIterator<Resource> {
  yield resource;
  for (const child of resource.children) yield* within(child);
}
