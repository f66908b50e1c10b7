import type { Element } from '../../../cib/xml/element.js';
import type { Node } from './node.js';
import type { Resource } from './resource.js';

/**
 * An action that the state of the cluster calls for, found while it was read. They come before all
 * other actions, in their order.
 */
export type Demand =
  /** A stop; optional if it turned out later that the resource is stopped. Runnable by what was known of the node then. */
  | {
      readonly kind: 'stop';
      readonly resource: Resource;
      readonly node: Node;
      readonly runnable: boolean;
      optional: boolean;
    }
  | { readonly kind: 'demote'; readonly resource: Resource; readonly node: Node; readonly runnable: boolean }
  | { readonly kind: 'fence'; readonly node: Node; readonly reason: string; readonly priorityDelay: boolean }
  /** A recurring operation that is active, by the history. */
  | {
      readonly kind: 'recurring';
      readonly resource: Resource;
      readonly node: Node;
      readonly task: string;
      readonly intervalMs: number;
    }
  /** Forget failures; of a remote connection, after fencing of the remote node. */
  | {
      readonly kind: 'clear failures';
      readonly resource: Resource;
      readonly node: Node;
      readonly reason: string;
      readonly afterFencing: boolean;
    }
  | { readonly kind: 'clear history'; readonly resource: Resource; readonly node: Node };

/** An operation whose parameters can be compared only when it is known where its container runs. */
export interface ParameterCheck {
  readonly operation: Element;
  readonly resource: Resource;
  readonly node: Node;
  /** It did not fail, but is part of the present state. */
  readonly isActive?: boolean;
}
