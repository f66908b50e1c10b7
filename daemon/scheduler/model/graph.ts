import type { Action } from './action.js';

/** A transition: what is to be done, and in which order. */
export interface Graph {
  readonly synapses: Synapse[];
}

/** An action that can be done when all its inputs are done. */
export interface Synapse {
  readonly id: number;
  /** Once something failed, only what has a priority of at least infinity goes on. */
  readonly priority: number;
  readonly action: Action;
  readonly inputs: readonly Action[];
}
