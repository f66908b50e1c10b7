import type { Action, Related } from '../model/action.js';

/** With more relations than this, those of an action are indexed. */
const FEW = 8;

/**
 * Make one action come before another.
 * @param flags set of `Relation`
 * @returns whether it is new; one that shares any flag with a relation of the two that exists is not
 */
export function relate(first: Action | undefined, then: Action | undefined, flags: number): boolean {
  if (flags === 0 || !first || !then || first === then) return false;
  if ((flagsBetween(first, then) & flags) !== 0) return false;
  first.after.push(related(then, flags));
  then.before.push(related(first, flags));
  if (first.afterFlags) addFlags(first.afterFlags, then, flags);
  else if (first.after.length > FEW) first.afterFlags = indexed(first.after);
  return true;
}

const related = (action: Action, flags: number): Related => ({
  action,
  flags,
  inGraph: false,
  idleAtFirst: -1,
  idleAtThen: -1,
});

function flagsBetween(first: Action, then: Action): number {
  if (first.afterFlags) return first.afterFlags.get(then) ?? 0;
  let flags = 0;
  for (const related of first.after) if (related.action === then) flags |= related.flags;
  return flags;
}

function indexed(after: readonly Related[]): Map<Action, number> {
  const index = new Map<Action, number>();
  for (const { action, flags } of after) addFlags(index, action, flags);
  return index;
}

function addFlags(index: Map<Action, number>, action: Action, flags: number): void {
  index.set(action, (index.get(action) ?? 0) | flags);
}
