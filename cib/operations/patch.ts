import { edit } from '../patch/apply.js';
import { inputOf, type Writing } from './operation.js';

/** Apply a patchset made for this very version. */
export const patch: Writing = {
  changes: true,
  transaction: true,
  run({ cib, editor, request }) {
    edit(cib.root, inputOf({ ...request, section: undefined }), { checkVersion: true, checkDigest: true }, editor);
  },
};
