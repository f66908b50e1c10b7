import xterm from '@xterm/headless';
import t from 'tap';
import { View } from '../../../../shell/terminal/editor/view.js';
import { clipped, drawable, width } from '../../../../shell/terminal/editor/width.js';
import { fc } from '../../../harness/property.js';

type Terminal = InstanceType<typeof xterm.Terminal>;

const terminal = (cols: number): Terminal => new xterm.Terminal({ cols, rows: 30, allowProposedApi: true });
const written = (on: Terminal, text: string) => new Promise<void>((resolve) => on.write(text, resolve));

/** What a terminal shows, and where its cursor is. */
function seen({ buffer: { active }, rows }: Terminal): { lines: string[]; cursor: [number, number] } {
  const lines = Array.from({ length: rows }, (_, at) => active.getLine(at)?.translateToString(true).trimEnd() ?? '');
  return { lines, cursor: [active.cursorX, active.cursorY] };
}

const PROMPT = 'crm(live)# ';
const part = fc.oneof(
  fc.constantFrom('show ', 'vip', 'ü', 'e\u0301', '日本語', ' ', '\u0001', 'params ip=10.0.0.1 '),
  fc.string({ maxLength: 6 }),
);
const line = fc
  .tuple(fc.array(part, { maxLength: 8 }), fc.array(part, { maxLength: 4 }))
  .map(([before, after]) => ({ text: [...before, ...after].join(''), cursor: before.join('').length }));

t.test('whatever was drawn before, the terminal shows the line, and its cursor', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 12, max: 40 }),
      fc.array(line, { minLength: 1, maxLength: 5 }),
      async (columns, lines) => {
        const [drawn, plain] = [terminal(columns), terminal(columns)];
        const view = new View(
          (text) => drawn.write(text),
          () => columns,
        );
        view.begin();
        for (const one of lines) view.draw(PROMPT, one);
        await written(drawn, '');
        const { text, cursor } = lines.at(-1) as (typeof lines)[number];
        // The blank takes the cursor off the margin, where a terminal would let it rest.
        await written(plain, `${PROMPT}${drawable(text.slice(0, cursor))} \b`);
        const at = seen(plain).cursor;
        await written(plain, `\u001b[2J\u001b[H${PROMPT}${drawable(text)}`);
        t.same(seen(drawn).lines, seen(plain).lines);
        const room = width(PROMPT + drawable(text.slice(0, cursor))) % columns;
        // Where the next character decides whether it still fits, both places are right.
        if (room !== 0 && room !== columns - 1) t.same(seen(drawn).cursor, at);
      },
    ),
    { numRuns: 300 },
  );
});

t.test('width', async (t) => {
  const cases: [string, number][] = [
    ['', 0],
    ['abc', 3],
    ['ü', 1],
    ['e\u0301', 1],
    ['日本', 4],
    ['👩', 2],
    ['\u200b', 0],
  ];
  for (const [text, columns] of cases) t.equal(width(text), columns, JSON.stringify(text));
  t.equal(clipped('a longer text', 8), 'a longe…');
  t.equal(clipped('日本語', 5), '日本…');
  t.equal(clipped('fits', 4), 'fits');
  t.equal(drawable('a\tb\u007f'), 'a^Ib^?');
});
