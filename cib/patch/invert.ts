import type { Element } from '../xml/element.js';
import { edit } from './apply.js';
import { type DiffOptions, diff } from './diff.js';
import type { Patchset } from './patchset.js';

/**
 * The patchset that undoes `patch`. It takes the document before (deletions do not say what they
 * delete), which is as it was on return. The cost is that of applying the patch, not of the document.
 * `ignoreVersion` leaves the version alone, for an undo that is itself a further change.
 * @throws CibError what `applyPatch` throws
 */
export function invert(patch: Patchset | Element, before: Element, options: DiffOptions = {}): Patchset {
  const transaction = edit(before, patch);
  const inverse = diff(before, transaction.before(), { exact: true, ...options });
  transaction.rollback();
  return inverse;
}

/** Apply in place as `applyPatch` does, and return the patchset that undoes it. */
export function applyInvertibly(root: Element, patch: Patchset | Element, options: DiffOptions = {}): Patchset {
  const transaction = edit(root, patch);
  return diff(root, transaction.before(), { exact: true, ...options });
}
