import { scanInteger } from '../number/integer.js';
import { CibError } from '../result/error.js';
import type { Report } from '../result/finding.js';
import { durationSeconds, parseDuration } from './duration.js';
import { TimeError } from './error.js';

const UINT_MAX = 4_294_967_295;
const LLONG_MAX = 2n ** 63n - 1n;

/** Units by how they begin, first match wins: milliseconds for one, or one for so many (below a millisecond). */
const UNITS: readonly [prefix: RegExp, multiplier: bigint, divisor: bigint][] = [
  [/^(?:s|$)/i, 1000n, 1n],
  [/^ms/i, 1n, 1n],
  [/^us/i, 1n, 1000n],
  [/^m/i, 60_000n, 1n],
  [/^h/i, 3_600_000n, 1n],
];

/**
 * An operation interval in milliseconds, at most 4294967295: a number with an optional unit (`10`,
 * `10s`, `500ms`, `5min`, `2h`) or an ISO 8601 duration.
 * @param report takes the warnings that go with a bad or clipped value
 * @throws CibError `bad_input`, `EINVAL` or `ERANGE`
 */
export function parseInterval(text: string, report?: Report): number {
  if (text[0] === 'P') return durationInterval(text, report);
  const scanned = scanInteger(text);
  const units = scanned?.rest.replace(/^[\d.]*[ \t\n\v\f\r]*/, '');
  const unit = units === undefined ? undefined : UNITS.find(([prefix]) => prefix.test(units));
  if (!scanned || !unit) {
    const error = new CibError('bad_input');
    report?.({
      level: 'warning',
      source: 'pcmk__parse_ms',
      message: `'${text}' is not a valid time duration: ${error.message}`,
    });
    report?.(notUsed(text));
    throw error;
  }
  const [, multiplier, divisor] = unit;
  if (scanned.clipped) {
    const message = `'${text}' will be clipped to ${scanned.value}`;
    report?.({ level: 'warning', source: 'pcmk__parse_ms', message });
  }
  const milliseconds = scanned.value > LLONG_MAX / multiplier ? LLONG_MAX : (scanned.value * multiplier) / divisor;
  if (milliseconds < 0n) {
    report?.(notUsed(text));
    throw new CibError(scanned.clipped ? 'ERANGE' : 'EINVAL');
  }
  if (scanned.clipped) throw new CibError('ERANGE');
  return Math.min(UINT_MAX, Number(milliseconds));
}

function durationInterval(text: string, report: Report | undefined): number {
  try {
    const milliseconds = Math.min(durationSeconds(parseDuration(text)), Math.trunc(UINT_MAX / 1000)) * 1000;
    if (milliseconds >= 0) return milliseconds;
  } catch (error) {
    if (!(error instanceof TimeError)) throw error;
    report?.({ level: 'error', source: error.step, message: error.message });
  }
  report?.(notUsed(text));
  throw new CibError('EINVAL');
}

const notUsed = (text: string) =>
  ({
    level: 'warning',
    source: 'pcmk_parse_interval_spec',
    message: `Using 0 instead of invalid interval specification '${text}'`,
  }) as const;

const MILLISECONDS = { d: 86_400_000, h: 3_600_000, m: 60_000 };

/** An interval for people: `1d2h3m4.500s`, `250ms`, `0s`. */
export function formatInterval(milliseconds: number): string {
  if (milliseconds === 0) return '0s';
  let left = milliseconds;
  let out = '';
  for (const [unit, size] of Object.entries(MILLISECONDS)) {
    if (left >= size) out += `${Math.trunc(left / size)}${unit}`;
    left %= size;
  }
  const seconds = Math.trunc(left / 1000);
  const rest = left % 1000;
  if (seconds > 0) return `${out}${seconds}${rest > 0 ? `.${String(rest).padStart(3, '0')}` : ''}s`;
  return rest > 0 ? `${out}${rest}ms` : out;
}
