import { scanInteger } from './integer.js';

/**
 * The integer that the start of a text holds, as `strtoll` reads it but as a plain number; the
 * fallback if there is no text, no digit, or more than 64 bits.
 */
export function int<Fallback>(text: string | undefined, fallback: Fallback): number | Fallback {
  if (text === undefined) return fallback;
  const plain = smallNumber(text);
  if (plain !== undefined) return plain;
  const scanned = scanInteger(text);
  return scanned && !scanned.clipped ? Number(scanned.value) : fallback;
}

/** The same of at most 32 bits. */
export function int32<Fallback>(text: string | undefined, fallback: Fallback): number | Fallback {
  const value = int(text, fallback);
  return typeof value === 'number' && value !== (value | 0) ? fallback : value;
}

/** The integer that the start of a text holds, clipped to a least value and to 32 bits; the least if there is none. */
export function intAtLeast(least: number, text: string): number {
  const value = scanInteger(text)?.value ?? BigInt(least);
  return Math.max(least, Math.min(Number(value), 2_147_483_647));
}

/** What nearly every number in a CIB is, quickly: a few digits and nothing else; undefined for any other text. */
export function smallNumber(text: string): number | undefined {
  const { length } = text;
  if (length === 0 || length > 15) return undefined;
  let value = 0;
  for (let at = 0; at < length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}
