/**
 * Changes to a CIB that nobody would make: values moved about, numbers in odd forms, elements
 * dropped, doubled and shuffled, histories and states that contradict each other.
 */
export { ANYWHERE } from './anywhere.mjs';
export { CONFIGURATION } from './configuration.mjs';
export { Patient } from './patient.mjs';
export { STATUS } from './status.mjs';

/** Make up to so many changes from tables; their names. */
export function damage(patient, tables, most, least = 1) {
  const { dice } = patient;
  const done = [];
  for (let left = dice.between(least, most); left > 0; left--) {
    const table = dice.pick(tables);
    const name = dice.pick(Object.keys(table));
    try {
      table[name](patient);
      done.push(name);
    } catch (error) {
      // There is nothing of the kind in this CIB to be changed
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return done;
}
