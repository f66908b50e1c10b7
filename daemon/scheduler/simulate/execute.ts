import { INFINITY_SCORE } from '../../../cib/number/score.js';
import type { Graph, Synapse } from '../model/graph.js';

/** How doing an action went. */
export type Outcome =
  | 'done'
  /** What waits for it must not be done. */
  | 'failed'
  /** It could not even be started. */
  | 'refused';

/**
 * Do the actions of a transition in the order in which the controller would start them, if each were
 * done at once: in rounds over all that is left, so that what became possible behind the place of
 * the round comes in the next. After a failure nothing is begun but points in the transition.
 * @returns false if something is left that waits for what never comes
 */
export function execute({ synapses }: Graph, perform: (synapse: Synapse) => Outcome): boolean {
  const waiting = Int32Array.from(synapses, ({ inputs }) => inputs.length);
  const dependents = dependentsOf(synapses);
  const done = new Uint8Array(synapses.length);
  let aborted = false;
  for (let fired = true; fired; ) {
    fired = false;
    for (let i = 0; i < synapses.length; i++) {
      const synapse = synapses[i] as Synapse;
      if (done[i] || (waiting[i] as number) > 0) continue;
      if (aborted && !synapse.action.pseudo && synapse.priority < INFINITY_SCORE) continue;
      done[i] = 1;
      const outcome = perform(synapse);
      if (outcome !== 'done') aborted = true;
      // What was refused is no progress
      if (outcome !== 'refused') fired = true;
      if (outcome === 'refused') continue;
      for (const next of dependents.get(synapse.action.id) ?? []) {
        const goesOn = outcome === 'done' || (synapses[next] as Synapse).priority === INFINITY_SCORE;
        if (goesOn) waiting[next] = (waiting[next] as number) - 1;
      }
    }
  }
  return aborted || done.every((is) => is === 1);
}

/** Places of the synapses that wait for an action, by its id. */
function dependentsOf(synapses: readonly Synapse[]): Map<number, number[]> {
  const dependents = new Map<number, number[]>();
  synapses.forEach(({ inputs }, place) => {
    for (const { id } of inputs) {
      const known = dependents.get(id);
      if (known) known.push(place);
      else dependents.set(id, [place]);
    }
  });
  return dependents;
}
