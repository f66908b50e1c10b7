import type { Element } from '../xml/element.js';
import { applyPatch } from './apply.js';
import { diff } from './diff.js';
import { type Change, type Patchset, VERSION_ATTRIBUTES } from './patchset.js';

/** Attributes of the root element that tell of changes, and belong to none. */
export const BOOKKEEPING: ReadonlySet<string> = new Set([
  ...VERSION_ATTRIBUTES,
  'cib-last-written',
  'update-origin',
  'update-client',
  'update-user',
]);

/**
 * The same change of another version of a CIB, tied to the version as it is now.
 * @throws CibError `diff_failed` if it no longer fits
 */
export function rebase(current: Element, { changes }: Patchset): Patchset {
  const [ofRoot, others] = [changes.filter(isOfRoot), changes.filter((change) => !isOfRoot(change))];
  const wanted = applyPatch(current.clone(), { changes: others });
  for (const { name, value } of ofRoot.flatMap((change) => (change.operation === 'modify' ? change.attributes : []))) {
    if (BOOKKEEPING.has(name)) continue;
    if (value === undefined) wanted.unset(name);
    else wanted.set(name, value);
  }
  // A patchset tied to a version has to lead to a newer one; performing it then raises the epoch.
  wanted.set('num_updates', String(Number(current.get('num_updates') ?? 0) + 1));
  return diff(current, wanted, { exact: true });
}

const isOfRoot = ({ operation, path }: Change): boolean => operation === 'modify' && path === '/cib';
