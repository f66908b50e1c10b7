import t from 'tap';
import { type DateFormat, formatDate, formatDuration } from '../../../cib/time/format.js';
import { parseDate } from '../../../cib/time/parse.js';
import { at, NOW } from './clock.js';

const DATE = '2031-12-30 23:30:05-01:30';

const FORMS: [format: DateFormat, text: string][] = [
  [{}, '2031-12-31 01:00:05Z'],
  [{ zone: true }, '2031-12-30 23:30:05 -01:30'],
  [{ form: 'ordinal' }, '2031-365 01:00:05Z'],
  [{ form: 'week' }, '2032-W01-3 01:00:05Z'],
  [{ form: 'week', zone: true }, '2032-W01-2 23:30:05 -01:30'],
  [{ form: 'epoch' }, '1956445205'],
  [{ form: 'seconds' }, '64092042005'],
  [{ form: 'epoch', microseconds: 250 }, '1956445205.000250'],
  [{ microseconds: 999_999 }, '2031-12-31 01:00:05.999999Z'],
  [{ date: false }, '01:00:05Z'],
  [{ time: false }, '2031-12-31'],
  [{ time: false, form: 'week', zone: true }, '2032-W01-2'],
];

for (const [format, text] of FORMS) {
  t.test(JSON.stringify(format), async (t) => t.equal(formatDate(parseDate(DATE, NOW), format), text));
}

const WEEKS: Record<string, string> = {
  '2026-12-31': '2026-W53-4',
  '2027-01-03': '2026-W53-7',
  '2027-01-04': '2027-W01-1',
  '2024-12-30': '2025-W01-1',
  '2028-01-02': '2027-W52-7',
  '2032-12-31': '2032-W53-5',
  '2000-02-29': '2000-W09-2',
};

for (const [day, week] of Object.entries(WEEKS)) {
  t.test(`${day} is ${week}`, async (t) => {
    t.equal(formatDate(parseDate(day, NOW), { form: 'week', time: false }), week);
    t.equal(formatDate(parseDate(week, NOW), { time: false }), day);
  });
}

t.test('times that are none', async (t) => {
  t.equal(formatDate(at(0, 0)), '<undefined time>');
  t.equal(formatDate(at(2031, 0)), '2031-01-00 00:00:00Z');
  t.equal(formatDate(at(2031, 0), { form: 'week' }), '00:00:00Z');
});

const DURATIONS: [years: number, months: number, days: number, seconds: number, text: string][] = [
  [0, 0, 0, 0, '0 seconds'],
  [1, 0, 0, 0, '   1 year '],
  [2, 1, 10, 0, '   2 years  1 month 10 days '],
  [0, 0, -1, 0, '-1 days '],
  [0, 0, 0, 1, '1 second'],
  [0, 0, 0, 60, '60 seconds (1 minute)'],
  [0, 0, 0, -3661, '-3661 seconds (1 hour 1 minute 1 seconds)'],
  [0, 0, 0, 7205, '7205 seconds (2 hours 5 seconds)'],
  [0, 11, 0, 86_400, '11 months 86400 seconds (24 hours)'],
];

for (const [years, months, days, seconds, text] of DURATIONS) {
  t.test(text, async (t) => t.equal(formatDuration({ years, months, days, seconds }), text));
}

t.test('durations with microseconds', async (t) => {
  const none = { years: 0, months: 0, days: 0 };
  t.equal(formatDuration({ ...none, seconds: 5 }, 1500), '5.001500 seconds');
  t.equal(formatDuration({ ...none, seconds: 0 }, -20), '-0.000020 seconds');
  t.equal(formatDuration({ ...none, seconds: -60 }, -20), '-60.000020 seconds (1 minute 0.000020 seconds)');
});
