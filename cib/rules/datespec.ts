import type { IntegerRange } from '../number/range.js';
import { parseRange } from '../number/range.js';
import { addDays } from '../time/arithmetic.js';
import { daysInMonth, daysInYear } from '../time/calendar.js';
import { calendarDate, type DateTime, hoursMinutesSeconds, SECONDS_IN_DAY, weekDate } from '../time/date.js';
import type { Element } from '../xml/element.js';
import type { RuleContext } from './context.js';
import { type Evaluation, fault, passes, type Verdict } from './verdict.js';

/** The fields of a specification, in the order they are checked. */
const FIELDS = [
  'years',
  'months',
  'monthdays',
  'hours',
  'minutes',
  'seconds',
  'yeardays',
  'weekyears',
  'weeks',
  'weekdays',
] as const;

type Field = (typeof FIELDS)[number];
type Ranges = Partial<Record<Field, IntegerRange>>;

/**
 * A `<date_spec>`: a set of ranges in which the fields of the time, as written in its own zone, all
 * have to lie. Fields after the first that is outside are not even checked for being well-formed.
 */
export function evaluateDateSpec(spec: Element, context: RuleContext): Evaluation {
  const parent = spec.parent === null ? 'implied' : (spec.parent.id ?? 'without ID');
  const prefix = `Treating date_expression ${parent} as not passing because`;
  if (!spec.id) {
    const message = `${prefix} date_spec subelement has no id`;
    return { verdict: fault(context, 'pcmk__evaluate_date_spec', message) };
  }
  const fields = fieldsOf(context.now);
  const ranges: Ranges = {};
  let verdict: Verdict = 'satisfied';
  for (const name of FIELDS) {
    const text = spec.get(name);
    if (text === undefined) continue;
    const range = parseRange(text);
    if (range) {
      ranges[name] = range;
      if (verdict === 'satisfied') verdict = position(range, fields[name]);
    } else if (verdict === 'satisfied') {
      const message = `${prefix} '${text}' is not a valid range for date_spec attribute ${name}`;
      return { verdict: fault(context, 'check_range', message) };
    } else {
      return { verdict, nextChange: undefined };
    }
  }
  if (context.openEnded) return { verdict };
  return { verdict, nextChange: nextChange(ranges, context.now, passes(verdict)) };
}

function position({ low, high }: IntegerRange, value: number): Verdict {
  if (low !== undefined && value < low) return 'not yet in effect';
  return high !== undefined && value > high ? 'expired' : 'satisfied';
}

const within = (range: IntegerRange | undefined, value: number): boolean =>
  !range || ((range.low === undefined || value >= range.low) && (range.high === undefined || value <= range.high));

function fieldsOf(date: DateTime): Record<Field, number> {
  const calendar = calendarDate(date);
  const week = weekDate(date);
  const clock = hoursMinutesSeconds(date.second);
  return {
    years: date.year,
    months: calendar.month,
    monthdays: calendar.day,
    hours: clock.hour,
    minutes: clock.minute,
    seconds: clock.second,
    yeardays: date.day,
    weekyears: week.year,
    weeks: week.week,
    weekdays: week.day,
  };
}

/**
 * The first second after `now` at which all ranges hold, if they do not now, or at which one does
 * not. Days and times of day are looked for apart, because a range is either of one or the other.
 */
function nextChange(ranges: Ranges, now: DateTime, passing: boolean): DateTime | undefined {
  if (passing || dayHolds(ranges, now)) {
    const second = nextSecond(ranges, now.second + 1, !passing);
    if (second !== undefined) return { ...now, second };
  }
  const second = nextSecond(ranges, 0, !passing);
  // Ranges do not wrap around: a time of day that holds to midnight and again from it holds all day.
  if (passing && second === 0) return addDays({ ...now, second }, 1);
  if (!passing && second === undefined) return undefined;
  const day = nextDay(ranges, now, !passing);
  return day && { ...day, second: passing ? 0 : (second as number) };
}

/** The first second of the day, from the given one on, at which the clock is (or is not) within its ranges. */
function nextSecond({ hours, minutes, seconds }: Ranges, from: number, wanted: boolean): number | undefined {
  // A time of day can only begin or cease to match when the finest field in use turns over.
  const step = seconds ? 1 : minutes ? 60 : hours ? 3600 : SECONDS_IN_DAY;
  for (let at = Math.ceil(from / step) * step; at < SECONDS_IN_DAY; ) {
    const clock = hoursMinutesSeconds(at);
    const hourHolds = within(hours, clock.hour);
    const minuteHolds = within(minutes, clock.minute);
    const holds = hourHolds && minuteHolds && within(seconds, clock.second);
    if (holds === wanted) return at;
    const skip = !hourHolds ? 3600 : !minuteHolds ? 60 : step;
    at += skip - (at % skip);
  }
  return undefined;
}

function dayHolds(ranges: Ranges, date: DateTime): boolean {
  const { years, months, monthdays, yeardays, weekyears, weeks, weekdays } = ranges;
  if (!within(years, date.year) || !within(yeardays, date.day)) return false;
  if (months || monthdays) {
    const { month, day } = calendarDate(date);
    if (!within(months, month) || !within(monthdays, day)) return false;
  }
  if (!(weekyears || weeks || weekdays)) return true;
  const { year, week, day } = weekDate(date);
  return within(weekyears, year) && within(weeks, week) && within(weekdays, day);
}

/** After so many days the calendar repeats, weekdays included: what has not changed by then never will. */
const CALENDAR_CYCLE = 146_097;
const LAST_YEAR = 9999;

/** The start of the first day after `now` on which the ranges of days hold, or do not. */
function nextDay(ranges: Ranges, now: DateTime, wanted: boolean): DateTime | undefined {
  const last = lastYear(ranges, wanted);
  let date = addDays({ ...now, second: 0 }, 1);
  for (let steps = 0; date.year <= last && steps < CALENDAR_CYCLE; steps++) {
    if (dayHolds(ranges, date) === wanted) return date;
    const [year, day] = nextCandidate(ranges, date, wanted);
    date = { year, day, second: 0, offset: now.offset };
  }
  return undefined;
}

/** No day of a later year can be the wanted one. */
function lastYear({ years, weekyears }: Ranges, wanted: boolean): number {
  if (!wanted) return LAST_YEAR;
  return Math.min(LAST_YEAR, years?.high ?? LAST_YEAR, (weekyears?.high ?? LAST_YEAR) + 1);
}

/** The next year and day of it on which the answer may be another: tomorrow, or the first of a month or year. */
function nextCandidate(ranges: Ranges, date: DateTime, wanted: boolean): [year: number, day: number] {
  const { months, monthdays, yeardays, weekyears, weeks, weekdays } = ranges;
  const daily = monthdays ?? yeardays ?? weekyears ?? weeks ?? weekdays;
  if ((wanted && !yearMayHold(ranges, date.year)) || !(daily ?? months)) return [date.year + 1, 1];
  let next = date.day + 1;
  if (months) {
    const { year, month, day } = calendarDate(date);
    if ((wanted && !within(months, month)) || !daily) next = date.day + daysInMonth(year, month) - day + 1;
  }
  return next > daysInYear(date.year) ? [date.year + 1, 1] : [date.year, next];
}

/** Weeks of a year may lie in the calendar years beside it. */
function yearMayHold({ years, weekyears }: Ranges, year: number): boolean {
  if (!within(years, year)) return false;
  return within(weekyears, year) || within(weekyears, year - 1) || within(weekyears, year + 1);
}
