import type { ClientEnvironment } from '../../cib/client/client.js';
import { type SocketPaths, SYSTEM_RUN_DIRECTORY, socketsAt, socketsIn } from '../../cib/wire/location.js';
import { LOG_LEVELS, type LogLevel } from '../runtime/log.js';
import type { Settings } from './effects.js';
import type { Limits } from './session.js';

export interface DaemonOptions {
  /** Of the CIB and its journal. */
  readonly directory: string;
  readonly runDirectory: string;
  readonly sockets: SocketPaths;
  /** Standard error if absent. */
  readonly logFile: string | undefined;
  readonly logLevel: LogLevel;
  readonly settings: Settings & { readonly historyBytes: number };
}

export const LIMITS: Limits = {
  messageBytes: 256 * 1024 * 1024,
  backlogBytes: 64 * 1024 * 1024,
  outstanding: 4096,
  xml: { maxLength: 256 * 1024 * 1024, maxDepth: 256 },
};

const MEBIBYTE = 1024 * 1024;

/** What a command line and an environment ask for; a text if they make no sense. */
export function readOptions(args: readonly string[], env: ClientEnvironment, isRoot: boolean): DaemonOptions | string {
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const [name = '', inline] = (args[i] as string).split(/=([\s\S]*)/);
    if (FLAGS.has(name)) continue;
    if (!VALUES.has(name)) return `unknown option ${name}`;
    const value = inline ?? args[++i];
    if (value === undefined) return `option ${name} needs a value`;
    given.set(name, value);
  }
  const level = given.get('--log-level') ?? 'info';
  if (!(LOG_LEVELS as readonly string[]).includes(level)) return `unknown log level ${level}`;
  const numbers = { checkpointBytes: 16 * MEBIBYTE, checkpointDelay: 5000, historyBytes: 64 * MEBIBYTE };
  for (const [option, name] of NUMBERS) {
    const text = given.get(option);
    if (text === undefined) continue;
    if (!/^\d{1,15}$/.test(text)) return `option ${option} needs a number`;
    numbers[name] = Number(text);
  }
  const own = env.METRONOME_DIR ?? (isRoot ? undefined : ownDirectory(env));
  const directory = given.get('--directory') ?? (own === undefined ? '/var/lib/pacemaker/cib' : `${own}/cib`);
  const runDirectory = given.get('--run-directory') ?? defaultRunDirectory(env, own);
  const sockets =
    env.PCMK_cib_socket && !given.has('--run-directory') ? socketsAt(env.PCMK_cib_socket) : socketsIn(runDirectory);
  return {
    directory,
    runDirectory,
    sockets,
    logFile: given.get('--log'),
    logLevel: level as LogLevel,
    settings: numbers,
  };
}

const FLAGS: ReadonlySet<string> = new Set(['--foreground']);
const NUMBERS = [
  ['--checkpoint-bytes', 'checkpointBytes'],
  ['--checkpoint-delay', 'checkpointDelay'],
  ['--history-bytes', 'historyBytes'],
] as const;
const VALUES: ReadonlySet<string> = new Set([
  '--directory',
  '--run-directory',
  '--log',
  '--log-level',
  ...NUMBERS.map(([option]) => option),
]);

/** Where a user who is not root keeps a CIB for trying things out. */
const ownDirectory = (env: ClientEnvironment): string =>
  env.XDG_RUNTIME_DIR ? `${env.XDG_RUNTIME_DIR}/metronome` : `${env.HOME ?? '.'}/.metronome`;

function defaultRunDirectory(env: ClientEnvironment, own: string | undefined): string {
  if (own === undefined) return SYSTEM_RUN_DIRECTORY;
  return env.METRONOME_DIR || !env.XDG_RUNTIME_DIR ? `${own}/run` : own;
}

export const USAGE = `Usage: pacemaker-based [OPTION]...
The CIB daemon: holds the cluster's configuration and status.

  --directory DIR        directory of the CIB, its backups and its journal
  --run-directory DIR    directory of the sockets
  --foreground           stay in the foreground (the daemon always does)
  --log FILE             write the log to FILE instead of standard error
  --log-level LEVEL      ${LOG_LEVELS.join(', ')} (default: info)
  --checkpoint-bytes N   write cib.xml after this many bytes of journal
  --checkpoint-delay MS  write cib.xml this long after the configuration changed
  --history-bytes N      bytes of journal to keep as history
  --help                 show this and exit
`;
