import type { Request } from '../../cib/operations/request.js';

/** A request on its way to being performed. */
export interface Job {
  /** Client that waits for the reply, on this node. */
  readonly client: number;
  /** The client's number for it. */
  readonly id: number;
  readonly request: Request;
  /** When it was accepted, in milliseconds since 1970-01-01 UTC: part of the request, so that it does the same everywhere. */
  readonly now: number;
}

/**
 * Puts changes into the one order in which every replica performs them. Alone, that is the order in
 * which they come in; a cluster puts its total order broadcast here.
 */
export interface Ordering {
  submit(job: Job): void;
}

export type Deliver = (job: Job, sequence: number) => void;

/** The order of a daemon that is alone. `after` is the last sequence that was ever given out. */
export function localOrdering(after: number, deliver: Deliver): Ordering {
  let sequence = after;
  return { submit: (job) => deliver(job, ++sequence) };
}
