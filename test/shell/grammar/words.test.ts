import t from 'tap';
import { logicalLines, scanWords, splitWords } from '../../../shell/grammar/words.js';

t.test('words are split as a shell does', async (t) => {
  const cases: [string, string[]][] = [
    ['', []],
    ['  a   b\t c ', ['a', 'b', 'c']],
    ['a="b c" d', ['a=b c', 'd']],
    [`a='b "c"'`, ['a=b "c"']],
    ['"a \\"b\\" \\\\ \\n"', ['a "b" \\ \\n']],
    ['a\\ b', ['a b']],
    ["'a\\'", ['a\\']],
    ['x="" y', ['x=', 'y']],
    ['""', ['']],
    ['a"b"c', ['abc']],
    ['ünï=cödé', ['ünï=cödé']],
  ];
  for (const [line, words] of cases)
    t.same(
      splitWords(line).map(({ text }) => text),
      words,
      JSON.stringify(line),
    );
});

t.test('words know where they stand', async (t) => {
  t.match(splitWords('ab "c d" e'), [
    { start: 0, end: 2 },
    { start: 3, end: 8 },
    { start: 9, end: 10 },
  ]);
});

t.test('an open quote is an error with its place, and a hint to completion', async (t) => {
  t.throws(() => splitWords('a "b'), { message: 'No closing quotation', place: { column: 3 } });
  t.match(scanWords('a "b'), [{ text: 'a' }, { text: 'b', open: '"' }]);
});

t.test('lines that end in a backslash go on', async (t) => {
  const lines = logicalLines('a \\\n\tb \\\n  c\n\n# note\nd\\');
  t.same(
    lines.map(({ text }) => text),
    ['a b c', '# note', 'd'],
  );
  const [first] = lines;
  t.same(first?.place(0), { line: 1, column: 1 });
  t.same(first?.place(2), { line: 2, column: 2 }, 'a place is that in the text, not in the joined line');
  t.same(first?.place(4), { line: 3, column: 3 });
  t.same(first?.place(99), { line: 3, column: 4 }, 'past the end is the end');
});
