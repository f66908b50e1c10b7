import type { Writing } from './operation.js';
import { raise } from './version.js';

/** Raise the epoch. */
export const bump: Writing = {
  changes: true,
  transaction: true,
  run: ({ editor }) => raise(editor, 'epoch'),
};
