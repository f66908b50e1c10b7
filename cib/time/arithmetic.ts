/**
 * Date arithmetic as the peer does it, in 32-bit integers. Where calendars leave room the peer's
 * choices hold, because two nodes that disagree on when a rule ends disagree on what to run:
 *
 * - months and years keep the day of the month, or take the month's last day;
 * - there is nothing before 0001-01-01, and years stop at 2147483647;
 * - a day that ends up as exactly 24:00:00 stays that way;
 * - adding years to December 31st of a leap year gives day 0 of that year.
 */
import { daysInMonth, daysInYear, ordinalDay } from './calendar.js';
import { calendarDate, type DateTime, daysSinceYearOne, SECONDS_IN_DAY } from './date.js';
import type { Duration } from './duration.js';

const INT_MAX = 2_147_483_647;
const INT_MIN = -2_147_483_648;
const EPOCH_DAYS = 719_162;

export function addYears(date: DateTime, value: number): DateTime {
  const year = date.year + value;
  if (value > 0 && year > INT_MAX) return { ...date, year: INT_MAX };
  if (value < 0 && year < 1) return { ...date, year: 1 };
  return { ...date, year };
}

export function addMonths(date: DateTime, value: number): DateTime {
  const from = calendarDate(date);
  const { year, month } = shiftMonth(from.year, from.month, value);
  const day = Math.min(from.day, daysInMonth(year, month));
  return { ...date, year, day: ordinalDay(year, month, day) };
}

/** Only from a month that exists does the year turn; others (see the day 0 above) just drift. */
function shiftMonth(year: number, month: number, value: number): { year: number; month: number } {
  if (month > 12 && value < 0) return shiftMonth(year, 12, value + month - 12);
  if (month > 12 || (month < 1 && value <= 0)) return { year, month: month + value };
  const months = month - 1 + value;
  return { year: (year + Math.floor(months / 12)) | 0, month: months - 12 * Math.floor(months / 12) + 1 };
}

export function addDays(date: DateTime, value: number): DateTime {
  let { year } = date;
  let day = date.day + value;
  if (value > 0) {
    for (let days = daysInYear(year); day > days; days = daysInYear(year)) {
      if (year === INT_MAX) return { ...date, year, day: days };
      day -= days;
      year++;
    }
  } else if (value < 0) {
    while (day < 1) {
      if (year <= 1) return { ...date, year, day: 1 };
      year--;
      day += daysInYear(year);
    }
  }
  return { ...date, year, day };
}

export function addSeconds(date: DateTime, value: number): DateTime {
  let days = Math.trunc(value / SECONDS_IN_DAY);
  let second = date.second + (value % SECONDS_IN_DAY);
  if (second > SECONDS_IN_DAY) {
    days++;
    second -= SECONDS_IN_DAY;
  } else if (second < 0) {
    days--;
    second += SECONDS_IN_DAY;
  }
  return addDays({ ...date, second }, days);
}

export function add(date: DateTime, { years, months, days, seconds }: Duration): DateTime {
  return addSeconds(addDays(addMonths(addYears(date, years), months), days), seconds);
}

export function subtract(date: DateTime, duration: Duration): DateTime {
  const years = addYears(date, -duration.years);
  const months = addMonths(years, -duration.months);
  return takeAway(takeAway(months, duration.days, addDays), duration.seconds, addSeconds);
}

/** The smallest integer has no negative of its own size: the peer takes one away first, then adds the rest. */
function takeAway(date: DateTime, value: number, to: (date: DateTime, value: number) => DateTime): DateTime {
  return value === INT_MIN ? to(to(date, -1), INT_MAX) : to(date, -value);
}

/** The same point in time, written in UTC. */
export function toUtc(date: DateTime): DateTime {
  return date.offset === 0 ? date : addSeconds({ ...date, offset: 0 }, -date.offset);
}

/** Negative if `a` is earlier than `b`, positive if it is later, 0 if they are the same point in time. */
export function compare(a: DateTime, b: DateTime): number {
  const [left, right] = [toUtc(a), toUtc(b)];
  return left.year - right.year || left.day - right.day || left.second - right.second;
}

export function earliest(a: DateTime | undefined, b: DateTime | undefined): DateTime | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compare(b, a) < 0 ? b : a;
}

/** Seconds since 0001-01-01 00:00:00 UTC; exact, however far the year. */
export function secondsSinceYearOne(date: DateTime): bigint {
  const utc = toUtc(date);
  return BigInt(daysSinceYearOne(utc)) * BigInt(SECONDS_IN_DAY) + BigInt(utc.second);
}

/** Seconds since 1970-01-01 00:00:00 UTC. */
export function epochSeconds(date: DateTime): number {
  const utc = toUtc(date);
  return (daysSinceYearOne(utc) - EPOCH_DAYS) * SECONDS_IN_DAY + utc.second;
}

/** The point in time of a number of seconds since 1970, written `offset` seconds east of UTC. */
export function fromEpoch(seconds: number, offset = 0): DateTime {
  const local = Math.floor(seconds) + offset;
  const days = Math.floor(local / SECONDS_IN_DAY);
  const date = addDays({ year: 1970, day: 1, second: 0, offset }, days);
  return { ...date, second: local - days * SECONDS_IN_DAY };
}
