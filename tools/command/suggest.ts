import type { OptionTable } from './option.js';

/** ` (did you mean --update?)` for an option that is not known, or ''. */
export function suggest(message: string, table: OptionTable): string {
  const word = /^Unknown option --([^=]+)/.exec(message)?.[1];
  if (word === undefined) return '';
  const near = nearest(word, Object.keys(table));
  return near ? ` (did you mean --${near}?)` : '';
}

/** The candidate closest to a word, if any is close enough to be what was meant. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word, candidate);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  const row = (length: number) => new Array<number>(length).fill(0);
  let [before, previous, current] = [
    row(b.length + 1),
    Array.from({ length: b.length + 1 }, (_, j) => j),
    row(b.length + 1),
  ];
  for (let i = 1; i <= a.length; i++) {
    current[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1);
      current[j] = least;
    }
    [before, previous, current] = [previous, current, before];
  }
  return previous[b.length]!;
}
