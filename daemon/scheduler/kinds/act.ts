import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';

/** What the making of actions asks of a kind of resource. */
export interface ActKind<R extends Resource = Resource> {
  /** Make the actions that bring the resource, with all inside it, where it was assigned. */
  createActions(resource: R): void;
  /** Find out whether it is active on a node, if that is not known. Whether any probe was made. */
  probe(resource: R, node: Node): boolean;
}
