import { attribute, type Pattern } from './pattern.js';

/** A whole number or a signed infinity. */
export const SCORE: Pattern = attribute('score', {
  kind: 'words',
  words: ['INFINITY', '+INFINITY', '-INFINITY'],
  or: 'integer',
});
