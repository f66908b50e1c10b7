import t from 'tap';
import { quoteWords } from '../../../tools/command/quote.js';

/** A word, and how it is shown among others. */
const WORDS: [word: string, shown: string][] = [
  ['plain', 'plain'],
  ['--name=value', '--name=value'],
  ['a#b', 'a#b'],
  ['//rule[@id]', '//rule[@id]'],
  // White space around a word, and quotes that match, leave it one word.
  [' padded ', ' padded '],
  ["'a b'", "'a b'"],
  ['"a b"', '"a b"'],
  ['a\\ b', 'a\\ b'],
  ['a #b', 'a #b'],
  ['', "''"],
  [' ', "' '"],
  ['a b', "'a b'"],
  ['#a', "'#a'"],
  ["it's", "'it'\\''s'"],
  ['"', "'\"'"],
  ['a\\', "'a\\'"],
];

for (const [word, shown] of WORDS) {
  t.test(JSON.stringify(word), async (t) => t.equal(quoteWords(['tool', word]), `tool ${shown}`));
}
