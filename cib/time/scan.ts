/**
 * Unsigned 32-bit numbers as C's `sscanf` reads them, because that decides which odd spellings of
 * a date the peer accepts: white space before a number is skipped, a sign is allowed and counts
 * towards the width, and what does not fit wraps around.
 *
 * A number in the pattern is the greatest width of a number to read (0: any), a string is text that
 * must follow. Returns the numbers read before the first mismatch.
 */
export function scan(text: string, pattern: readonly (number | string)[]): number[] {
  const found: number[] = [];
  let at = 0;
  for (const part of pattern) {
    if (typeof part === 'string') {
      if (!text.startsWith(part, at)) return found;
      at += part.length;
      continue;
    }
    while (isSpace(text[at])) at++;
    const [token] = NUMBER.exec(text.slice(at, part > 0 ? at + part : undefined)) ?? [];
    if (token === undefined) return found;
    found.push(unsigned(token));
    at += token.length;
  }
  return found;
}

const NUMBER = /^[+-]?\d+/;
const ULONG_MAX = 2n ** 64n - 1n;

function unsigned(token: string): number {
  if (token.length < 16) return Number(token) >>> 0;
  const negative = token.startsWith('-');
  const magnitude = BigInt(token.replace(/^[+-]/, ''));
  return Number(BigInt.asUintN(32, magnitude > ULONG_MAX ? ULONG_MAX : negative ? -magnitude : magnitude));
}

export function isSpace(char: string | undefined): boolean {
  return char !== undefined && /^[ \t\n\v\f\r]/.test(char);
}

export function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}
