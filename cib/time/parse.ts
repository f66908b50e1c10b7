import { addDays } from './arithmetic.js';
import { daysInMonth, daysInYear, january1Weekday, ordinalDay, weeksInYear } from './calendar.js';
import { type DateTime, isValid, SECONDS_IN_DAY } from './date.js';
import { TimeError } from './error.js';
import { isDigit, isSpace, scan } from './scan.js';

const INT_MAX = 2_147_483_647;

/**
 * An ISO 8601 date with or without a time of day: `YYYY-MM-DD`, `YYYYMMDD`, `YYYY-DDD`,
 * `YYYY-Www-D`, `epoch` or, for today, just a time; then a space or `T`, a time and a time zone. A
 * date without a time is midnight UTC, a time without a zone is local. The text may go on after
 * the date, as in a period.
 *
 * @param now the current time in the local zone
 * @throws TimeError
 */
export function parseDate(text: string, now: DateTime): DateTime {
  if (text === '') throw new TimeError('parse_date', 'No ISO 8601 date/time specification given');
  const date = text[0] === 'T' ? at(now, text.slice(1), now) : text[2] === ':' ? at(now, text, now) : dated(text, now);
  if (!isValid(date)) throw invalid(text);
  return date;
}

const EPOCH = /^epoch(?:$|[/ \t\n\v\f\r])/i;

function dated(text: string, now: DateTime): DateTime {
  if (EPOCH.test(text)) return { year: 1970, day: 1, second: 0, offset: 0 };
  const date = parseDay(text);
  const after = text.slice(/^[\dW-]*/.exec(text)?.[0].length);
  return after[0] === ' ' || after[0] === 'T' ? at(date, after.slice(1), now) : date;
}

const midnight = (year: number, day: number): DateTime => ({ year, day, second: 0, offset: 0 });

function parseDay(text: string): DateTime {
  let fields = scan(text, [0, '-', 0, '-', 0]);
  if (fields.length === 1) fields = scan(text, [4, 2, 2]);
  if (fields.length === 3) return calendarDay(text, fields[0] as number, fields[1] as number, fields[2] as number);
  fields = scan(text, [0, '-', 0]);
  if (fields.length === 2) return dayOfYear(text, fields[0] as number, fields[1] as number);
  fields = scan(text, [0, '-W', 0, '-', 0]);
  if (fields.length === 3) return dayOfWeek(text, fields[0] as number, fields[1] as number, fields[2] as number);
  throw invalid(text);
}

function calendarDay(text: string, year: number, month: number, day: number): DateTime {
  if (month < 1 || month > 12) throw invalid(text, `'${month}' is not a valid month`);
  checkYear(text, year);
  if (day < 1 || day > daysInMonth(year, month)) throw invalid(text, `'${day}' is not a valid day of the month`);
  return midnight(year, ordinalDay(year, month, day));
}

function dayOfYear(text: string, year: number, day: number): DateTime {
  checkYear(text, year);
  const days = daysInYear(year);
  if (day < 1 || day > days) throw invalid(text, `'${day}' is not a valid day of year ${year} (1-${days})`);
  return midnight(year, day);
}

function dayOfWeek(text: string, wideYear: number, week: number, day: number): DateTime {
  const year = wideYear | 0;
  const weeks = weeksInYear(year);
  if (week < 1 || week > weeks) throw invalid(text, `'${week}' is not a valid week of year ${wideYear} (1-${weeks})`);
  if (day < 1 || day > 7) throw invalid(text, `'${day}' is not a valid day of the week`);
  // Week 1 is the one with the year's first Thursday.
  const january1 = january1Weekday(year);
  const monday = january1 <= 4 ? 1 - january1 : 8 - january1;
  return addDays(addDays(addDays(midnight(year, 0), (week - 1) * 7), monday), day);
}

function checkYear(text: string, year: number): void {
  if (year < 1 || year > INT_MAX) throw invalid(text, `'${year}' is not a valid year`);
}

function invalid(text: string, reason?: string): TimeError {
  const because = reason === undefined ? '' : ` because ${reason}`;
  return new TimeError('parse_date', `'${text}' is not a valid ISO 8601 date/time specification${because}`);
}

/** The date with the time of day and zone that `text` begins with. */
function at(date: DateTime, text: string, now: DateTime): DateTime {
  const second = parseTimeOfDay(text);
  const offset = parseOffset(text, now);
  return second === SECONDS_IN_DAY ? addDays({ ...date, second: 0, offset }, 1) : { ...date, second, offset };
}

/** Seconds of `hh`, `hhmm`, `hhmmss`, `hh:mm` or `hh:mm:ss`; 86400 for 24:00:00. */
function parseTimeOfDay(text: string): number {
  let fields = scan(text, [0, ':', 0, ':', 0]);
  if (fields.length === 1) fields = scan(text, [2, 2, 2]);
  if (fields.length === 0) throw new TimeError('parse_hms', `'${text}' is not a valid ISO 8601 time specification`);
  const [hour = 0, minute = 0, second = 0] = fields;
  const endOfDay = hour === 24 && minute === 0 && second === 0;
  const wrong =
    hour >= 24 && !endOfDay
      ? `${hour} is not a valid hour`
      : minute >= 60
        ? `${minute} is not a valid minute`
        : second >= 60
          ? `${second} is not a valid second`
          : undefined;
  if (wrong !== undefined) {
    throw new TimeError('parse_hms', `${text} is not a valid ISO 8601 time specification because ${wrong}`);
  }
  return hour * 3600 + minute * 60 + second;
}

/** Zone of a time of day, in seconds east of UTC: after a `Z`, or the first space or sign. */
function parseOffset(time: string, now: DateTime): number {
  const zulu = time.indexOf('Z');
  const start = zulu >= 0 ? zulu : time.search(/[ +-]/);
  if (start < 0) return localOffset(now);
  let zone = time.slice(start);
  while (isSpace(zone[0])) zone = zone.slice(1);
  if (zone[0] === '+') return parseTimeOfDay(zone.slice(1));
  if (zone[0] === '-') return -parseTimeOfDay(zone.slice(1));
  return isDigit(zone[0]) ? parseTimeOfDay(zone) : 0;
}

/** Offset of the local zone; west of Greenwich the peer adds the minutes where it should take them away. */
function localOffset(now: DateTime): number {
  const hours = Math.trunc(now.offset / 3600);
  const minutes = Math.trunc((now.offset - hours * 3600) / 60);
  return hours * 3600 + (hours < 0 ? Math.abs(minutes) : minutes) * 60;
}
