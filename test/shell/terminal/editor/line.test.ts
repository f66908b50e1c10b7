import t from 'tap';
import { KeyDecoder } from '../../../../shell/terminal/editor/keys.js';
import { BLANK, type Editing, edited, type Line } from '../../../../shell/terminal/editor/line.js';
import { Recall, Search } from '../../../../shell/terminal/editor/recall.js';
import { fc } from '../../../harness/property.js';

const ESC = '\u001b';
const control = (letter: string) => String.fromCharCode(letter.toUpperCase().charCodeAt(0) & 31);

/** A line with a bar where the cursor is. */
const withBar = ({ text, cursor }: Line): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;
const fromBar = (barred: string): Line => ({ text: barred.replace('|', ''), cursor: barred.indexOf('|') });

const type = (start: Editing, keys: string): Editing =>
  new KeyDecoder().decode(keys).reduce((editing, key) => edited(editing, key) ?? editing, start);

t.test('keys edit the line', async (t) => {
  const [LEFT, HOME, END, DELETE] = [`${ESC}[D`, `${ESC}[H`, `${ESC}OF`, `${ESC}[3~`];
  const cases: [before: string, keys: string, after: string][] = [
    ['|', 'show', 'show|'],
    ['shw|', `${LEFT}o`, 'sho|w'],
    ['a b|', `${HOME}x`, 'x|a b'],
    ['|a b', `${END}x`, 'a bx|'],
    ['a |b', control('a'), '|a b'],
    ['a| b', control('e'), 'a b|'],
    ['ab|c', DELETE, 'ab|'],
    ['ab|c', '\u007f', 'a|c'],
    ['|abc', '\u007f', '|abc'],
    ['abc|', control('d'), 'abc|'],
    ['one two|', `${ESC}b`, 'one |two'],
    ['one |two', `${ESC}b`, '|one two'],
    ['|one two', `${ESC}f`, 'one| two'],
    ['|one two', `${ESC}[1;5C`, 'one| two'],
    ['one two|', `${ESC}[1;5D`, 'one |two'],
    ['params ip=10.0.0.1|', `${ESC}b`, 'params ip=10.0.0.|1'],
    ['params ip=10.0.0.1|', control('w'), 'params |'],
    ['params ip=10  |', control('w'), 'params |'],
    ['params ip=10|', `${ESC}\u007f`, 'params ip=|'],
    ['one |two three', `${ESC}d`, 'one | three'],
    ['one |two', control('u'), '|two'],
    ['one |two', control('k'), 'one |'],
    ['one |two', `${control('k')}${control('a')}${control('y')}`, 'two|one '],
    ['a b c|', `${control('w')}${control('w')}${control('y')}`, 'a b c|'],
    ['a b|', `${control('w')}x${control('w')}${control('y')}${ESC}y`, 'a b|'],
    ['ab|', control('t'), 'ba|'],
    ['a|b', control('t'), 'ba|'],
    ['|ab', control('t'), '|ab'],
    ['one |', `two${control('_')}`, 'one |'],
    ['one two|', `${control('w')}${control('_')}`, 'one two|'],
    ['grün|', '\u007f\u007f', 'gr|'],
    ['e\u0301|', '\u007f', '|'],
    ['x👩‍💻|', `${LEFT}`, 'x|👩‍💻'],
    ['日本|', `${LEFT}\u007f`, '|本'],
    ['a|', `${ESC}[15~${ESC}[Z${ESC}Ox`, 'a|'],
  ];
  for (const [before, keys, after] of cases) {
    const { line } = type({ ...BLANK, line: fromBar(before) }, keys);
    t.equal(withBar(line), after, `${before} ${JSON.stringify(keys)}`);
  }
});

t.test('keys are the same however their bytes arrive', async (t) => {
  const sent = Buffer.from(`a${ESC}[1;5Dü${ESC}b日\t${ESC}[200~p\ta\nb${ESC}[201~\r${ESC}[3~${control('c')}`);
  const all = new KeyDecoder().decode(sent);
  t.same(
    all.map(({ name, text }) => text || name),
    ['a', 'ctrl-left', 'ü', 'alt-b', '日', 'tab', 'p\ta\nb', 'enter', 'delete', 'ctrl-c'],
  );
  fc.assert(
    fc.property(fc.array(fc.nat(sent.length), { maxLength: 8 }), (cuts) => {
      const decoder = new KeyDecoder();
      const places = [0, ...cuts.sort((a, b) => a - b), sent.length];
      const keys = places.flatMap((from, i) => decoder.decode(sent.subarray(from, places[i + 1] ?? sent.length)));
      t.same(keys, all);
    }),
    { numRuns: 100 },
  );
});

t.test('no key breaks a line', async (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary', maxLength: 4 })), (text, keys) => {
      const { line } = type({ ...BLANK, line: { text, cursor: text.length } }, keys.join(ESC));
      return line.cursor >= 0 && line.cursor <= line.text.length;
    }),
    { numRuns: 500 },
  );
  t.pass();
});

t.test('lines typed before are gone through', async (t) => {
  const recall = new Recall(['show b', 'edit', 'show a']);
  t.equal(recall.older('sh'), 'show b');
  t.equal(recall.older('show b'), 'edit');
  t.equal(recall.newer('edit'), 'show b');
  t.equal(recall.newer('show b'), 'sh', 'what was being typed is there again');
  t.equal(recall.newer('sh'), undefined);
  t.equal(recall.older('sh', 'sh'), 'show b');
  t.equal(recall.older('show b', 'sh'), 'show a', 'those that begin so');
  t.equal(recall.older('show a', 'sh'), undefined);
  t.equal(recall.newer('show a', 'sh'), 'show b');
  t.equal(recall.oldest('x'), 'show a');
  t.same(recall.lastWord(false), ['b', '']);
  t.same(recall.lastWord(true), ['edit', 'b']);
  t.same(recall.lastWord(true), ['a', 'edit']);
  t.same(recall.lastWord(true), ['a', 'a']);
  t.same(new Recall([]).lastWord(false), ['', '']);
});

t.test('and searched', async (t) => {
  const search = new Search(['show b', 'edit', 'show a']);
  search.seek('sh');
  t.equal(search.found, 'show b');
  search.older();
  t.equal(search.found, 'show a');
  search.older();
  t.equal(search.found, 'show a', 'there is no older one');
  search.newer();
  t.equal(search.found, 'show b');
  search.seek('nothing');
  t.equal(search.found, undefined);
  t.equal(search.prompt, "(failed reverse-i-search)'nothing': ");
});
