/**
 * Replace `%0` to `%9` by what a pattern's groups matched; a group that matched nothing is left
 * out. Without a match to take them from, the text stays as it is.
 */
export function replaceSubmatches(text: string, submatches: readonly (string | undefined)[] | undefined): string {
  if (submatches === undefined) return text;
  return text.replace(/%(\d)/g, (_, digit: string) => submatches[Number(digit)] ?? '');
}
