import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { constants, hostname } from 'node:os';
import { dirname } from 'node:path';
import { writeDurably } from '../../cib/client/write.js';
import { CibError, fromSystemError } from '../../cib/result/error.js';
import type { Preferences } from '../preferences/preferences.js';
import type { Session } from '../session.js';
import { type Host, type Login, type Ran, type Runner, shellLine } from './runner.js';

export interface SshSettings {
  /** Names of this node: what is asked of them is done here. */
  readonly self: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `user@host`: whom to log in as. */
  readonly users: readonly string[];
  /** Never connect to other nodes. */
  readonly disabled: boolean;
  /** User that programs run as here, by sudo. */
  readonly as?: string | undefined;
  /** Whom to log in as everywhere, and how. */
  readonly user?: string;
  readonly options?: readonly string[];
  /** Takes what is run. */
  trace?(text: string): void;
  /** Somebody can answer what ssh asks. */
  readonly interactive: boolean;
}

/** The runner of a session, as its user wants it. */
export function runnerFor(session: Session, preferences: Preferences, login: Login = {}): Runner {
  return sshRunner({
    self: [session.host, hostname(), 'localhost'],
    env: session.env,
    users: preferences
      .get('core.hosts')
      .split(/[\s,]+/)
      .filter(Boolean),
    disabled: preferences.isOn('core.no_ssh'),
    as: preferences.get('core.user') || undefined,
    interactive: session.canAsk,
    trace: (text) => session.debug(text),
    ...login,
  });
}

/** What ssh itself exits with if it does not get through. */
const UNREACHED = 255;

/** Runs programs here, and on other nodes by ssh. */
export function sshRunner(settings: SshSettings): Runner {
  const isHere = (host: Host): host is undefined => host === undefined || settings.self.includes(host);
  const addressOf = (host: string) =>
    settings.user === undefined
      ? (settings.users.find((user) => user.endsWith(`@${host}`)) ?? host)
      : `${settings.user}@${host}`;
  const options = [
    ...['-o', 'StrictHostKeyChecking=accept-new', '-o', 'ConnectTimeout=10'],
    ...(settings.interactive ? [] : ['-o', 'BatchMode=yes']),
    ...(settings.options ?? []),
  ];

  async function remote(host: string, line: string, input?: string | Uint8Array) {
    if (settings.disabled) throw new CibError('ENOTCONN', `${host}: ssh is disabled by the option core.no_ssh`);
    if (host.startsWith('-')) throw new CibError('EINVAL', `'${host}' is not the name of a node`);
    settings.trace?.(`on ${host}: ${line}`);
    const done = await execute(['ssh', ...options, addressOf(host), line], settings.env, input);
    if (done.status === UNREACHED) throw unreached(host, done.stderr);
    return done;
  }

  const runner: Runner = {
    async run(host, argv, input) {
      const local = settings.as ? ['sudo', '-E', '-u', settings.as, ...argv] : argv;
      if (isHere(host)) settings.trace?.(shellLine(local));
      const { stdout, ...done } = isHere(host)
        ? await execute(local, settings.env, input)
        : await remote(host, shellLine(argv), input);
      return { ...done, stdout: stdout.toString('utf8') };
    },
    async copy(host, from, to) {
      const content = readHere(from);
      if (!content) throw new CibError('ENOENT', `${from}: No such file`);
      await runner.write(host, to, content, statSync(from).mode & 0o7777);
    },
    async read(host, path) {
      if (isHere(host)) return readHere(path);
      const done = await remote(host, `test -e ${shellLine([path])} || exit 66; ${shellLine(['cat', '--', path])}`);
      if (done.status === 66) return undefined;
      if (done.status !== 0) throw failed(`${host}: cannot read ${path}`, done);
      return done.stdout;
    },
    async write(host, path, content, mode = 0o644) {
      if (isHere(host)) return writeHere(path, content, mode);
      const done = await remote(host, writing(path, mode), content);
      if (done.status !== 0) throw failed(`${host}: cannot write ${path}`, done);
    },
  };
  return runner;
}

/** A shell's commands that write a file beside its place, and then put it there. */
function writing(path: string, mode: number): string {
  const [file, part] = [shellLine([path]), shellLine([`${path}.part`])];
  const directory = shellLine([dirname(path)]);
  const bits = mode.toString(8);
  return `umask 077 && mkdir -p ${directory} && cat > ${part} && chmod ${bits} ${part} && mv -f ${part} ${file}`;
}

function readHere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fromSystemError(error, `${path}: ${(error as Error).message}`);
  }
}

function writeHere(path: string, content: string | Uint8Array, mode: number): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeDurably(path, content, mode);
    chmodSync(path, mode);
  } catch (error) {
    throw fromSystemError(error, `${path}: ${(error as Error).message}`);
  }
}

const unreached = (host: string, said: string): CibError =>
  new CibError('ENOTCONN', `${host}: cannot be reached by ssh${said.trim() === '' ? '' : `: ${lastLine(said)}`}`);

const failed = (what: string, { status, stderr }: { status: number; stderr: string }): CibError =>
  new CibError('EIO', `${what}: ${lastLine(stderr) || `exit status ${status}`}`);

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

interface Done extends Omit<Ran, 'stdout'> {
  readonly stdout: Buffer;
}

function execute(
  [program = '', ...args]: readonly string[],
  env: SshSettings['env'],
  input: string | Uint8Array = '',
): Promise<Done> {
  return new Promise((resolve) => {
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    const child = spawn(program, args, { env: env as NodeJS.ProcessEnv, stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) => {
      const problem = error.code === 'ENOENT' ? 'command not found' : error.message;
      resolve({ status: 127, stdout: Buffer.alloc(0), stderr: `${program}: ${problem}\n` });
    });
    child.on('close', (code, signal) => {
      const status = code ?? 128 + (signal ? (constants.signals[signal] ?? 0) : 0);
      resolve({ status, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString('utf8') });
    });
    // It may end without reading what it is given.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
