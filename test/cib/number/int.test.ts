import t from 'tap';
import { int, int32, intAtLeast } from '../../../cib/number/int.js';

t.test('numbers that texts begin with', async (t) => {
  const cases: readonly (readonly [string | undefined, number | undefined, number | undefined])[] = [
    [undefined, undefined, undefined],
    ['', undefined, undefined],
    ['x', undefined, undefined],
    ['0', 0, 0],
    [' -7 x', -7, -7],
    ['2147483647', 2_147_483_647, 2_147_483_647],
    ['2147483648', 2_147_483_648, undefined],
    ['-2147483649', -2_147_483_649, undefined],
    ['99999999999999999999', undefined, undefined],
  ];
  for (const [text, of64, of32] of cases) {
    t.equal(int(text, undefined), of64, String(text));
    t.equal(int32(text, undefined), of32, `${text}, 32 bits`);
  }
});

t.test('numbers of at least so much', async (t) => {
  const cases: readonly (readonly [string, number])[] = [
    ['x', 1],
    ['-5', 1],
    ['7 of them', 7],
    ['99999999999', 2_147_483_647],
    ['99999999999999999999', 2_147_483_647],
    ['-99999999999999999999', 1],
  ];
  for (const [text, value] of cases) t.equal(intAtLeast(1, text), value, text);
});
