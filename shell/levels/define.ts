import type { Level } from '../level.js';
import { COMMON, UP } from './common.js';

/** A level with the commands that every level has. */
export const level = (spec: Level): Level => ({
  ...spec,
  entries: [...spec.entries, ...COMMON, ...(spec.name === 'root' ? [] : [UP])],
});
