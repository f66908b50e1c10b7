import { Buffer } from 'node:buffer';
import { double } from '../number/double.js';
import { integer } from '../number/integer.js';
import type { Report } from '../result/finding.js';

export type ValueType = 'string' | 'integer' | 'number' | 'version';

/**
 * How two values stand to each other: negative, 0 or positive. A missing value is less than any
 * other; what cannot be read as the type is compared as text, without regard to case.
 */
export function compareValues(a: string | undefined, b: string | undefined, type: ValueType, report?: Report): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (type === 'string') return compareText(a, b);
  if (type === 'version') return compareVersions(a, b);
  const read = type === 'integer' ? integer : double;
  const [left, right] = [read(a), read(b)];
  if (left === undefined || right === undefined) {
    const message = `Comparing '${a}' and '${b}' as strings because invalid as ${type}s`;
    report?.({ level: 'warning', source: 'pcmk__cmp_by_type', message, minor: true });
    return compareText(a, b);
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

const lower = (text: string): Buffer => Buffer.from(text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));

/** By bytes, with ASCII letters in lower case. */
function compareText(a: string, b: string): number {
  return Buffer.compare(lower(a), lower(b));
}

/** Dotted numbers, part by part; missing parts are 0, what follows the number is ignored. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [versionParts(a), versionParts(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0n) - (right[i] ?? 0n);
    if (difference !== 0n) return difference < 0n ? -1 : 1;
  }
  return 0;
}

const LLONG_MAX = 2n ** 63n - 1n;

function versionParts(text: string): bigint[] {
  const number = /^\s*(\d+(?:\.\d+)*)/.exec(text)?.[1];
  return (number?.split('.') ?? []).map((part) => {
    const value = BigInt(part);
    return value > LLONG_MAX ? LLONG_MAX : value;
  });
}
