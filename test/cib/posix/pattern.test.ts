import t from 'tap';
import { posixPattern } from '../../../cib/posix/pattern.js';

const CASES: readonly [pattern: string, matching: string[], other: string[]][] = [
  ['ra.*', ['ram', 'brace'], ['r']],
  ['^[[:alpha:]]+$', ['abc'], ['a1', '']],
  ['[^[:digit:]]', ['a'], ['1']],
  ['[]a]', [']', 'a'], ['b']],
  ['[a\\]]', ['a]', '\\]'], ['a', ']']],
  ['a{2}', ['aa'], ['a']],
  ['a{,x}', ['a{,x}'], ['aa']],
  ['\\.', ['a.b'], ['ab']],
  ['\\d', ['d'], ['1']],
  ['\\<b', ['a b'], ['ab']],
  ['#health', ['#health-cpu'], ['health']],
];

t.test('names match as POSIX extended regular expressions do', async (t) => {
  for (const [pattern, matching, other] of CASES) {
    const regex = posixPattern(pattern);
    for (const name of matching) t.ok(regex?.test(name), `${pattern} matches ${name}`);
    for (const name of other) t.notOk(regex?.test(name), `${pattern} does not match '${name}'`);
  }
});

t.test('an invalid expression is none', async (t) => {
  for (const pattern of ['[', '(', '[[:nope:]]', 'a\\', '(?:a)']) t.equal(posixPattern(pattern), undefined, pattern);
});
