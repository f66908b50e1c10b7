const DIGIT = /\d/;

/** Order of node names: without regard to case, and numbers in them by value (then by length). */
export function compareNames(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = a[i] as string;
    const y = b[j] as string;
    if (DIGIT.test(x) && DIGIT.test(y)) {
      const left = (/^\d+/.exec(a.slice(i)) as RegExpExecArray)[0];
      const right = (/^\d+/.exec(b.slice(j)) as RegExpExecArray)[0];
      const difference = Number(left) - Number(right) || left.length - right.length;
      if (difference !== 0) return difference;
      i += left.length;
      j += right.length;
    } else {
      const lower = x.toLowerCase();
      const other = y.toLowerCase();
      if (lower !== other) return lower < other ? -1 : 1;
      i++;
      j++;
    }
  }
  return Number(i < a.length) - Number(j < b.length);
}
