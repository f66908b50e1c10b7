import { add } from '../cib/time/arithmetic.js';
import type { DateTime } from '../cib/time/date.js';
import { type Duration, parseDuration } from '../cib/time/duration.js';
import { TimeError } from '../cib/time/error.js';
import { type DateFormat, formatDate, formatDuration } from '../cib/time/format.js';
import { localTime } from '../cib/time/local.js';
import { parseDate } from '../cib/time/parse.js';
import { parsePeriod } from '../cib/time/period.js';
import { Element, Text } from '../cib/xml/element.js';
import { command, type Outcome } from './command/command.js';
import type { Context } from './command/context.js';
import { flag, value } from './command/option.js';

/** What was asked for, as text; parts that were not asked for, or not reached, are absent. */
interface Value {
  date?: string;
  /** The date is the current one. */
  now?: true;
  duration?: string;
  period?: { readonly start: string; readonly end: string };
  /** Date plus duration. */
  ends?: string;
}

/** A date, duration or period that could not be understood: what the option wanted, and its value. */
class Refused extends Error {}

/** The parsed text; a failure is logged, then reported as a bad value of an option. */
function parsed<T>(what: string, text: string, context: Context, parse: (text: string, now: DateTime) => T): T {
  try {
    return parse(text, localTime(context.now()));
  } catch (error) {
    if (!(error instanceof TimeError)) throw error;
    context.log('error', error.step, error.message);
    throw new Refused(`${context.program}: Invalid ${what} specified: ${text}`);
  }
}

const currentOrGiven = (text: string, now: DateTime): DateTime =>
  text.toLowerCase() === 'now' ? now : parseDate(text, now);

const textElement = (name: string, text: string): Element => new Element(name, {}, [new Text(text)]);

export const iso8601 = command({
  name: 'iso8601',
  summary: 'parse, convert and add up ISO 8601 dates, durations and periods (deprecated upstream)',
  description: 'ISO 8601 is explained at https://en.wikipedia.org/wiki/ISO_8601',
  formats: ['text', 'xml', 'json'],
  groups: [
    { id: 'commands', title: 'Commands:', help: 'Show what can be parsed' },
    { id: 'modifiers', title: 'Output modifiers:', help: 'Show how results can be written' },
  ],
  options: {
    now: flag('Show the current date and time', { short: 'n', group: 'commands' }),
    date: value('DATE', "Parse a date and time, such as '2019-09-24 00:30:00+01:00' or '2019-040'", {
      short: 'd',
      group: 'commands',
      complete: 'date',
    }),
    period: value('PERIOD', "Parse a period, such as '2005-040/2005-043'", { short: 'p', group: 'commands' }),
    duration: value('DURATION', "Parse a duration, such as 'P1M', and add it to the date if there is one", {
      short: 'D',
      group: 'commands',
    }),
    expected: value('TEXT', 'Exit with an error unless the resulting date reads like this (needs -n or -d)', {
      short: 'E',
      group: 'commands',
    }),
    seconds: flag('Show dates as seconds since the year 1', { short: 's', group: 'modifiers' }),
    epoch: flag('Show dates as seconds since 1970-01-01 00:00:00Z', { short: 'S', group: 'modifiers' }),
    local: flag('Show dates in the time zone they were given in', { short: 'L', group: 'modifiers' }),
    ordinal: flag('Show dates as year and day of the year', { short: 'O', group: 'modifiers' }),
    week: flag('Show dates as year, week and weekday', { short: 'W', group: 'modifiers' }),
  },
  examples: [
    { text: 'When does a maintenance window of 90 minutes end', command: "iso8601 -d '2030-05-01 22:00Z' -D PT90M" },
    { text: 'Which week is it', command: 'iso8601 --now --week' },
  ],

  run(args, context): Outcome<Value> {
    const format = dateFormat((name) => args.has(name));
    const result: Value = {};
    let date: DateTime | undefined;
    let duration: Duration | undefined;
    try {
      const given = args.last('now', 'date');
      const dateText = given?.name === 'now' ? 'now' : given?.value;
      if (dateText !== undefined) {
        date = parsed('date/time', dateText, context, currentOrGiven);
        result.date = formatDate(date, format);
        if (dateText.toLowerCase() === 'now') result.now = true;
      }
      const durationText = args.value('duration');
      if (durationText !== undefined) {
        duration = parsed('duration', durationText, context, parseDuration);
        result.duration = formatDuration(duration);
      }
      const periodText = args.value('period');
      if (periodText !== undefined) {
        const { start, end } = parsed('interval', periodText, context, parsePeriod);
        result.period = { start: formatDate(start, format), end: formatDate(end, format) };
      }
    } catch (error) {
      if (error instanceof Refused) return { value: result, exit: 'INVALID_PARAM', errors: [error.message] };
      throw error;
    }
    if (date !== undefined && duration !== undefined) {
      date = add(date, duration);
      result.ends = formatDate(date, { ...format, zone: true });
    }
    const expected = args.value('expected');
    const asExpected =
      date === undefined || expected === undefined || expected.toLowerCase() === formatDate(date, format).toLowerCase();
    return { value: result, exit: asExpected ? 'OK' : 'ERROR' };
  },

  render: {
    text({ date, now, duration, period, ends }) {
      const lines: string[] = [];
      if (date !== undefined) lines.push(`${now ? 'Current date/time' : 'Date'}: ${date}\n`);
      if (duration !== undefined) lines.push(`Duration: ${duration}\n`);
      if (period !== undefined) lines.push(`Period: ${period.start} to ${period.end}\n`);
      if (ends !== undefined) lines.push(`Duration ends at: ${ends}\n`);
      return lines.join('');
    },
    xml({ date, duration, period, ends }) {
      const elements: Element[] = [];
      if (date !== undefined) elements.push(textElement('date', date));
      if (duration !== undefined) elements.push(textElement('duration', duration));
      const ending = ends === undefined ? [] : [textElement('duration_ends', ends)];
      if (period === undefined) return [...elements, ...ending];
      // The peer puts whatever follows a period inside it.
      const limits = [textElement('start', period.start), textElement('end', period.end)];
      return [...elements, new Element('period', {}, [...limits, ...ending])];
    },
  },
});

function dateFormat(has: (name: 'seconds' | 'epoch' | 'week' | 'ordinal' | 'local') => boolean): DateFormat {
  const form = (['seconds', 'epoch', 'week', 'ordinal'] as const).find(has) ?? 'calendar';
  return { form, zone: has('local') };
}
