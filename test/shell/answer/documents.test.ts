/** Where a program reads, every command prints one document, and it is what its schema says. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { parseXml } from '../../../cib/xml/parse.js';
import type { Shape } from '../../../shell/answer/shape.js';
import type { Bench } from '../harness.js';
import { clusterBench, installAgent } from '../levels/cluster.js';
import { LEVELS } from '../levels/commands/levels.js';
import type { LevelRows, Row } from '../levels/commands/row.js';
import { commandOf, type Document, problemsOf } from './validate.js';

const top = t.testdir();
t.setTimeout(180_000);

/** The bench of a row, whatever its lines need in place. */
async function benchFor(level: LevelRows, row: Row, directory: string, format: 'json' | 'xml'): Promise<Bench> {
  mkdirSync(directory, { recursive: true });
  installAgent(directory);
  await level.prepare?.(directory);
  return clusterBench(directory, {
    ...row.bench,
    options: { ...row.bench?.options, format },
    env: { PATH: process.env['PATH'] ?? '', ...level.env?.(directory), ...row.bench?.env },
  });
}

/** Commands that were seen to have a result, and how they say what it is. */
const shown = new Map<string, Shape | undefined>();

async function checkJson(t: Test, bench: Bench, line: string): Promise<void> {
  bench.output();
  const ok = await bench.run(line);
  const printed = bench.stdout();
  const found = await commandOf(line);
  if (printed === '' && ok && !found) return;
  let document: Document;
  try {
    document = JSON.parse(printed);
  } catch {
    t.fail(`${line}: one document`, { printed });
    return;
  }
  t.equal(document.status.code, bench.session.status ?? (ok ? 0 : 1), `${line}: status`);
  t.ok(ok || document.status.errors || document.messages || document.result, `${line}: says why it failed`);
  if (!found) return;
  const problems = problemsOf(document, found);
  t.same(problems, [], `${line}: is what its schema says`, { document });
  if (document.result !== undefined) shown.set(found.path, found.command.output);
}

async function checkXml(t: Test, bench: Bench, line: string): Promise<void> {
  bench.output();
  await bench.run(line);
  const printed = bench.stdout();
  if (printed === '' && !(await commandOf(line))) return;
  try {
    const root = parseXml(printed);
    t.ok(root.name === 'pacemaker-result' && root.child('status'), `${line}: one document`, { printed });
  } catch (error) {
    t.fail(`${line}: ${(error as Error).message}`, { printed });
  }
}

for (const [place, level] of LEVELS.entries()) {
  t.test(level.level === '' ? 'the uppermost level' : level.level, async (t) => {
    for (const [name, rows] of Object.entries(level.rows)) {
      for (const [at, row] of rows.entries()) {
        const own = join(top, `${place}.${name}.${at}`);
        await t.test([row.run].flat().at(-1) ?? '', async (t) => {
          for (const [format, check] of [
            ['json', checkJson],
            ['xml', checkXml],
          ] as const) {
            const directory = join(own, format);
            const bench = await benchFor(level, row, directory, format);
            for (const line of [row.run].flat()) await check(t, bench, line.replaceAll('DIR', directory));
          }
        });
      }
    }
  });
}

/** A text without the messages in it. */
const withoutMessages = (text: string): string => text.replace(/^(INFO|WARNING|ERROR): .*(\n\t.*)*$/gm, '').trim();

t.test('what prints for people has a result for programs', async (t) => {
  for (const row of LEVELS.flatMap(({ rows }) => Object.values(rows).flat())) {
    if (row.fails || typeof row.prints !== 'string' || withoutMessages(row.prints) === '') continue;
    const line = [row.run].flat().at(-1) as string;
    t.ok((await commandOf(line))?.command.output, line);
  }
});

t.test('what has a result says what it is made of', async (t) => {
  for (const [path, output] of shown) t.ok(output, `${path} has an output description`);
});
