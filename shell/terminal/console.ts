import { writeSync } from 'node:fs';
import type { Console } from '../session.js';
import { type Display, paintFor, wantsColor } from './colors.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Write it all, now: the process may exit right after. */
function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}

/** This process's streams. Questions and editors need a terminal at both ends. */
export function processConsole(env: Environment, display: Display | undefined): Console {
  const [input, output] = [process.stdin.isTTY === true, process.stdout.isTTY === true];
  const base: Console = {
    out: (text) => writeAll(1, text),
    err: (text) => writeAll(2, text),
    paint: paintFor(wantsColor(output, env, display), display),
    color: wantsColor(process.stderr.isTTY === true, env, display),
  };
  return input && output ? { ...base, ask, runInTerminal } : base;
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

async function runInTerminal(program: string, args: readonly string[]): Promise<number> {
  const { spawnSync } = await import('node:child_process');
  const raw = process.stdin.isRaw === true;
  if (raw) process.stdin.setRawMode(false);
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  if (raw) process.stdin.setRawMode(true);
  return status ?? 1;
}
