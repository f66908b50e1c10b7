import { secondsSinceYearOne, toUtc } from './arithmetic.js';
import { calendarDate, type DateTime, hoursMinutesSeconds, weekDate } from './date.js';
import type { Duration } from './duration.js';

export interface DateFormat {
  /** How the date is written; `seconds` (since year 1) and `epoch` (since 1970) stand for date and time. */
  readonly form?: 'calendar' | 'ordinal' | 'week' | 'seconds' | 'epoch';
  /** Which parts; both unless told otherwise. */
  readonly date?: boolean;
  readonly time?: boolean;
  /** Keep the time zone it is written in; otherwise shown in UTC. */
  readonly zone?: boolean;
  /** Show this fraction of a second, 0 to 999999 (negative before the epoch). */
  readonly microseconds?: number;
}

const EPOCH_SECONDS = 62_135_596_800n;

/** A date as the peer's tools print it, such as `2019-09-24 00:30:00 +01:00` or `2005-W07-3 00:00:00Z`. */
export function formatDate(value: DateTime, format: DateFormat = {}): string {
  const { form = 'calendar', microseconds } = format;
  if (value.year === 0 && value.day === 0 && value.second === 0 && value.offset === 0) return '<undefined time>';
  if (form === 'seconds') return fraction(secondsSinceYearOne(value), microseconds);
  if (form === 'epoch') return fraction(secondsSinceYearOne(value) - EPOCH_SECONDS, microseconds);
  const shown = format.zone ? value : toUtc(value);
  const parts: string[] = [];
  if (format.date !== false) parts.push(dateText(shown, form));
  if (format.time !== false) parts.push(timeText(shown, microseconds));
  return parts.filter((part) => part !== '').join(' ');
}

/** Numbers are shown as unsigned 32-bit ones, padded with zeros. */
const padded = (value: number, width: number): string => String(value >>> 0).padStart(width, '0');

function dateText(value: DateTime, form: 'calendar' | 'ordinal' | 'week'): string {
  if (form === 'week') {
    if (value.day <= 0) return '';
    const { year, week, day } = weekDate(value);
    return `${padded(year, 1)}-W${padded(week, 2)}-${padded(day, 1)}`;
  }
  if (form === 'ordinal') return `${padded(value.year, 1)}-${padded(value.day, 3)}`;
  const { year, month, day } = calendarDate(value);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

function timeText({ second: seconds, offset }: DateTime, microseconds: number | undefined): string {
  const { hour, minute, second } = hoursMinutesSeconds(seconds);
  const clock = `${padded(hour, 2)}:${padded(minute, 2)}:${padded(second, 2)}`;
  const fractional = microseconds === undefined ? clock : `${clock}.${padded(Math.abs(microseconds), 6)}`;
  if (offset === 0) return `${fractional}Z`;
  const zone = hoursMinutesSeconds(offset);
  return `${fractional} ${offset < 0 ? '-' : '+'}${padded(zone.hour, 2)}:${padded(zone.minute, 2)}`;
}

/** A number of seconds with its microseconds, which have the same sign. */
function fraction(seconds: bigint | number, microseconds: number | undefined): string {
  if (microseconds === undefined) return String(seconds);
  const sign = Number(seconds) === 0 && microseconds < 0 ? '-' : '';
  return `${sign}${seconds}.${padded(Math.abs(microseconds), 6)}`;
}

const plural = (count: number, unit: string): string => `${unit}${count === 1 ? '' : 's'}`;

/**
 * A duration in words, as the peer prints it: `   1 year  2 months 90 seconds (1 minute 30
 * seconds)`. The padding and the trailing space are part of it.
 */
export function formatDuration(duration: Duration, microseconds?: number): string {
  const { years, months, days, seconds } = duration;
  let out = '';
  if (years !== 0) out += `${String(years).padStart(4)} ${plural(years, 'year')} `;
  if (months !== 0) out += `${String(months).padStart(2)} ${plural(months, 'month')} `;
  if (days !== 0) out += `${String(days).padStart(2)} ${plural(days, 'day')} `;
  if (out === '' || seconds !== 0 || (microseconds ?? 0) !== 0) {
    out += `${fraction(seconds, microseconds)} ${plural(seconds, 'second')}`;
  }
  return Math.abs(seconds) >= 60 ? `${out} (${breakdown(seconds, microseconds)})` : out;
}

function breakdown(seconds: number, microseconds: number | undefined): string {
  const { hour, minute, second } = hoursMinutesSeconds(seconds);
  const parts: string[] = [];
  if (hour > 0) parts.push(`${hour} ${plural(hour, 'hour')}`);
  if (minute > 0) parts.push(`${minute} ${plural(minute, 'minute')}`);
  if (second !== 0 || (microseconds ?? 0) !== 0) {
    const exact = microseconds === undefined ? undefined : Math.abs(microseconds);
    // The peer takes singular or plural from the whole number of seconds, which is at least 60 here.
    parts.push(`${fraction(second, exact)} ${plural(seconds, 'second')}`);
  }
  return parts.join(' ');
}
