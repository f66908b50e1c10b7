import { daysBeforeYear, daysInMonth, daysInYear, january1Weekday, weeksInYear } from './calendar.js';

export const SECONDS_IN_DAY = 86_400;

/**
 * A point in time as it is written down somewhere: date and time of day in a time zone. Arithmetic
 * follows the peer, which can leave a day of 0 or a second of 86400 (see arithmetic.ts).
 */
export interface DateTime {
  /** 1 to 9999 as a rule; up to 2147483647 is understood. */
  readonly year: number;
  /** Day of the year, from 1. */
  readonly day: number;
  /** Second of the day, from 0. */
  readonly second: number;
  /** Seconds east of UTC. */
  readonly offset: number;
}

export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface WeekDate {
  readonly year: number;
  readonly week: number;
  /** Monday = 1 to Sunday = 7. */
  readonly day: number;
}

export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export function calendarDate({ year, day }: DateTime): CalendarDate {
  if (year === 0) return { year, month: 0, day };
  let month = 1;
  let left = day;
  for (; month <= 12 && left > 0; month++) {
    const days = daysInMonth(year, month);
    if (days >= left) break;
    left -= days;
  }
  return { year, month, day: left };
}

/** All zero if the date has no valid day. */
export function weekDate({ year, day }: DateTime): WeekDate {
  if (day <= 0) return { year: 0, week: 0, day: 0 };
  const january1 = january1Weekday(year);
  const weekday = 1 + ((day + january1 - 2) % 7);
  if (january1 > 4 && day <= 8 - january1) {
    return { year: year - 1, week: weeksInYear(year - 1), day: weekday };
  }
  if (daysInYear(year) - day < 4 - weekday) return { year: year + 1, week: 1, day: weekday };
  const week = Math.trunc((day + 7 - weekday + january1 - 1) / 7);
  return { year, week: january1 > 4 ? week - 1 : week, day: weekday };
}

/** Hours, minutes and seconds in a number of seconds, without its sign. */
export function hoursMinutesSeconds(seconds: number): TimeOfDay {
  const all = Math.abs(seconds);
  return { hour: Math.trunc(all / 3600), minute: Math.trunc((all % 3600) / 60), second: all % 60 };
}

/** Year from 1 to 9999, the range in which the peer accepts the dates of rules and periods. */
export function isRepresentableYear(year: number): boolean {
  return year >= 1 && year <= 9999;
}

export function isValid({ year, day, second }: DateTime): boolean {
  return day > 0 && day <= daysInYear(year) && second >= 0 && second < SECONDS_IN_DAY;
}

/** Full days from 0001-01-01 to the day of a UTC date. */
export function daysSinceYearOne({ year, day }: DateTime): number {
  return daysBeforeYear(year) + (day > 0 ? day - 1 : 0);
}
