import type { AttributeChange } from './patchset.js';

/**
 * Changes from one flat attribute list to another: those set, in new order, then those gone, in old
 * order. With `orderMatters` an attribute that kept its value but not its place is set again; places
 * are counted without one side of each earlier move, as for child elements, but with deleted and
 * created attributes.
 */
export function diffAttributes(
  before: readonly string[],
  after: readonly string[],
  orderMatters: boolean,
): AttributeChange[] {
  if (sameFlat(before, after)) return [];
  if (sameNames(before, after)) return changedValues(before, after);
  const dirty = new Set<number>();
  const known = new Set<number>();
  const skipBefore = new Set<number>();
  const skipAfter = new Set<number>();
  const gone: AttributeChange[] = [];
  for (let i = 0; i < before.length; i += 2) {
    const name = before[i] as string;
    const j = indexOfName(after, name);
    if (j < 0) {
      gone.push({ name });
      continue;
    }
    known.add(j);
    if (before[i + 1] !== after[j + 1]) {
      dirty.add(j);
      continue;
    }
    if (!orderMatters) continue;
    const oldPlace = placeOf(i, skipBefore);
    const newPlace = placeOf(j, skipAfter);
    if (oldPlace === newPlace) continue;
    dirty.add(j);
    if (oldPlace > newPlace) skipBefore.add(i);
    else skipAfter.add(j);
  }
  const set: AttributeChange[] = [];
  for (let j = 0; j < after.length; j += 2) {
    if (dirty.has(j) || !known.has(j)) set.push({ name: after[j] as string, value: after[j + 1] as string });
  }
  return [...set, ...gone];
}

function sameFlat(before: readonly string[], after: readonly string[]): boolean {
  if (before.length !== after.length) return false;
  for (let i = 0; i < before.length; i++) if (before[i] !== after[i]) return false;
  return true;
}

function indexOfName(flat: readonly string[], name: string): number {
  for (let i = 0; i < flat.length; i += 2) if (flat[i] === name) return i;
  return -1;
}

/** Attributes before the one at flat index `index`, without the skipped. */
function placeOf(index: number, skipped: ReadonlySet<number>): number {
  let place = index / 2;
  for (const other of skipped) if (other < index) place--;
  return place;
}

/** The same attributes in the same order, as nearly always. */
function sameNames(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 2) if (a[i] !== b[i]) return false;
  return true;
}

function changedValues(before: readonly string[], after: readonly string[]): AttributeChange[] {
  const changes: AttributeChange[] = [];
  for (let i = 0; i < after.length; i += 2) {
    const value = after[i + 1] as string;
    if (before[i + 1] !== value) changes.push({ name: after[i] as string, value });
  }
  return changes;
}
