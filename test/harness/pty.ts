/** A program on a terminal of its own, and a person who types when the screen shows what they wait for. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import xterm from '@xterm/headless';

export interface TerminalOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly columns?: number;
  readonly rows?: number;
}

/** So long may it take until the screen shows what is waited for, on the slowest machine. */
const PATIENCE = 20_000;

const PYTHON = 'import os,pty,sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(["/bin/sh", "-c", sys.argv[1]])))';

/** What can give a program a terminal here: util-linux, or Python's library. */
const PROVIDERS: readonly (readonly [name: string, args: (script: string) => string[]])[] = [
  ['script', (script) => ['--quiet', '--flush', '--return', '--command', script, '/dev/null']],
  ['python3', (script) => ['-c', PYTHON, script]],
];

let provider: (typeof PROVIDERS)[number] | undefined;

/** Whether programs can be given a terminal on this machine; where not, tests have to say so aloud. */
export function haveTerminals(): boolean {
  provider ??= PROVIDERS.find(([name, args]) => spawnSync(name, args('exit 7'), { stdio: 'ignore' }).status === 7);
  return provider !== undefined;
}

export const NO_TERMINALS = 'NOT TESTED: neither `script` of util-linux nor python3 is here to make a terminal';

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

export class Terminal {
  /** Settles when the program has ended, with its exit status. */
  readonly ended: Promise<number>;
  /** All bytes that the program has written. */
  raw = '';
  private readonly screen: InstanceType<typeof xterm.Terminal>;
  private readonly directory = mkdtempSync(join(tmpdir(), 'metronome-pty-'));
  private readonly child: ChildProcess;
  /** Line of the screen, with what has scrolled off, at which reading goes on. */
  private mark = 0;
  private below = false;
  private waiting: (() => void) | undefined;
  private exited = false;

  constructor(program: readonly string[], { env, cwd, columns = 80, rows = 24 }: TerminalOptions) {
    if (!haveTerminals()) throw new Error(NO_TERMINALS);
    this.screen = new xterm.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
    // What is executed keeps the number of the shell that sets the terminal up.
    const setUp = `stty rows ${rows} cols ${columns} && { tty; echo $$; } > ${quoted(this.namePath)}`;
    const script = `${setUp} && exec ${program.map(quoted).join(' ')}`;
    const [name, args] = provider as (typeof PROVIDERS)[number];
    this.child = spawn(name, args(script), { cwd, env: { TERM: 'xterm', SHELL: '/bin/sh', ...env }, stdio: 'pipe' });
    this.child.stdin?.on('error', () => {});
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => this.draw(chunk));
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code) => {
        this.exited = true;
        // What was written last is still on its way to the screen.
        this.screen.write('', () => {
          this.waiting?.();
          resolve(code ?? -1);
        });
      });
    });
  }

  private get namePath(): string {
    return join(this.directory, 'tty');
  }

  /** Name of the terminal, and number of the process that it belongs to. */
  private get identity(): string[] {
    return readFileSync(this.namePath, 'utf8').split('\n');
  }

  private draw(chunk: Buffer): void {
    this.raw += chunk.toString();
    this.screen.write(chunk, () => this.waiting?.());
  }

  /**
   * Press keys; what is waited for next has to appear on this line of the screen or below, and below if
   * the last key leaves the line (Enter, Ctrl-C, Ctrl-D).
   */
  type(keys: string): void {
    this.mark = this.cursorLine;
    this.below = /[\r\u0003\u0004]$/.test(keys);
    this.child.stdin?.write(keys);
  }

  private get cursorLine(): number {
    const { baseY, cursorY } = this.screen.buffer.active;
    return baseY + cursorY;
  }

  /**
   * What the screen shows from where the last key was pressed; blanks at the ends of lines are left
   * out, but for those before the cursor. Lines that the terminal has wrapped are one.
   */
  get shown(): string {
    return this.text(this.mark);
  }

  /** All of it, with what has scrolled off. */
  get everything(): string {
    return this.text(0);
  }

  private text(from: number): string {
    const { active } = this.screen.buffer;
    const lines: string[] = [];
    while (from > 0 && active.getLine(from)?.isWrapped) from--;
    for (let at = from; at < active.length; at++) {
      const line = active.getLine(at);
      if (!line) continue;
      const wraps = active.getLine(at + 1)?.isWrapped === true;
      const before = at === this.cursorLine ? line.translateToString(false, 0, active.cursorX) : '';
      const whole = line.translateToString(!wraps);
      const text = whole.length < before.length ? before : whole;
      if (line.isWrapped && lines.length > 0) lines[lines.length - 1] += text;
      else lines.push(text);
    }
    return lines.join('\n').replace(/\n+$/, '');
  }

  /** Column of the cursor, from 0, and its line on the screen. */
  get cursor(): readonly [column: number, line: number] {
    const { cursorX, cursorY } = this.screen.buffer.active;
    return [cursorX, cursorY];
  }

  /** Lines of the screen as they are drawn, without what has scrolled off. */
  get drawn(): string[] {
    const { active } = this.screen.buffer;
    return Array.from({ length: this.screen.rows }, (_, at) =>
      (active.getLine(active.baseY + at)?.translateToString(true) ?? '').trimEnd(),
    );
  }

  /** Wait until the screen shows this. @throws with the screen, if it does not in time */
  async shows(wanted: string | RegExp): Promise<string> {
    const found = () =>
      (!this.below || this.shown.includes('\n')) &&
      (typeof wanted === 'string' ? this.shown.includes(wanted) : wanted.test(this.shown));
    const late = setTimeout(() => this.waiting?.(), PATIENCE);
    const started = process.hrtime.bigint();
    try {
      while (!found()) {
        const over = process.hrtime.bigint() - started > BigInt(PATIENCE - 1000) * 1_000_000n;
        if (this.exited || over) throw new Error(`waited for ${wanted}, but the screen shows\n${this.everything}`);
        await new Promise<void>((resolve) => {
          this.waiting = resolve;
        });
      }
      return this.shown;
    } finally {
      clearTimeout(late);
    }
  }

  /** Type, and wait. */
  async dialogue(...steps: readonly (readonly [keys: string, wanted: string | RegExp])[]): Promise<string> {
    let shown = '';
    for (const [keys, wanted] of steps) {
      this.type(keys);
      shown = await this.shows(wanted);
    }
    return shown;
  }

  /** The window gets another size, and the program is told. */
  resize(columns: number, rows: number): void {
    this.screen.resize(columns, rows);
    const [tty = ''] = this.identity;
    spawnSync('stty', ['-F', tty, 'rows', String(rows), 'cols', String(columns)]);
  }

  /** The window is closed: the program gets SIGHUP, and nobody is there any more. */
  hangUp(): void {
    this.child.kill('SIGKILL');
  }

  /** End the program, if it has not ended, and clean up. */
  async close(): Promise<void> {
    try {
      process.kill(Number(this.identity[1]), 'SIGKILL');
    } catch {
      // It has ended, or never begun.
    }
    if (!this.exited) this.hangUp();
    await this.ended;
    rmSync(this.directory, { recursive: true, force: true });
    this.screen.dispose();
  }
}
