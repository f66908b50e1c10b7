import t from 'tap';
import { evaluateRule } from '../../../cib/rules/rule.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { NOW } from '../time/clock.js';
import { judge } from './judge.js';

const YES = '<expression id="yes" attribute="none" operation="not_defined"/>';
const NO = '<expression id="no" attribute="none" operation="defined"/>';
const FAULTY = '<expression id="faulty" attribute="none"/>';
const rule = (operator: string, ...conditions: string[]): string =>
  `<rule id="r${operator}"${operator ? ` boolean-op="${operator}"` : ''}>${conditions.join('')}</rule>`;

const CASES: [xml: string, verdict: string][] = [
  [rule('and', YES, YES), 'satisfied'],
  [rule('and', YES, NO), 'unsatisfied'],
  [rule('', YES, NO), 'unsatisfied'],
  [rule('or', NO, YES), 'satisfied'],
  [rule('OR', NO, NO), 'unsatisfied'],
  [rule('or', FAULTY, YES), 'satisfied'],
  [rule('and', YES, FAULTY), 'unsatisfied'],
  [rule('or', NO, rule('and', YES, rule('or', YES))), 'satisfied'],
  [rule('and', YES, rule('xor', YES)), 'unsatisfied'],
  [rule('and', '<rsc_template id="t"/>'), 'unsatisfied'],
  [rule('or'), 'satisfied'],
  [rule('xor', YES), 'unpack_error'],
  [`<rule boolean-op="and">${YES}</rule>`, 'unpack_error'],
];

for (const [xml, verdict] of CASES) {
  t.test(xml, async (t) => t.equal(judge(xml).verdict, verdict));
}

t.test('faults are told, and a rule is judged as far as needed', async (t) => {
  const messages = (xml: string): string[] => judge(xml).findings.map(({ message }) => message);
  t.same(messages(rule('or', YES, FAULTY)), []);
  t.same(messages(rule('or', FAULTY, YES)), ['Treating expression faulty as not passing because it has no operation']);
  t.same(messages(rule('xor', YES)), ["Treating rule rxor as not passing because 'xor' is not a valid boolean-op"]);
  t.same(messages('<rule boolean-op="or"/>'), ['Treating rule without id as not passing']);
  t.same(messages(rule('or')), ['Ignoring rule ror because it contains no conditions']);
  t.same(messages(rule('or', '<tag id="x"/>')), [
    'Treating rule condition x as not passing because tag is not a valid condition type',
  ]);
});

t.test('the next change is the earliest of the conditions looked at', async (t) => {
  const late = '<date_expression id="late" operation="lt" end="2031-12-01 00:00:00Z"/>';
  const soon = '<date_expression id="soon" operation="lt" end="2031-07-01 00:00:00+01:00"/>';
  const future = '<date_expression id="future" operation="gt" start="2031-09-01 00:00:00Z"/>';
  t.equal(judge(rule('and', late, soon)).nextChange, '2031-07-01 00:00:00 +01:00');
  t.equal(judge(rule('and', late, NO, soon)).nextChange, '2031-12-01 00:00:00Z');
  t.equal(judge(rule('or', future, late, soon)).nextChange, '2031-09-01 00:00:01Z');
  t.equal(judge(rule('and', YES, rule('or', future))).nextChange, '2031-09-01 00:00:01Z');
  t.equal(judge(rule('and', YES)).nextChange, undefined);
});

t.test('a rule can be a reference to another', async (t) => {
  const constraints = parseXml(
    `<constraints>
       <rsc_location id="l1">${rule('and', YES)}</rsc_location>
       <rsc_location id="l2"><rule id-ref="rand"/></rsc_location>
       <rsc_location id="l3"><rule id-ref="lost"/></rsc_location>
       <rsc_location id="l4"><rule id="loop"><rule id="inner"><rule id-ref="loop"/></rule></rule></rsc_location>
     </constraints>`,
  );
  const evaluate = (index: number) => {
    const messages: string[] = [];
    const location = constraints.children[index];
    if (location?.kind !== 'element') throw new Error('no such constraint');
    const context = { now: NOW, report: ({ message }: { message: string }) => messages.push(message) };
    return { ...evaluateRule(location.child('rule') as never, context), messages };
  };
  t.equal(evaluate(1).verdict, 'satisfied');
  t.match(evaluate(2), {
    verdict: { code: 'unpack_error' },
    messages: ["Ignoring invalid rule configuration: id-ref 'lost' does not reference a valid object"],
  });
  t.match(evaluate(3), {
    verdict: 'unsatisfied',
    messages: ['Treating rule loop as not passing because it refers to itself'],
  });
});

const AGENT = { agent: { class: 'ocf', provider: 'heartbeat', type: 'IPaddr2' } };
const MONITOR = { operation: { name: 'monitor', intervalMs: 10_000 } };

const AGENTS: [attributes: string, verdict: string][] = [
  ['class="ocf"', 'satisfied'],
  ['class="ocf" provider="heartbeat" type="IPaddr2"', 'satisfied'],
  ['class="OCF"', 'unsatisfied'],
  ['provider="pacemaker"', 'unsatisfied'],
  ['class="ocf" type="Dummy"', 'unsatisfied'],
  ['', 'satisfied'],
];

for (const [attributes, verdict] of AGENTS) {
  t.test(`rsc_expression ${attributes}`, async (t) => {
    t.equal(judge(`<rsc_expression id="e" ${attributes}/>`, AGENT).verdict, verdict);
    t.equal(judge(`<rsc_expression id="e" ${attributes}/>`).verdict, attributes ? 'unsatisfied' : 'satisfied');
    t.equal(judge(`<rsc_expression ${attributes}/>`, AGENT).verdict, 'unpack_error');
  });
}

const OPERATIONS: [attributes: string, verdict: string][] = [
  ['id="e" name="monitor"', 'satisfied'],
  ['id="e" name="monitor" interval="10"', 'satisfied'],
  ['id="e" name="monitor" interval="PT10S"', 'satisfied'],
  ['id="e" name="monitor" interval="10ms"', 'unsatisfied'],
  ['id="e" name="start"', 'unsatisfied'],
  ['id="e" name="monitor" interval="often"', 'unpack_error'],
  ['id="e" interval="10"', 'unpack_error'],
  ['name="monitor"', 'unpack_error'],
];

for (const [attributes, verdict] of OPERATIONS) {
  t.test(`op_expression ${attributes}`, async (t) => {
    t.equal(judge(`<op_expression ${attributes}/>`, MONITOR).verdict, verdict);
    if (verdict === 'satisfied') t.equal(judge(`<op_expression ${attributes}/>`).verdict, 'unsatisfied');
  });
}
