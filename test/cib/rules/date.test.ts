import t from 'tap';
import { evaluateDate } from '../../../cib/rules/date.js';
import { verdictCode } from '../../../cib/rules/verdict.js';
import { parseDate } from '../../../cib/time/parse.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { NOW } from '../time/clock.js';
import { judge } from './judge.js';

/** Attributes and children of a date expression, the code it comes to, and when that changes. */
const CASES: [attributes: string, children: string, code: string, nextChange?: string][] = [
  ['operation="gt" start="2031-06-18 10:30:44Z"', '', 'within_range'],
  ['operation="gt" start="2031-06-18 10:30:45Z"', '', 'before_range', '2031-06-18 10:30:46Z'],
  ['operation="GT" start="2031-12-24 18:00:00+01:00"', '', 'before_range', '2031-12-24 18:00:01 +01:00'],
  ['operation="lt" end="2031-06-18 10:30:46Z"', '', 'within_range', '2031-06-18 10:30:46Z'],
  ['operation="lt" end="2031-06-18 10:30:45Z"', '', 'after_range'],
  ['operation="in_range" start="2031-06-18" end="2031-06-19"', '', 'within_range', '2031-06-19 00:00:01Z'],
  ['start="2031-06-18 10:30:45Z"', '', 'within_range'],
  ['end="2031-06-18 10:30:45Z"', '', 'within_range', '2031-06-18 10:30:46Z'],
  ['end="2031-06-18 10:30:44Z"', '', 'after_range'],
  ['start="2031-06-19" end="2031-06-20"', '', 'before_range', '2031-06-19 00:00:00Z'],
  ['start="2031-06-18"', '<duration id="d" hours="12"/>', 'within_range', '2031-06-18 12:00:01Z'],
  ['start="2031-06-18"', '<duration id="d" hours="10" minutes="30" seconds="44"/>', 'after_range'],
  [
    'start="2030-01-31"',
    '<duration id="d" years="1" months="4" weeks="2" days="5"/>',
    'within_range',
    '2031-06-19 00:00:01Z',
  ],
  ['start="2031-07-18"', '<duration id="d" months="-2"/>', 'before_range', '2031-07-18 00:00:00Z'],
  // An end goes before a duration.
  ['start="2031-06-17" end="2031-06-20"', '<duration id="d" hours="1"/>', 'within_range', '2031-06-20 00:00:01Z'],
  ['operation="date_spec"', '<date_spec id="s" years="2031"/>', 'ok', '2032-01-01 00:00:00Z'],
  ['operation="date_spec"', '<date_spec id="s" years="2032-"/>', 'before_range', '2032-01-01 00:00:00Z'],
  ['operation="date_spec"', '<date_spec id="s" years="-2030"/>', 'after_range'],
];

for (const [attributes, children, code, nextChange] of CASES) {
  t.test(`${attributes} ${children}`, async (t) => {
    const xml = `<date_expression id="e" ${attributes}>${children}</date_expression>`;
    const context = { now: parseDate('2031-06-18 10:30:45Z', NOW) };
    t.equal(verdictCode(evaluateDate(parseXml(xml), context).verdict), code);
    // As the condition of a rule, being in effect is being satisfied.
    const judged = judge(xml);
    if (code === 'within_range') t.equal(judged.verdict, 'satisfied');
    t.same(judged.findings, []);
    t.equal(judged.nextChange, nextChange);
  });
}

const FAULTS: [xml: string, findings: string[], code?: string][] = [
  ['<date_expression operation="gt"/>', ['Treating date_expression without id as not passing']],
  [
    '<date_expression id="e" operation="never"/>',
    ["Treating date_expression e as not passing because 'never' is not a valid operation"],
  ],
  ['<date_expression id="e" operation="gt"/>', ['Treating date_expression e as not passing because gt requires start']],
  ['<date_expression id="e" operation="lt"/>', ['Treating date_expression e as not passing because gt requires end']],
  [
    '<date_expression id="e"/>',
    ['Treating date_expression e as not passing because in_range requires at least one of start or end'],
  ],
  [
    '<date_expression id="e" start="2031-02-30"/>',
    [
      "'2031-02-30' is not a valid ISO 8601 date/time specification because '30' is not a valid day of the month",
      'Treating date_expression e as not passing because start is invalid',
    ],
  ],
  [
    '<date_expression id="e" operation="lt" end="soon"/>',
    [
      "'soon' is not a valid ISO 8601 date/time specification",
      'Treating date_expression e as not passing because end is invalid',
    ],
  ],
  [
    '<date_expression id="e" start="2031-01-01"><duration hours="1"/></date_expression>',
    [
      'Treating date_expression e as not passing because duration subelement has no id',
      'Treating date_expression e as not passing because duration is invalid',
    ],
  ],
  [
    '<date_expression id="e" start="2031-01-01"><duration id="d" hours="x"/></date_expression>',
    [
      'Treating date_expression e as not passing because duration d attribute hours is invalid: Unable to parse CIB XML',
      'Treating date_expression e as not passing because duration is invalid',
    ],
  ],
  [
    '<date_expression id="e" start="2031-01-01"><duration id="d" days="2147483648"/></date_expression>',
    [
      'Treating date_expression e as not passing because duration d attribute days is invalid: Numerical result out of range',
      'Treating date_expression e as not passing because duration is invalid',
    ],
    'ERANGE',
  ],
  [
    '<date_expression id="e" operation="date_spec"/>',
    ['Treating date_expression e as not passing because date_spec operations require a date_spec subelement'],
  ],
  [
    '<date_expression id="e" operation="date_spec"><date_spec years="2031"/></date_expression>',
    ['Treating date_expression e as not passing because date_spec subelement has no id'],
  ],
  [
    '<date_expression id="e" operation="date_spec"><date_spec id="s" hours="9,10"/></date_expression>',
    ["Treating date_expression e as not passing because '9,10' is not a valid range for date_spec attribute hours"],
  ],
];

for (const [xml, messages, code = 'unpack_error'] of FAULTS) {
  t.test(`fault: ${xml}`, async (t) => {
    const { verdict, findings } = judge(xml);
    t.equal(verdict, code);
    t.same(
      findings.map(({ message }) => message),
      messages,
    );
  });
}

t.test('a date without a zone is in the local one, whatever the zone of the time to judge at', async (t) => {
  // The clock of these tests is two hours east of UTC.
  t.equal(judge('<date_expression id="e" operation="lt" end="2031-06-18 12:30:45"/>').verdict, 'expired');
  t.equal(judge('<date_expression id="e" operation="lt" end="2031-06-18 12:30:46"/>').verdict, 'satisfied');
});
