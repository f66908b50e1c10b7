/** Every command with words that are wrong, missing, hostile or not words at all. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { fc } from '../../../harness/property.js';
import type { Bench } from '../../harness.js';
import { clusterBench, installAgent } from '../cluster.js';
import { changesBetween } from './changes.js';
import { LEVELS } from './levels.js';
import type { LevelRows } from './row.js';

/** What no command has a use for. */
const HOSTILE: readonly string[] = [
  '""',
  "''",
  'nosuch',
  '-x',
  '--nosuch',
  '--',
  '-',
  '..',
  '/',
  '/dev/null',
  '/dev/full',
  '/proc/self/mem',
  'DIR',
  'a=b',
  '=',
  '==',
  ':',
  '::',
  '@',
  '$',
  '$id=',
  '(',
  ')',
  '{',
  '[',
  '<',
  '<a>&amp;',
  '"<!--"',
  ']]>',
  "'",
  '"',
  '\\',
  '#',
  'ü',
  '日本語',
  '\u0000',
  '\u0001\u001b[31m',
  '\ufeff',
  '\ud800',
  '٣',
  '-1',
  '1e999',
  '99999999999999999999',
  'NaN',
  'inf:',
  '..:..',
  '../../../../nosuch/nosuch',
  '__proto__',
  'constructor',
  'toString',
  'x'.repeat(70_000),
  `${'('.repeat(2000)}`,
];

/** One line made worse: words taken out, put in, exchanged; or cut off in the middle. */
const damage = fc.record({
  kind: fc.constantFrom('drop', 'replace', 'insert', 'append', 'cut', 'double'),
  at: fc.nat(1000),
  word: fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 12 })),
});

function damaged(line: string, skip: number, { kind, at, word }: { kind: string; at: number; word: string }): string {
  if (kind === 'cut') return line.slice(0, Math.max(1, at % line.length));
  const words = line.split(' ');
  const place = skip + (at % Math.max(1, words.length - skip));
  const clean = word.replaceAll('\n', ' ');
  if (kind === 'drop') words.splice(place, 1);
  else if (kind === 'replace') words.splice(place, 1, clean);
  else if (kind === 'insert') words.splice(place, 0, clean);
  else if (kind === 'double') words.splice(place, 0, words[place] ?? clean);
  else words.push(clean);
  return words.join(' ');
}

/** Programs that rows need; there are no others. */
function programs(directory: string): string {
  const path = join(directory, 'bin');
  mkdirSync(path);
  for (const name of ['cat', 'sed', 'tar', 'gzip', 'bzip2']) symlinkSync(`/usr/bin/${name}`, join(path, name));
  return path;
}

const STACK = /\n\s+at .*:\d+|internal error|\[object|undefined/;

/** Some of what is asked for is done, and what cannot be is told. */
const PARTLY = /^configure (delete|default-timeouts) |^node (standby|online) /;

async function judge(on: Bench, line: string): Promise<string | undefined> {
  const before = on.saved();
  on.output();
  let ok: boolean;
  try {
    ok = await on.run(line);
  } catch (error) {
    return `throws ${(error as Error).stack}`;
  }
  const printed = on.output();
  if (STACK.test(printed)) return `prints ${printed}`;
  if (ok) return undefined;
  if (printed.trim() === '') return 'fails without a word';
  return changesBetween(before, on.saved()).length === 0 || PARTLY.test(line)
    ? undefined
    : `changes the CIB, and fails: ${printed}`;
}

async function attack(
  directory: string,
  level: LevelRows,
  lines: readonly string[],
  harm: Parameters<typeof damaged>[2],
) {
  installAgent(directory);
  await level.prepare?.(directory);
  const env = { ...level.env?.(directory), PATH: programs(directory) };
  const on = clusterBench(directory, { env });
  const here = (line: string) => line.replaceAll('DIR', directory);
  for (const line of lines.slice(0, -1)) await on.run(here(line));
  const last = lines.at(-1) as string;
  const line = here(damaged(last, level.level === '' ? 1 : level.level.split(' ').length + 1, harm));
  const problem = await judge(on, line);
  await on.session.disconnect();
  return problem && `${JSON.stringify(line.slice(0, 300))}: ${problem.slice(0, 1500)}`;
}

const ROWS = LEVELS.flatMap((level) =>
  Object.values(level.rows).flatMap((rows) => rows.map((row) => ({ level, row }))),
);

/** Each row is made worse so often. */
const TIMES = 1;

t.test('hostile words are refused with a word, and nothing is changed', async (t) => {
  const top = t.testdir();
  const back = process.cwd();
  process.chdir(top);
  t.teardown(() => process.chdir(back));
  const harms = fc.sample(damage, ROWS.length * TIMES);
  for (const [at, harm] of harms.entries()) {
    const directory = join(top, String(at));
    mkdirSync(directory);
    const { level, row } = ROWS[at % ROWS.length] as (typeof ROWS)[number];
    const problem = await attack(directory, level, [row.run].flat(), harm);
    if (problem !== undefined) t.fail(problem);
  }
  t.ok(harms.length > 250);
});
