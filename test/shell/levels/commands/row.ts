import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { BenchOptions } from '../../harness.js';
import { clusterBench, installAgent } from '../cluster.js';
import { changesBetween } from './changes.js';

/**
 * One command tried: what is typed, what is printed, what becomes of the CIB. In `run` and `prints`,
 * `DIR` stands for the directory of the test, which is also HOME and the place of shadow copies.
 */
export interface Row {
  /** Lines, each from the uppermost level; the last is the one that is tried. */
  readonly run: string | readonly string[];
  /** It is refused: exit status not 0. */
  readonly fails?: true;
  /** All that the last line prints, or what that has to match. Not looked at if absent. */
  readonly prints?: string | RegExp;
  /** What is different in the CIB afterwards, as `changesBetween` tells it; nothing if absent. */
  readonly changes?: readonly string[];
  /** Where the command works, if not on the usual cluster. */
  readonly bench?: BenchOptions;
  /** More to be looked at, in the directory of the test. */
  readonly check?: (t: Test, directory: string) => void | Promise<void>;
}

/** What is tried of a level: rows by the name of the command. */
export interface LevelRows {
  /** Names of the levels that lead there, as they are typed; empty for the uppermost. */
  readonly level: string;
  /** Put there what the level works on, before each row. */
  readonly prepare?: (directory: string) => void | Promise<void>;
  /** The environment, beside that of the bench. */
  readonly env?: (directory: string) => Record<string, string>;
  readonly rows: Readonly<Record<string, readonly Row[]>>;
}

/** To be looked at after a row: there is a file in the directory of the test, and what it holds. */
export const holds = (file: string, text: RegExp) => (t: Test, directory: string) => {
  t.match(readFileSync(join(directory, file), 'utf8'), text, file);
};

/** Try a row on a cluster of its own, in an empty directory. */
export async function tryRow(t: Test, level: LevelRows, row: Row, directory: string): Promise<void> {
  const lines = typeof row.run === 'string' ? [row.run] : row.run;
  const title = lines.at(-1) as string;
  installAgent(directory);
  await level.prepare?.(directory);
  const on = clusterBench(directory, {
    ...row.bench,
    env: { PATH: process.env['PATH'] ?? '', ...level.env?.(directory), ...row.bench?.env },
  });
  const before = on.saved();
  let ok = true;
  for (const line of lines) {
    on.output();
    ok = await on.run(line.replaceAll('DIR', directory));
    if (line !== title) t.ok(ok, `${line}: ${on.output()}`);
  }
  const printed = on.output().replaceAll(directory, 'DIR');
  t.equal(ok, row.fails !== true, `${title}: ${printed}`);
  if (typeof row.prints === 'string') t.equal(printed, row.prints, title);
  else if (row.prints) t.match(printed, row.prints, title);
  t.same(changesBetween(before, on.saved()), row.changes ?? [], title);
  await row.check?.(t, directory);
}
