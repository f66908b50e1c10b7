import t from 'tap';
import { addDays, addSeconds, compare, epochSeconds, fromEpoch, toUtc } from '../../../cib/time/arithmetic.js';
import { daysInYear } from '../../../cib/time/calendar.js';
import { type DateTime, isValid, weekDate } from '../../../cib/time/date.js';
import { formatDate } from '../../../cib/time/format.js';
import { parseDate } from '../../../cib/time/parse.js';
import { fc } from '../../harness/property.js';
import { NOW } from './clock.js';

const date: fc.Arbitrary<DateTime> = fc
  .record({
    year: fc.integer({ min: 2, max: 9998 }),
    day: fc.integer({ min: 1, max: 366 }),
    second: fc.integer({ min: 0, max: 86_399 }),
    offset: fc.integer({ min: -839, max: 839 }).map((minutes) => minutes * 60),
  })
  .map((made) => ({ ...made, day: Math.min(made.day, daysInYear(made.year)) }));

const holds = (t: { pass(): unknown }, property: fc.IProperty<[DateTime]>) => {
  fc.assert(property, { numRuns: 500 });
  t.pass();
};

t.test('what is printed is read back', async (t) => {
  for (const form of ['calendar', 'week'] as const) {
    holds(
      t,
      fc.property(date, (made) => {
        t.same(parseDate(formatDate(made, { form, zone: true }), NOW), made);
      }),
    );
  }
  holds(
    t,
    fc.property(date, (made) => {
      // A year below 1000 has no leading zeros here, and reads all the same.
      t.same(parseDate(formatDate(made, { form: 'ordinal', zone: true }), NOW), made);
    }),
  );
});

t.test('the clock agrees with JavaScript', async (t) => {
  holds(
    t,
    fc.property(date, (made) => {
      const milliseconds = epochSeconds(made) * 1000;
      const iso = new Date(milliseconds).toISOString().replace(/T(.*)\.000Z/, ' $1Z');
      t.equal(formatDate(fromEpoch(milliseconds / 1000)), iso);
      t.equal(epochSeconds(fromEpoch(milliseconds / 1000, made.offset)) * 1000, milliseconds);
    }),
  );
});

t.test('weeks run from Monday to Sunday without a gap', async (t) => {
  holds(
    t,
    fc.property(date, (made) => {
      const [today, tomorrow] = [weekDate(made), weekDate(addDays(made, 1))];
      t.equal(tomorrow.day, (today.day % 7) + 1);
      if (today.day < 7) t.same([tomorrow.year, tomorrow.week], [today.year, today.week]);
      else t.ok(tomorrow.week === today.week + 1 || (tomorrow.week === 1 && tomorrow.year === today.year + 1));
      t.equal(new Date(epochSeconds({ ...made, offset: 0 }) * 1000).getUTCDay() || 7, today.day);
    }),
  );
});

t.test('later is later, and there is a way back', async (t) => {
  fc.assert(
    fc.property(date, fc.integer({ min: 1, max: 2_000_000_000 }), (made, seconds) => {
      fc.pre(made.year > 100 && made.year < 9900);
      const later = addSeconds(made, seconds);
      t.ok(compare(made, later) < 0);
      t.equal(epochSeconds(later) - epochSeconds(made), seconds);
      if (isValid(later)) t.equal(epochSeconds(addSeconds(later, -seconds)), epochSeconds(made));
      t.equal(epochSeconds(toUtc(made)), epochSeconds(made));
    }),
    { numRuns: 500 },
  );
});
