import type { CibClient } from '../../cib/client/client.js';

/** What a command may know of the world: handed in, so that commands run in-process under test. */
export interface Context {
  /** Name it was called by, for messages. */
  readonly program: string;
  /** The same with the path that was given, if any. */
  readonly invoked?: string;
  /** Words as given, for the `request` of XML output. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly format: 'text' | 'xml' | 'json' | 'html' | 'console' | 'none';
  /** Times -V was given. */
  readonly verbosity: number;
  /** Standard output is a terminal: colours and tables are welcome. */
  readonly terminal: boolean;
  now(): Date;
  /** Let so many milliseconds pass; real ones, if this is absent. */
  sleep?(milliseconds: number): Promise<void>;
  /** Command line of the program that runs this one, where that can be told. */
  caller?(): readonly string[];
  /** All of standard input. */
  stdin(): Promise<string>;
  /** Immediate output, for what must appear before the outcome (progress, prompts, log lines). */
  write(text: string): void;
  warn(text: string): void;
  /**
   * A log line on stderr, in the peer's form `(SOURCE) 	LEVEL: TEXT`, shown when PCMK_stderr or -V ask for
   * its level.
   */
  log(level: LogLevel, source: string, text: string): void;
  /** The CIB this process is to work on: CIB_file, CIB_shadow or the live daemon. */
  cib(): Promise<CibClient>;
}

export const LOG_LEVELS = ['critical', 'error', 'warning', 'notice', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
