import { writeAll } from '../../tools/command/write.js';
import type { Console } from '../session.js';
import { type Display, paintFor, wantsColor } from './colors.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** This process's streams. Questions and editors need a terminal at both ends. */
export function processConsole(env: Environment, display: Display | undefined): Console {
  const [input, output] = [process.stdin.isTTY === true, process.stdout.isTTY === true];
  const base: Console = {
    out: (text) => writeAll(1, text),
    err: (text) => writeAll(2, text),
    paint: paintFor(wantsColor(output, env, display), display),
    color: wantsColor(process.stderr.isTTY === true, env, display),
  };
  if (!input || !output) return base;
  return { ...base, ask, runInTerminal, page, rows: process.stdout.rows };
}

async function ask(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const readline = createInterface({ input: process.stdin, output: process.stdout });
  try {
    for (;;) {
      const answer = (await readline.question(question)).trim().toLowerCase()[0];
      if (answer === 'y' || answer === 'n') return answer === 'y';
    }
  } catch {
    // The terminal has gone, or Ctrl-C: neither is a yes.
    return false;
  } finally {
    readline.close();
  }
}

const runInTerminal = (program: string, args: readonly string[]): Promise<number> => run(program, args, undefined);

async function page(pager: string, text: string): Promise<boolean> {
  const [program, ...args] = pager.split(/\s+/).filter(Boolean);
  return program !== undefined && (await run(program, args, text)) === 0;
}

/** Give the terminal to a program. @param text what it reads in place of keys @returns its exit status */
async function run(program: string, args: readonly string[], text: string | undefined): Promise<number> {
  const { spawnSync } = await import('node:child_process');
  const raw = process.stdin.isRaw === true;
  if (raw) process.stdin.setRawMode(false);
  const { status } =
    text === undefined
      ? spawnSync(program, args, { stdio: 'inherit' })
      : spawnSync(program, args, { input: text, stdio: ['pipe', 'inherit', 'inherit'], env: pagerEnvironment() });
  if (raw) process.stdin.setRawMode(true);
  return status ?? 1;
}

/** As pagers are asked by other programs: leave at once if it fits, show colours. */
const pagerEnvironment = (): NodeJS.ProcessEnv => ({ LESS: 'FRX', ...process.env });
