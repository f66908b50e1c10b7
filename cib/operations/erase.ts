import { emptyCib } from '../document/empty.js';
import type { Writing } from './operation.js';
import { raise } from './version.js';

/** Start over with an empty configuration and status. */
export const erase: Writing = {
  changes: true,
  transaction: true,
  run({ cib, editor }) {
    const { root } = cib;
    for (let i = root.children.length - 1; i >= 0; i--) editor.removeAt(root, i);
    for (const section of [...emptyCib().children]) editor.insert(root, section);
    raise(editor, 'admin_epoch');
  },
};
