import type { Action } from './action.js';

/** Points in the transition between which instances of a clone are told of what is done with one of them. */
export interface Notification {
  /** What they are told of: start, stop, promote or demote. */
  readonly task: string;
  /** Told before it is done, and all have heard it. */
  readonly pre: Action | undefined;
  readonly preDone: Action | undefined;
  /** Told after it is done, and all have heard it. */
  readonly post: Action | undefined;
  readonly postDone: Action | undefined;
}
