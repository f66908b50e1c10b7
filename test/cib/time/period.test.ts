import t from 'tap';
import { formatDate } from '../../../cib/time/format.js';
import { parsePeriod } from '../../../cib/time/period.js';
import { NOW } from './clock.js';

const PERIODS: [text: string, start: string, end: string][] = [
  ['2031-040/2031-043', '2031-02-09 00:00:00Z', '2031-02-12 00:00:00Z'],
  ['2031-01-31 10:00Z/P1M', '2031-01-31 10:00:00Z', '2031-02-28 10:00:00Z'],
  ['P1Y/2031-07-01 00:00:00Z', '2030-07-01 00:00:00Z', '2031-07-01 00:00:00Z'],
  ['P2D', '2030-03-01 12:00:00 +02:00', '2030-03-03 12:00:00 +02:00'],
  ['epoch/PT1S', '1970-01-01 00:00:00Z', '1970-01-01 00:00:01Z'],
];

for (const [text, start, end] of PERIODS) {
  t.test(text, async (t) => {
    const period = parsePeriod(text, NOW);
    t.equal(formatDate(period.start, { zone: true }), start);
    t.equal(formatDate(period.end, { zone: true }), end);
  });
}

const not = (text: string, because: string): string =>
  `'${text}' is not a valid ISO 8601 time period because ${because}`;
const range = '(must be between 0001-01-01T00:00:00 and 9999-12-31T23:59:59)';

const REFUSED: [text: string, step: string, message: string | RegExp][] = [
  ['', 'parse_period', 'No ISO 8601 time period given'],
  ['2031-01-01', 'parse_period', not('2031-01-01', 'it has no duration or ending time')],
  ['P1D/PT1H', 'parse_period', not('P1D/PT1H', 'it has two durations')],
  ['12000-01-01/P1D', 'parse_period', not('P1D', `the start is invalid ${range}`)],
  ['2031-01-01/P9000Y', 'parse_period', not('P9000Y', `the end is invalid ${range}`)],
  ['P9000Y', 'parse_period', not('(null)', `the end is invalid ${range}`)],
  ['2031-01-01/', 'parse_date', /given$/],
  ['2031-01-01/PX', 'parse_duration_element', /no valid integer/],
  ['2031-01-01 99Z/P1D', 'parse_hms', /99 is not a valid hour$/],
];

for (const [text, step, message] of REFUSED) {
  t.test(`refused: '${text}'`, async (t) => {
    t.throws(() => parsePeriod(text, NOW), { step, message });
  });
}
