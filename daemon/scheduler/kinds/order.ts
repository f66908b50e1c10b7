import type { Action } from '../model/action.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';

/** Which action of a relation changed, the first or the one that comes then; combined by `|`. */
export const Changed = { none: 0, first: 1 << 0, second: 1 << 1 } as const;

/** What an ordering asks for when it is carried over to the actions of what is inside a resource. */
export interface Update {
  /** The ordering is limited to a node. */
  readonly node: Node | undefined;
  /** What holds of the first action: a set of `ActionFlag`. */
  readonly flags: number;
  /** Which of these are looked at. */
  readonly filter: number;
  /** The kind of relation: one of `Relation`. */
  readonly type: number;
}

/** What the ordering of actions asks of a kind of resource. */
export interface OrderKind<R extends Resource = Resource> {
  /** Orderings that follow from what the resource is. */
  orderParts(resource: R): void;
  /** What holds of an action of the resource, by those of what is inside it: a set of `ActionFlag`. */
  flagsOf(action: Action, node: Node | undefined): number;
  /**
   * Let an ordering have its effect on an action of the resource and those of what is inside it.
   * @returns a set of `Changed`
   */
  update(first: Action, then: Action, update: Update): number;
}
