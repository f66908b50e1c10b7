import { CibError } from '../../cib/result/error.js';

/** From when to when a report tells, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** `m` is a month, `M` a minute. */
const UNITS: Readonly<Record<string, number>> = { Y: 365 * DAY, m: 30 * DAY, d: DAY, H: HOUR, M: MINUTE, S: 1000 };
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A time as people write it: so long ago (`12H`, `-2d`), a time of today (`2pm`, `18:00`), a date, or
 * both, in local time.
 * @returns milliseconds since 1970
 * @throws CibError `EINVAL`
 */
export function parseMoment(text: string, now: Date): number {
  const [, count, unit] = /^-?(\d+)([YmdHMS])$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) return now.getTime() - Number(count) * (UNITS[unit] as number);
  const time = clock(text) ? onDay(now, text) : dated(text.trim());
  if (time === undefined || Number.isNaN(time))
    throw new CibError('EINVAL', `parse_time ${text}: unknown string format`);
  return time;
}

type Clock = readonly [hour: number, minute: number, second: number];

/** `18:00`, `6:30:15 pm`, `2pm`. */
function clock(text: string): Clock | undefined {
  const [, hours, minutes, seconds = '0', half] =
    /^(\d{1,2})(?::(\d\d)(?::(\d\d))?)?\s*([ap]m)?$/i.exec(text.trim()) ?? [];
  if (hours === undefined || (minutes === undefined && half === undefined)) return undefined;
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hours);
  if (hour > 23 || Number(minutes ?? 0) > 59 || Number(seconds) > 59) return undefined;
  return [hour, Number(minutes ?? 0), Number(seconds)];
}

function onDay(day: Date, text: string): number {
  const [hour, minute, second] = clock(text) ?? [0, 0, 0];
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour, minute, second).getTime();
}

function dated(text: string): number | undefined {
  const [, year, month, day, rest = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T_ ]+(.*))?$/.exec(text) ?? [];
  if (year !== undefined) {
    // With an offset, or Z, it is no local time.
    if (/(?:Z|[+-]\d\d:?\d\d)$/.test(rest)) return new Date(text.replaceAll('/', '-').replace(' ', 'T')).getTime();
    if (rest !== '' && !clock(rest.replace(/\.\d+$/, ''))) return undefined;
    return onDay(new Date(Number(year), Number(month) - 1, Number(day)), rest.replace(/\.\d+$/, ''));
  }
  const [, d, name = '', y, more = ''] =
    /^(\d{1,2})[- ]?([A-Za-z]{3})[a-z]*[- ]?(\d{2}|\d{4})(?:\s+(.*))?$/.exec(text) ?? [];
  const at = MONTHS.indexOf(name.toLowerCase());
  if (y !== undefined && at >= 0) {
    if (more !== '' && !clock(more)) return undefined;
    return onDay(new Date(y.length === 2 ? 2000 + Number(y) : Number(y), at, Number(d)), more);
  }
  return /\d/.test(text) && /[A-Za-z]{3}|\d{4}/.test(text) ? new Date(text).getTime() : undefined;
}

/** `2026-11-22 16:00:00`, local. */
export function momentText(time: number): string {
  const at = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}
