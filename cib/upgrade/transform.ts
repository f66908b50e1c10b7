import type { Element } from '../xml/element.js';
import type { Say } from './step.js';

export interface Transform {
  /** As it stands in log lines: the name of the peer's stylesheet for the same step. */
  readonly name: string;
  /** A tree of its own; the one given is left as it is unless an earlier step of the pipeline made it. */
  readonly apply: (root: Element, say: Say) => Element;
}

/** A document that a transform cannot make sense of. The rest of its pipeline is not run. */
export class TransformError extends Error {
  override readonly name = 'TransformError';
}

/**
 * Elements that a document may grow by while its references are unfolded. A few kilobytes of
 * references to references could otherwise fill any memory.
 */
const MAX_COPIES = 1_000_000;

/** Counts copies made, and gives up on a document that takes too many. */
export class CopyBudget {
  #left = MAX_COPIES;

  /** @throws TransformError */
  spend(copies: number): void {
    this.#left -= copies;
    if (this.#left < 0) throw new TransformError(`references unfold into more than ${MAX_COPIES} elements`);
  }
}
