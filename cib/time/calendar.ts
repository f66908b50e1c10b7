/** The proleptic Gregorian calendar and its ISO 8601 weeks. Years may be any 32-bit integer. */

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInYear(year: number): number {
  return isLeapYear(year) ? 366 : 365;
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of a month (1-12); 0 for a month that does not exist and for years before 1. */
export function daysInMonth(year: number, month: number): number {
  if (year < 1) return 0;
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** Day of the year (1-366) of a calendar date; 0 if there is no such month or day. */
export function ordinalDay(year: number, month: number, day: number): number {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) return 0;
  let days = day;
  for (let before = 1; before < month; before++) days += daysInMonth(year, before);
  return days;
}

/** Weekday of January 1st, Monday = 1 to Sunday = 7 (method: http://myweb.ecu.edu/mccartyr/ISOwdALG.txt). */
export function january1Weekday(year: number): number {
  const previous = (year - 1) | 0;
  const inCentury = previous % 100;
  const century = (previous - inCentury) / 100;
  return 1 + (((century % 4) * 5 + inCentury + Math.trunc(inCentury / 4)) % 7);
}

/** 52, or 53 in a year that begins or ends on a Thursday. */
export function weeksInYear(year: number): number {
  return january1Weekday(year) === 4 || january1Weekday(year + 1) === 5 ? 53 : 52;
}

/** Days from January 1st of year 1 to January 1st of `year` (0 for earlier years). */
export function daysBeforeYear(year: number): number {
  const full = Math.max(0, year - 1);
  return full * 365 + Math.floor(full / 4) - Math.floor(full / 100) + Math.floor(full / 400);
}
