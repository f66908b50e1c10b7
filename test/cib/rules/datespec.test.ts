import t from 'tap';
import { evaluateDateSpec } from '../../../cib/rules/datespec.js';
import { passes } from '../../../cib/rules/verdict.js';
import { addSeconds, compare, epochSeconds, fromEpoch } from '../../../cib/time/arithmetic.js';
import type { DateTime } from '../../../cib/time/date.js';
import { formatDate } from '../../../cib/time/format.js';
import { parseDate } from '../../../cib/time/parse.js';
import { Element } from '../../../cib/xml/element.js';
import { fc } from '../../harness/property.js';
import { NOW } from '../time/clock.js';

const spec = (ranges: Record<string, string>): Element => new Element('date_spec', { id: 's', ...ranges });
const evaluate = (ranges: Record<string, string>, now: DateTime) => evaluateDateSpec(spec(ranges), { now });

/** Ranges, what they come to on Wednesday 2031-06-18 at 10:30:45 UTC, and when that changes. */
const CASES: [ranges: Record<string, string>, verdict: string, nextChange: string | undefined][] = [
  [{}, 'satisfied', undefined],
  [{ years: '2030-2031' }, 'satisfied', '2032-01-01 00:00:00Z'],
  [{ years: '2033' }, 'not yet in effect', '2033-01-01 00:00:00Z'],
  [{ years: '2031-' }, 'satisfied', undefined],
  [{ months: '6' }, 'satisfied', '2031-07-01 00:00:00Z'],
  [{ months: '7-' }, 'not yet in effect', '2031-07-01 00:00:00Z'],
  [{ months: '-5' }, 'expired', '2032-01-01 00:00:00Z'],
  [{ monthdays: '18' }, 'satisfied', '2031-06-19 00:00:00Z'],
  [{ monthdays: '31' }, 'not yet in effect', '2031-07-31 00:00:00Z'],
  [{ months: '2', monthdays: '29' }, 'expired', '2032-02-29 00:00:00Z'],
  [{ months: '2', monthdays: '30' }, 'expired', undefined],
  [{ hours: '10' }, 'satisfied', '2031-06-18 11:00:00Z'],
  [{ hours: '8-9' }, 'expired', '2031-06-19 08:00:00Z'],
  [{ hours: '22-' }, 'not yet in effect', '2031-06-18 22:00:00Z'],
  [{ hours: '24-' }, 'not yet in effect', undefined],
  [{ hours: '9-17', weekdays: '1-5' }, 'satisfied', '2031-06-18 18:00:00Z'],
  [{ hours: '9', weekdays: '6-7' }, 'expired', '2031-06-21 09:00:00Z'],
  [{ minutes: '30' }, 'satisfied', '2031-06-18 10:31:00Z'],
  [{ minutes: '0-15' }, 'expired', '2031-06-18 11:00:00Z'],
  [{ seconds: '45' }, 'satisfied', '2031-06-18 10:30:46Z'],
  [{ seconds: '0' }, 'expired', '2031-06-18 10:31:00Z'],
  [{ minutes: '29-30', seconds: '50-' }, 'not yet in effect', '2031-06-18 10:30:50Z'],
  [{ yeardays: '169' }, 'satisfied', '2031-06-19 00:00:00Z'],
  [{ yeardays: '366' }, 'not yet in effect', '2032-12-31 00:00:00Z'],
  [{ weekyears: '2031' }, 'satisfied', '2031-12-29 00:00:00Z'],
  [{ weekyears: '2033' }, 'not yet in effect', '2033-01-03 00:00:00Z'],
  [{ weeks: '25' }, 'satisfied', '2031-06-23 00:00:00Z'],
  [{ weeks: '53' }, 'not yet in effect', '2032-12-27 00:00:00Z'],
  [{ weekdays: '3' }, 'satisfied', '2031-06-19 00:00:00Z'],
  [{ weekdays: '1-2' }, 'expired', '2031-06-23 00:00:00Z'],
  [{ weekdays: '5', monthdays: '13' }, 'expired', '2032-02-13 00:00:00Z'],
  [{ months: '6', weekdays: '1-' }, 'satisfied', '2031-07-01 00:00:00Z'],
  [{ weekdays: '7-1' }, 'not yet in effect', undefined],
];

for (const [ranges, verdict, nextChange] of CASES) {
  t.test(JSON.stringify(ranges), async (t) => {
    const result = evaluate(ranges, parseDate('2031-06-18 10:30:45Z', NOW));
    t.equal(result.verdict, verdict);
    t.equal(result.nextChange && formatDate(result.nextChange), nextChange);
  });
}

t.test('fields are those of the zone that the time is written in', async (t) => {
  const late = parseDate('2031-06-18 23:30:00-02:00', NOW);
  t.equal(evaluate({ hours: '23', monthdays: '18' }, late).verdict, 'satisfied');
  t.equal(evaluate({ hours: '1' }, late).verdict, 'expired');
});

const range = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min, max }), fc.integer({ min, max }), fc.constantFrom('one', 'both', 'from', 'to'))
    .map(([a, b, kind]) => {
      if (kind === 'one') return `${a}`;
      if (kind === 'from') return `${a}-`;
      return kind === 'to' ? `-${a}` : `${Math.min(a, b)}-${Math.max(a, b)}`;
    });

const ranges = fc
  .record(
    {
      years: range(2029, 2034),
      months: range(1, 12),
      monthdays: range(1, 31),
      hours: range(0, 23),
      minutes: range(0, 59),
      seconds: range(0, 59),
      yeardays: range(1, 366),
      weekyears: range(2029, 2034),
      weeks: range(1, 53),
      weekdays: range(1, 7),
    },
    { requiredKeys: [] },
  )
  .filter((made) => Object.keys(made).length <= 4);

t.test('the evaluation flips at the next change, and not before', async (t) => {
  const moment = fc
    .integer({ min: Date.UTC(2030, 0) / 1000, max: Date.UTC(2033, 0) / 1000 })
    .map((seconds) => fromEpoch(seconds));
  fc.assert(
    fc.property(ranges, moment, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (made, now, part) => {
      const fields = made as Record<string, string>;
      const { verdict, nextChange } = evaluate(fields, now);
      const passing = passes(verdict);
      // Without a change, nothing flips for as long as one cares to look.
      const end = nextChange ?? fromEpoch(epochSeconds(now) + 100 * 365 * 86_400);
      if (compare(now, end) >= 0) return false;
      const before = addSeconds(now, Math.floor((epochSeconds(end) - epochSeconds(now)) * part));
      const at = (when: DateTime): boolean => passes(evaluate(fields, fromEpoch(epochSeconds(when))).verdict);
      if (at(before) !== passing) return false;
      return !nextChange || (at(addSeconds(nextChange, -1)) === passing && at(nextChange) !== passing);
    }),
    { numRuns: 250 },
  );
  t.pass();
});
