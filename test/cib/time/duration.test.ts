import t from 'tap';
import { type Duration, durationSeconds, parseDuration } from '../../../cib/time/duration.js';

const of = (years: number, months: number, days: number, seconds: number): Duration => ({
  years,
  months,
  days,
  seconds,
});

const DURATIONS: Record<string, Duration> = {
  P1Y2M3DT4H5M6S: of(1, 2, 3, 14_706),
  P2W: of(0, 0, 14, 0),
  P1W2D: of(0, 0, 9, 0),
  P6M: of(0, 6, 0, 0),
  PT6M: of(0, 0, 0, 360),
  'P-1Y+2M:3D': of(-1, 2, 3, 0),
  'PT-90S': of(0, 0, 0, -90),
  // Units come in any order; days and seconds add up, years and months replace each other.
  PT1H1H: of(0, 0, 0, 7200),
  P1D1D: of(0, 0, 2, 0),
  P5Y3Y: of(3, 0, 0, 0),
  P1S2Y: of(2, 0, 0, 1),
  'P1D/2031-01-01': of(0, 0, 1, 0),
  'P1D and a bit': of(0, 0, 1, 0),
  P2147483647D: of(0, 0, 2_147_483_647, 0),
};

for (const [text, duration] of Object.entries(DURATIONS)) {
  t.test(text, async (t) => t.same(parseDuration(text), duration));
}

const not = (text: string, because: string): string =>
  `'${text}' is not a valid ISO 8601 time duration because ${because}`;
const element = (text: string, because: string): string =>
  `'${text}' is not a valid ISO 8601 duration because ${because}`;
const tooLarge = (text: string): string =>
  `'${text}' could not be parsed as an ISO 8601 duration because the the parsed value for one or more time units is too large`;

const REFUSED: [text: string, step: string, message: string][] = [
  ['', 'crm_time_parse_duration', 'No ISO 8601 time duration given'],
  ['1D', 'crm_time_parse_duration', not('1D', "it does not start with a 'P'")],
  ['P', 'crm_time_parse_duration', not('P', "nothing follows 'P'")],
  ['P 1D', 'crm_time_parse_duration', not('P 1D', "nothing follows 'P'")],
  ['PT', 'crm_time_parse_duration', not('PT', 'no amounts and units given')],
  ['P0D', 'crm_time_parse_duration', not('P0D', 'no amounts and units given')],
  ['PD', 'parse_duration_element', element('PD', "no valid integer at 'D'")],
  ['P1.5D', 'parse_duration_element', element('P1.5D', "'.' is not a valid time unit")],
  ['P.5D', 'parse_duration_element', element('P.5D', "no valid integer at '.5D'")],
  ['P7', 'parse_duration_element', element('P7', 'no units after 7')],
  ['P7Q', 'parse_duration_element', element('P7Q', "'Q' is not a valid time unit")],
  ['P1D2/', 'parse_duration_element', element('P1D2/', "'/' is not a valid time unit")],
  ['P2147483648D', 'parse_duration_element', element('P2147483648D', "no valid integer at '2147483648D'")],
  ['P12345678901D', 'parse_duration_element', element('P12345678901D', "'1' is not a valid time unit")],
  ['P2147483647W', 'parse_duration_element', tooLarge('P2147483647W')],
  ['PT2147483647S1S', 'parse_duration_element', tooLarge('PT2147483647S1S')],
];

for (const [text, step, message] of REFUSED) {
  t.test(`refused: '${text}'`, async (t) => {
    t.throws(() => parseDuration(text), { step, message });
  });
}

t.test('seconds count 365 days to a year and 30 to a month', async (t) => {
  t.equal(durationSeconds(of(1, 1, 1, 1)), 396 * 86_400 + 1);
});
