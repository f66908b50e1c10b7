const LEADING_DOUBLE =
  /^[ \t\n\v\f\r]*([+-]?)(?:(inf(?:inity)?)|(nan(?:\(\w*\))?)|0x([\da-f]*)(?:\.([\da-f]*))?(?:p([+-]?\d+))?|(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?))/i;

/** The smallest number with full precision; a result below it is taken for an underflow. */
const SMALLEST_NORMAL = 2 ** -1022;

/**
 * The floating-point number a text begins with, in any form `strtod` reads; anything after it is
 * ignored. Undefined if there is none, or if it over- or underflows. Like the peer, a zero written
 * with anything but the characters `0.eE` (say a sign) counts as an underflow.
 */
export function double(text: string): number | undefined {
  const match = LEADING_DOUBLE.exec(text);
  if (!match) return undefined;
  const [, sign, infinity, nan, , , , decimal] = match;
  if (infinity) return sign === '-' ? -Infinity : Infinity;
  if (nan) return Number.NaN;
  const hex = decimal === undefined ? hexadecimal(match) : undefined;
  const magnitude = hex?.value ?? Number(decimal ?? 0);
  if (magnitude === Infinity) return undefined;
  const consumed = hex ? match[0].slice(0, match[0].length - hex.unread) : match[0];
  if (magnitude <= SMALLEST_NORMAL && /[^0.eE]/.test(consumed)) return undefined;
  return sign === '-' ? -magnitude : magnitude;
}

/** A number like `0x1.8p3`. Without any digit after `0x` only the zero is read. */
function hexadecimal(match: RegExpExecArray): { value: number; unread: number } {
  const [whole, , , , integerPart = '', fraction = '', exponent = '0'] = match;
  if (integerPart === '' && fraction === '') return { value: 0, unread: whole.length - whole.search(/x/i) };
  const digits = Number.parseInt(`${integerPart}${fraction}` || '0', 16);
  return { value: digits * 2 ** (Number(exponent) - 4 * fraction.length), unread: 0 };
}
