import t from 'tap';
import { double } from '../../../cib/number/double.js';
import { integer, scanInteger } from '../../../cib/number/integer.js';
import { parseRange } from '../../../cib/number/range.js';
import { parseScore, scoreText } from '../../../cib/number/score.js';

t.test('integers', async (t) => {
  t.equal(integer('42'), 42n);
  t.equal(integer(' \t-7 apples'), -7n);
  t.equal(integer('+0042'), 42n);
  t.equal(integer('9223372036854775807'), 2n ** 63n - 1n);
  for (const text of ['', 'x1', '- 1', '9223372036854775808', '-9223372036854775809'])
    t.equal(integer(text), undefined, text);
  t.same(scanInteger('99999999999999999999x'), { value: 2n ** 63n - 1n, clipped: true, rest: 'x' });
});

const DOUBLES: Record<string, number> = {
  '1.5': 1.5,
  ' -2.50x': -2.5,
  '.5': 0.5,
  '5.': 5,
  '1e3': 1000,
  '1e': 1,
  '0x1p4': 16,
  '0x.8': 0.5,
  '-0xA.8p1': -21,
  '0': 0,
  '0.0e0': 0,
  inf: Infinity,
  '-Infinity': -Infinity,
};

t.test('floating-point numbers', async (t) => {
  for (const [text, value] of Object.entries(DOUBLES)) t.equal(double(text), value, text);
  t.ok(Number.isNaN(double('nan')));
  // Over- and underflow; a zero that is not plainly one is taken for an underflow.
  for (const text of ['', 'x', '.', 'e5', '1e400', '1e-400', '2e-308', '-0', ' 0', '0e5'])
    t.equal(double(text), undefined, text);
});

t.test('ranges', async (t) => {
  t.same(parseRange('5'), { low: 5, high: 5 });
  t.same(parseRange('5-7'), { low: 5, high: 7 });
  t.same(parseRange('5-'), { low: 5, high: undefined });
  t.same(parseRange('-7'), { low: undefined, high: 7 });
  t.same(parseRange('2--1'), { low: 2, high: undefined });
  for (const text of ['', '-', 'x', '1,2', '1-2-3', '5x', '99999999999999999999'])
    t.equal(parseRange(text), undefined, text);
});

t.test('scores', async (t) => {
  t.equal(parseScore('INFINITY'), 1_000_000);
  t.equal(parseScore('+INFINITY'), 1_000_000);
  t.equal(parseScore('-INFINITY'), -1_000_000);
  t.equal(parseScore('99999999999999999999'), 1_000_000);
  t.equal(parseScore('-2000000'), -1_000_000);
  t.equal(parseScore('12 points'), 12);
  t.equal(parseScore('Red'), 0);
  t.equal(parseScore('red', { red: -1_000_000, yellow: 0, green: 5 }), -1_000_000);
  for (const text of ['', 'infinity', 'high']) t.equal(parseScore(text), undefined, text);
  t.equal(scoreText(1_000_000), 'INFINITY');
  t.equal(scoreText(-1_000_001), '-INFINITY');
  t.equal(scoreText(7), '7');
});
