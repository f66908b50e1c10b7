import t from 'tap';
import type { DateTime } from '../../../cib/time/date.js';
import { TimeError } from '../../../cib/time/error.js';
import { parseDate } from '../../../cib/time/parse.js';
import { at, NOW } from './clock.js';

const DATES: Record<string, DateTime> = {
  '2031-01-01': at(2031, 1),
  '2031-12-31': at(2031, 365),
  '20310301': at(2031, 60),
  '2032-02-29': at(2032, 60),
  '2000-02-29': at(2000, 60),
  '2031-060': at(2031, 60),
  '2032-366': at(2032, 366),
  '2031-W01-1': at(2030, 364),
  '2026-W53-7': at(2027, 3),
  '2027-W01-1': at(2027, 4),
  '2032-W27-3': at(2032, 182),
  '0001-01-01': at(1, 1),
  '9999-12-31': at(9999, 365),
  '12345-06-01': at(12_345, 152),
  epoch: at(1970, 1),
  'Epoch/P1D': at(1970, 1),
  '2031-01-01 10': at(2031, 1, 36_000, 7200),
  '2031-1-1': at(2031, 1),
};

const TIMES: Record<string, DateTime> = {
  '2031-01-01T06:30:15Z': at(2031, 1, 23_415),
  '2031-01-01 06:30Z': at(2031, 1, 23_400),
  '2031-01-01 06Z': at(2031, 1, 21_600),
  '20310101T063015Z': at(2031, 1, 23_415),
  '20310101T0630Z': at(2031, 1, 23_400),
  '2031-01-01 24:00:00Z': at(2031, 2),
  '2031-12-31 24:00Z': at(2032, 1),
  '2031-01-01 06:30:15+05:45': at(2031, 1, 23_415, 20_700),
  '2031-01-01 06:30:15 -0330': at(2031, 1, 23_415, -12_600),
  '2031-01-01 06:30:15+09': at(2031, 1, 23_415, 32_400),
  '2031-01-01 06:30:15  +01:00': at(2031, 1, 23_415, 3600),
  '2031-01-01 06:30:15 05:00': at(2031, 1, 23_415, 18_000),
  // A space where the zone should be stands for UTC, none at all for the local zone.
  '2031-01-01 06:30:15 ': at(2031, 1, 23_415),
  '2031-01-01 06:30:15': at(2031, 1, 23_415, 7200),
  // What follows a space is a time, however the date went on.
  '2031 1 1': at(2031, 1, 3660, 3600),
  'T06:30:15': at(2030, 60, 23_415, 7200),
  '06:30:15Z': at(2030, 60, 23_415),
  // A Z further on wins over a sign: periods are not cut apart before their start is read.
  '2031-01-01 06:30:15+05/2031-02-01 00:00Z': at(2031, 1, 23_415),
};

for (const [text, date] of Object.entries({ ...DATES, ...TIMES })) {
  t.test(`'${text}'`, async (t) => {
    t.same(parseDate(text, NOW), date);
  });
}

const not = (text: string, because?: string): string =>
  `'${text}' is not a valid ISO 8601 date/time specification${because ? ` because '${because}` : ''}`;
const noTime = (text: string, because: string): string =>
  `${text} is not a valid ISO 8601 time specification because ${because}`;

const REFUSED: [text: string, step: string, message: string][] = [
  ['', 'parse_date', 'No ISO 8601 date/time specification given'],
  ['tomorrow', 'parse_date', not('tomorrow')],
  ['epochs', 'parse_date', not('epochs')],
  ['2031', 'parse_date', not('2031')],
  ['2031-00-10', 'parse_date', not('2031-00-10', "0' is not a valid month")],
  ['2031-13-10', 'parse_date', not('2031-13-10', "13' is not a valid month")],
  ['2031-04-31', 'parse_date', not('2031-04-31', "31' is not a valid day of the month")],
  ['2031-02-29', 'parse_date', not('2031-02-29', "29' is not a valid day of the month")],
  ['1900-02-29', 'parse_date', not('1900-02-29', "29' is not a valid day of the month")],
  ['0000-01-01', 'parse_date', not('0000-01-01', "0' is not a valid year")],
  ['-5-01-01', 'parse_date', not('-5-01-01', "4294967291' is not a valid year")],
  ['2031-366', 'parse_date', not('2031-366', "366' is not a valid day of year 2031 (1-365)")],
  ['2031-000', 'parse_date', not('2031-000', "0' is not a valid day of year 2031 (1-365)")],
  ['2031-W53-1', 'parse_date', not('2031-W53-1', "53' is not a valid week of year 2031 (1-52)")],
  ['2032-W54-1', 'parse_date', not('2032-W54-1', "54' is not a valid week of year 2032 (1-53)")],
  ['2031-W01-8', 'parse_date', not('2031-W01-8', "8' is not a valid day of the week")],
  ['2031-01-01 25:00', 'parse_hms', noTime('25:00', '25 is not a valid hour')],
  ['2031-01-01 24:00:01', 'parse_hms', noTime('24:00:01', '24 is not a valid hour')],
  ['2031-01-01 10:60', 'parse_hms', noTime('10:60', '60 is not a valid minute')],
  ['2031-01-01 10:00:60', 'parse_hms', noTime('10:00:60', '60 is not a valid second')],
  ['2031-01-01 10:00+25', 'parse_hms', noTime('25', '25 is not a valid hour')],
  ['2031-01-01 noon', 'parse_hms', "'noon' is not a valid ISO 8601 time specification"],
];

for (const [text, step, message] of REFUSED) {
  t.test(`refused: '${text}'`, async (t) => {
    try {
      parseDate(text, NOW);
      t.fail('was accepted');
    } catch (error) {
      t.ok(error instanceof TimeError);
      t.match(error, { step, message, code: 'EINVAL' });
    }
  });
}

t.test('the local zone west of Greenwich, with minutes', async (t) => {
  const newfoundland = { ...NOW, offset: -12_600 };
  t.equal(parseDate('2031-01-01 10:00', newfoundland).offset, -9000, "the peer's way");
});
