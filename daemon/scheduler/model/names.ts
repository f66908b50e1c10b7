/** Order of node names: without regard to case, and numbers in them by value (then by length). */
export function compareNames(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(j);
    if (isDigit(x) && isDigit(y)) {
      const [left, right] = [endOfNumber(a, i), endOfNumber(b, j)];
      const difference = Number(a.slice(i, left)) - Number(b.slice(j, right)) || left - i - (right - j);
      if (difference !== 0) return difference;
      i = left;
      j = right;
      continue;
    }
    if (x !== y) {
      const lower = (a[i] as string).toLowerCase();
      const other = (b[j] as string).toLowerCase();
      if (lower !== other) return lower < other ? -1 : 1;
    }
    i++;
    j++;
  }
  return Number(i < a.length) - Number(j < b.length);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function endOfNumber(text: string, from: number): number {
  let end = from;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return end;
}
