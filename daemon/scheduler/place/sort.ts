/**
 * Sort in place by merging halves, as the peer sorts its lists: not all of its comparisons are
 * consistent, and then the result depends on which pairs are compared.
 */
export function sortAsList<T>(items: T[], compare: (a: T, b: T) => number): T[] {
  if (items.length > 1) sortRange(items, 0, items.length, compare, items.slice());
  return items;
}

function sortRange<T>(items: T[], from: number, to: number, compare: (a: T, b: T) => number, spare: T[]): void {
  if (to - from < 2) return;
  const middle = from + ((to - from) >> 1);
  sortRange(items, from, middle, compare, spare);
  sortRange(items, middle, to, compare, spare);
  for (let i = from; i < to; i++) spare[i] = items[i] as T;
  let left = from;
  let right = middle;
  for (let i = from; i < to; i++) {
    const takeLeft = right >= to || (left < middle && compare(spare[left] as T, spare[right] as T) <= 0);
    items[i] = spare[takeLeft ? left++ : right++] as T;
  }
}
