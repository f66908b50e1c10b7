import type { Resource } from '../model/resource.js';

/** What the making of the transition asks of a kind of resource. */
export interface GraphKind<R extends Resource = Resource> {
  /** Hand over the resource, and all inside it, in the order in which their actions come into the transition. */
  addActions(resource: R, add: (resource: Resource) => void): void;
  /** Meta-attributes that actions of the resource, and of all inside it, carry: names as in the transition. */
  addMeta(resource: R, set: (name: string, value: string) => void): void;
  /** Primitives inside it, in the order in which the summary lists them. */
  listed(resource: R): Iterable<Resource>;
}
