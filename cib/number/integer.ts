/** What `strtoll` makes of the start of a text, and what it leaves over. */
export interface ScannedInteger {
  /** Clipped to 64 bits. */
  readonly value: bigint;
  /** The text went beyond 64 bits. */
  readonly clipped: boolean;
  readonly rest: string;
}

const MAX = 2n ** 63n - 1n;
const MIN = -(2n ** 63n);
const LEADING_INTEGER = /^[ \t\n\v\f\r]*([+-]?\d+)/;

/**
 * The integer a text begins with. White space before it is skipped and anything after it is the
 * rest; undefined if there are no digits.
 */
export function scanInteger(text: string): ScannedInteger | undefined {
  const match = LEADING_INTEGER.exec(text);
  if (!match) return undefined;
  const value = BigInt((match[1] as string).replace('+', ''));
  const clipped = value > MAX || value < MIN;
  return { value: value > MAX ? MAX : value < MIN ? MIN : value, clipped, rest: text.slice(match[0].length) };
}

/** The integer a text begins with, if it has one that fits 64 bits. */
export function integer(text: string): bigint | undefined {
  const scanned = scanInteger(text);
  return scanned?.clipped === false ? scanned.value : undefined;
}
