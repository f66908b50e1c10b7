import { scanInteger } from './integer.js';

/**
 * The integer that the start of a text holds, as `strtoll` reads it but as a plain number; the
 * fallback if there is no text, no digit, or more than 64 bits.
 */
export function int<Fallback>(text: string | undefined, fallback: Fallback): number | Fallback {
  if (text === undefined) return fallback;
  if (text.length < 16) {
    let value = 0;
    let at = 0;
    for (; at < text.length; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at > 0 && at === text.length) return value;
  }
  const scanned = scanInteger(text);
  return scanned && !scanned.clipped ? Number(scanned.value) : fallback;
}
