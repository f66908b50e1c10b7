import t from 'tap';
import {
  add,
  addDays,
  addMonths,
  addSeconds,
  addYears,
  compare,
  earliest,
  epochSeconds,
  fromEpoch,
  secondsSinceYearOne,
  subtract,
} from '../../../cib/time/arithmetic.js';
import type { DateTime } from '../../../cib/time/date.js';
import { parseDuration } from '../../../cib/time/duration.js';
import { formatDate } from '../../../cib/time/format.js';
import { parseDate } from '../../../cib/time/parse.js';
import { NOW } from './clock.js';

const INT_MAX = 2_147_483_647;
const shown = (date: DateTime): string => formatDate(date, { zone: true });

type Step = (date: DateTime, value: number) => DateTime;

const STEPS: [step: Step, from: string, value: number, to: string][] = [
  [addYears, '2031-06-15', 2, '2033-06-15 00:00:00Z'],
  [addYears, '0005-06-15', -10, '0001-06-15 00:00:00Z'],
  [addYears, '2031-01-01', INT_MAX, '2147483647-01-01 00:00:00Z'],
  // December 31st of a leap year is its 366th day, which other years lack.
  [addYears, '2032-12-31', 4, '2036-12-31 00:00:00Z'],
  [addMonths, '2031-01-31', 1, '2031-02-28 00:00:00Z'],
  [addMonths, '2032-01-31', 1, '2032-02-29 00:00:00Z'],
  [addMonths, '2031-11-30', 3, '2032-02-29 00:00:00Z'],
  [addMonths, '2031-03-31', -1, '2031-02-28 00:00:00Z'],
  [addMonths, '2031-03-31', -13, '2030-02-28 00:00:00Z'],
  [addMonths, '2031-03-31', 25, '2033-04-30 00:00:00Z'],
  [addMonths, '2031-12-31', 0, '2031-12-31 00:00:00Z'],
  [addDays, '2031-12-31', 1, '2032-01-01 00:00:00Z'],
  [addDays, '2032-02-28', 1, '2032-02-29 00:00:00Z'],
  [addDays, '2032-03-01', -1, '2032-02-29 00:00:00Z'],
  [addDays, '2031-01-01', -366, '2029-12-31 00:00:00Z'],
  [addDays, '0001-01-05', -10, '0001-01-01 00:00:00Z'],
  [addDays, '2147483647-12-31', 1, '2147483647-12-31 00:00:00Z'],
  [addSeconds, '2031-12-31 23:59:59Z', 2, '2032-01-01 00:00:01Z'],
  [addSeconds, '2031-01-01 00:00:00Z', -1, '2030-12-31 23:59:59Z'],
  [addSeconds, '2031-01-01 12:00:00Z', 86_400 * 3 + 5, '2031-01-04 12:00:05Z'],
  // Exactly midnight is left as the end of the day before.
  [addSeconds, '2031-01-01 23:59:59Z', 1, '2031-01-01 24:00:00Z'],
];

for (const [step, from, value, to] of STEPS) {
  t.test(`${step.name} ${value} to ${from}`, async (t) => {
    t.equal(shown(step(parseDate(from, NOW), value)), to);
  });
}

const SUMS: [date: string, duration: string, sum: string, difference: string][] = [
  ['2031-03-31 10:00:00Z', 'P1M', '2031-04-30 10:00:00Z', '2031-02-28 10:00:00Z'],
  ['2032-02-29 00:00:00Z', 'P1YT1H', '2033-03-01 01:00:00Z', '2031-02-28 23:00:00Z'],
  ['2031-01-01 00:30:00Z', 'PT1H', '2031-01-01 01:30:00Z', '2030-12-31 23:30:00Z'],
  ['2031-06-15 12:00:00+02:00', 'P1W', '2031-06-22 12:00:00 +02:00', '2031-06-08 12:00:00 +02:00'],
];

for (const [date, duration, sum, difference] of SUMS) {
  t.test(`${date} and ${duration}`, async (t) => {
    const [from, by] = [parseDate(date, NOW), parseDuration(duration)];
    t.equal(shown(add(from, by)), sum);
    t.equal(shown(subtract(from, by)), difference);
  });
}

t.test('a leap year ending plus a year has day 0, as with the peer', async (t) => {
  t.equal(shown(add(parseDate('2032-12-31', NOW), parseDuration('P1Y'))), '2033-01-00 00:00:00Z');
});

t.test('the smallest integer is taken away as the peer does it', async (t) => {
  const from = parseDate('2031-01-01', NOW);
  const smallest = { years: 0, months: 0, days: 0, seconds: -INT_MAX - 1 };
  t.same(subtract(from, smallest), addSeconds(addSeconds(from, -1), INT_MAX));
});

t.test('order does not depend on the zone', async (t) => {
  const dates = ['2031-01-01 00:30:00+02:00', '2031-01-01 00:00:00Z', '2030-12-31 20:00:01-05:00'];
  const [early, middle, late] = dates.map((text) => parseDate(text, NOW)) as [DateTime, DateTime, DateTime];
  t.ok(compare(early, middle) < 0);
  t.ok(compare(late, middle) > 0);
  t.equal(compare(middle, parseDate('2030-12-31 19:00:00-05:00', NOW)), 1, 'unless a zone makes it 24:00:00');
  t.equal(earliest(late, early), early);
  t.equal(earliest(undefined, late), late);
  t.equal(earliest(undefined, undefined), undefined);
});

t.test('seconds', async (t) => {
  t.equal(secondsSinceYearOne(parseDate('0001-01-02', NOW)), 86_400n);
  t.equal(secondsSinceYearOne(parseDate('999999999-01-01', NOW)), 31_556_951_936_841_600n);
  t.equal(epochSeconds(parseDate('epoch', NOW)), 0);
  t.equal(epochSeconds(parseDate('2038-01-19 03:14:07Z', NOW)), INT_MAX);
  t.equal(shown(fromEpoch(INT_MAX, 3600)), '2038-01-19 04:14:07 +01:00');
  t.equal(shown(fromEpoch(-1)), '1969-12-31 23:59:59Z');
});
