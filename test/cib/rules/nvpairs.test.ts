import t from 'tap';
import type { Finding } from '../../../cib/result/finding.js';
import { type UnpackOptions, unpackNvpairs } from '../../../cib/rules/nvpairs.js';
import { formatDate } from '../../../cib/time/format.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { NOW } from '../time/clock.js';

const pair = (id: string, name: string, value: string) => `<nvpair id="${id}" name="${name}" value="${value}"/>`;
const block = (attributes: string, ...children: string[]) =>
  `<meta_attributes ${attributes}>${children.join('')}</meta_attributes>`;

function unpack(blocks: string[], options: UnpackOptions = {}) {
  const findings: Finding[] = [];
  const nodeAttributes = new Map([['site', 'north']]);
  const context = { now: NOW, nodeAttributes, report: (finding: Finding) => findings.push(finding) };
  const parent = parseXml(`<primitive id="p">${blocks.join('')}</primitive>`);
  const { values, nextChange } = unpackNvpairs(parent, 'meta_attributes', context, options);
  return { values: Object.fromEntries(values), nextChange: nextChange && formatDate(nextChange), findings };
}

const LOW = block('id="low" score="1"', pair('l1', 'a', 'low'), pair('l2', 'b', 'low'));
const HIGH = block('id="high" score="INFINITY"', pair('h1', 'a', 'high'));
const FIRST = block('id="first"', pair('f1', 'a', 'first'), pair('f2', 'c', 'first'));
const LAST = block('id="last"', pair('e1', 'a', 'last'));

t.test('the highest score counts', async (t) => {
  t.same(unpack([LOW, HIGH]).values, { a: 'high', b: 'low' });
  t.same(unpack([HIGH, LOW]).values, { a: 'high', b: 'low' });
  t.same(unpack([LOW, block('id="n" score="-5"', pair('n1', 'a', 'n'))]).values, { a: 'low', b: 'low' });
});

t.test('of equal scores the block that stands last', async (t) => {
  t.same(unpack([FIRST, LAST]).values, { a: 'last', c: 'first' });
  t.same(unpack([LAST, FIRST]).values, { a: 'first', c: 'first' });
});

t.test('within a block the pair that stands first', async (t) => {
  t.same(unpack([block('id="b"', pair('1', 'a', 'one'), pair('2', 'a', 'two'))]).values, { a: 'one' });
});

t.test('one block may be put before all others', async (t) => {
  t.same(unpack([LOW, HIGH], { firstId: 'low' }).values, { a: 'low', b: 'low' });
});

t.test('values that are there are kept, or overwritten in reverse order', async (t) => {
  const values = new Map([['b', 'given']]);
  t.same(unpack([LOW, HIGH], { values }).values, { a: 'high', b: 'given' });
  t.same(unpack([HIGH, LOW], { values, overwrite: true }).values, { a: 'high', b: 'low' });
  t.same([...values], [['b', 'given']], 'the map handed in is left alone');
});

t.test('a block counts if its rule holds', async (t) => {
  const ruled = (site: string) =>
    block(
      'id="ruled" score="100"',
      `<rule id="r"><expression id="e" attribute="site" operation="eq" value="${site}"/>
         <date_expression id="d" operation="lt" end="2030-12-01"/></rule>`,
      pair('r1', 'a', 'ruled'),
    );
  t.same(unpack([LOW, ruled('north')]), {
    values: { a: 'ruled', b: 'low' },
    nextChange: '2030-12-01 00:00:00Z',
    findings: [],
  });
  t.same(unpack([LOW, ruled('south')]), { values: { a: 'low', b: 'low' }, nextChange: undefined, findings: [] });
});

t.test('blocks and pairs can be references', async (t) => {
  const shared = block('id="shared"', pair('s1', 'a', 'shared'), '<nvpair id-ref="h1"/>');
  t.same(unpack([shared, HIGH]).values, { a: 'high' });
  t.same(unpack([block('id="x"', '<nvpair id-ref="s1"/>'), block('id-ref="shared"'), shared]).values, { a: 'shared' });
  const lost = unpack([LOW, block('id-ref="lost"')]);
  t.same(lost.values, { a: 'low', b: 'low' });
  t.match(lost.findings, [{ level: 'error', message: /id-ref 'lost'/ }]);
});

t.test('#default takes back what more important blocks set', async (t) => {
  const reset = block('id="reset" score="-1"', pair('d1', 'a', '#Default'), pair('d2', 'z', '#default'));
  const { values, findings } = unpack([HIGH, reset, LOW]);
  t.same(values, { b: 'low' });
  t.equal(findings.length, 2);
});

t.test('pairs in an element of their own, as they were long ago', async (t) => {
  t.same(
    unpack(['<meta_attributes id="m"><attributes><nvpair id="n" name="a" value="old"/></attributes></meta_attributes>'])
      .values,
    {
      a: 'old',
    },
  );
});

t.test('what is incomplete is passed over; a score that is none counts as 0', async (t) => {
  const odd = block(
    'id="odd" score="much"',
    '<nvpair id="1" name="a"/>',
    '<nvpair id="2" value="v"/>',
    pair('3', 'b', ''),
  );
  const { values, findings } = unpack([odd, LAST]);
  t.same(values, { a: 'last', b: '' });
  t.match(findings, [
    { level: 'warning', message: "Using 0 as odd score because 'much' is not a valid score: Bad input value provided" },
  ]);
});
