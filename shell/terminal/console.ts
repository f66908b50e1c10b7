import { writeAll } from '../../tools/command/write.js';
import type { Console } from '../session.js';
import { DISPLAYS, type Display, paintFor, wantsColor } from './colors.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** This process's streams. Questions and editors need a terminal at both ends. */
export function processConsole(env: Environment, display: Display | undefined): Console {
  const [input, output] = [process.stdin.isTTY === true, process.stdout.isTTY === true];
  const errors = process.stderr.isTTY === true;
  const base: Console = {
    out: (text) => writeAll(1, text),
    err: (text) => writeAll(2, text),
    paint: paintFor(wantsColor(output, env, display), display),
    color: wantsColor(errors, env, display),
    style(preferred, palette) {
      const chosen = display ?? DISPLAYS.find((each) => preferred.split(/[\s,]+/).includes(each)) ?? 'color';
      this.paint = paintFor(wantsColor(output, env, chosen), chosen, palette);
      this.color = wantsColor(errors, env, chosen);
    },
  };
  if (!input || !output) return base;
  return {
    ...base,
    ask,
    runInTerminal,
    page,
    get rows() {
      return process.stdout.rows;
    },
  };
}

async function ask(question: string): Promise<boolean> {
  const { Editor } = await import('./editor/editor.js');
  const editor = new Editor(process.stdin, process.stdout);
  try {
    for (;;) {
      const answer = await editor.read(question);
      // The terminal has gone, or Ctrl-C: neither is a yes.
      if (typeof answer === 'string') return false;
      const [first] = answer.line.trim().toLowerCase();
      if (first === 'y' || first === 'n') return first === 'y';
    }
  } finally {
    editor.close();
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
  return uninterrupted(() => {
    const { status } =
      text === undefined
        ? spawnSync(program, args, { stdio: 'inherit' })
        : spawnSync(program, args, { input: text, stdio: ['pipe', 'inherit', 'inherit'], env: pagerEnvironment() });
    return status ?? 1;
  });
}

/** Ctrl-C in the other program is its own affair, though the terminal tells us, too. */
async function uninterrupted(other: () => number): Promise<number> {
  const listeners = process.listeners('SIGINT');
  const ignore = () => {};
  process.removeAllListeners('SIGINT').on('SIGINT', ignore);
  try {
    return other();
  } finally {
    // The signals that came meanwhile are told in the next turns of the loop.
    for (let turn = 0; turn < 2; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
    for (const listener of listeners) process.on('SIGINT', listener);
    process.off('SIGINT', ignore);
  }
}

/** As pagers are asked by other programs: leave at once if it fits, show colours. */
const pagerEnvironment = (): NodeJS.ProcessEnv => ({ LESS: 'FRX', ...process.env });
