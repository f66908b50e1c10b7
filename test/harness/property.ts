/**
 * fast-check with a seed that is the same in every run, so that a change is judged by what it
 * changes. `SEED=n npm test` looks elsewhere; a failure prints its seed and path for replay.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20260701) });

export { fc };
