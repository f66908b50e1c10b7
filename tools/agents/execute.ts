import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fromSystemError } from '../../cib/result/error.js';
import { agentFile, ocfDirectory, unitFile } from './list.js';
import type { AgentName, Environment } from './name.js';

/** How the execution of an operation ended, by the numbers of the operation history. */
export const EXECUTION = { done: 0, timeout: 2, error: 4, notInstalled: 7 } as const;

/** What came of an operation of an agent. */
export interface Execution {
  readonly status: (typeof EXECUTION)[keyof typeof EXECUTION];
  /** As OCF counts. */
  readonly exit: number;
  readonly reason?: string | undefined;
  readonly stdout?: string;
  readonly stderr?: string;
}

export interface Operation {
  readonly action: string;
  /** Of agents that take parameters. */
  readonly parameters: Iterable<readonly [name: string, value: string]>;
  readonly instance: string;
  readonly timeoutMs: number;
}

const ERROR = 1;
const UNIMPLEMENTED = 3;
const DENIED = 4;
const NOT_INSTALLED = 5;
const REASON = 'ocf-exit-reason:';

/** Run an operation of an agent on this host, as the cluster would. */
export async function execute(agent: AgentName, operation: Operation, env: Environment): Promise<Execution> {
  const standard = agent.standard.toLowerCase() === 'service' ? serviceClass(agent.type, env) : agent.standard;
  const kind = standard?.toLowerCase();
  if (kind !== 'ocf' && kind !== 'lsb') {
    const reason = `Manual execution of the ${standard ?? 'unspecified'} standard is unsupported`;
    return { status: EXECUTION.error, exit: UNIMPLEMENTED, reason };
  }
  const action = kind === 'lsb' && operation.action === 'monitor' ? 'status' : operation.action;
  const known = agentFile({ ...agent, standard: kind }, env);
  const file = known ?? (kind === 'lsb' ? join('/etc/init.d', agent.type) : agent.type);
  const problem = kind === 'ocf' && known === undefined ? 'ENOENT' : problemOf(file);
  if (problem !== undefined) return refused(file, problem);
  const surroundings = kind === 'ocf' ? { ...env, ...ocfVariables(agent, operation, env) } : env;
  const ended = await run(file, action, surroundings, operation.timeoutMs);
  if (ended.status !== EXECUTION.done) return ended;
  const exit = kind === 'lsb' ? lsbExit(action, ended.exit) : ocfExit(ended.exit);
  return { ...ended, exit, reason: kind === 'ocf' ? reasonIn(ended.stderr) : undefined };
}

function serviceClass(type: string, env: Environment): string | undefined {
  if (agentFile({ standard: 'lsb', type }, env) !== undefined) return 'lsb';
  return unitFile(type) === undefined ? undefined : 'systemd';
}

function problemOf(file: string): string | undefined {
  try {
    statSync(file);
    return undefined;
  } catch (error) {
    return fromSystemError(error).code;
  }
}

function refused(file: string, code: string | undefined): Execution {
  const text = fromSystemError({ code }).rc.description;
  const reason = `${file}: ${text}`;
  if (code === 'EACCES' || code === 'EPERM') return { status: EXECUTION.error, exit: DENIED, reason };
  return { status: EXECUTION.notInstalled, exit: NOT_INSTALLED, reason };
}

function ocfVariables(agent: AgentName, { parameters, instance }: Operation, env: Environment): Record<string, string> {
  const variables: Record<string, string> = {
    OCF_RA_VERSION_MAJOR: '1',
    OCF_RA_VERSION_MINOR: '1',
    OCF_ROOT: dirname(ocfDirectory(env)),
    OCF_EXIT_REASON_PREFIX: REASON,
    OCF_RESOURCE_INSTANCE: instance,
    OCF_RESOURCE_TYPE: agent.type,
    OCF_RESOURCE_PROVIDER: agent.provider ?? '',
  };
  for (const [name, value] of parameters) variables[`OCF_RESKEY_${name}`] = value;
  return variables;
}

function run(file: string, action: string, env: Environment, timeoutMs: number): Promise<Execution> {
  return new Promise((resolve) => {
    const child = spawn(file, [action], { env, stdio: ['inherit', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    }
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      const reason = 'Resource agent did not exit within specified timeout';
      resolve({ status: EXECUTION.timeout, exit: ERROR, reason, ...said(output) });
      // What the agent started may hold these open
      child.stdout.destroy();
      child.stderr.destroy();
    }, timeoutMs);
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      resolve(refused(file, error.code));
    });
    child.on('close', (exit, signal) => {
      clearTimeout(timer);
      if (signal === null) resolve({ status: EXECUTION.done, exit: exit ?? ERROR, ...said(output) });
      else {
        const reason = `Resource agent interrupted by ${SIGNALS[signal] ?? `signal ${constants.signals[signal]}`} signal`;
        resolve({ status: EXECUTION.error, exit: ERROR, reason, ...said(output) });
      }
    });
  });
}

/** What was said on either stream, if anything. */
const said = ({ stdout, stderr }: { stdout: string; stderr: string }): Pick<Execution, 'stdout' | 'stderr'> => ({
  ...(stdout === '' ? {} : { stdout }),
  ...(stderr === '' ? {} : { stderr }),
});

/** Signals by the C library's words for them. */
const SIGNALS: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
  SIGHUP: 'Hangup',
  SIGINT: 'Interrupt',
  SIGQUIT: 'Quit',
  SIGILL: 'Illegal instruction',
  SIGABRT: 'Aborted',
  SIGBUS: 'Bus error',
  SIGFPE: 'Floating point exception',
  SIGKILL: 'Killed',
  SIGSEGV: 'Segmentation fault',
  SIGPIPE: 'Broken pipe',
  SIGALRM: 'Alarm clock',
  SIGTERM: 'Terminated',
};

/** The reason that an OCF agent gave last. */
function reasonIn(stderr = ''): string | undefined {
  const at = stderr.lastIndexOf(REASON);
  const reason = at < 0 ? '' : (stderr.slice(at + REASON.length).split('\n')[0] ?? '');
  return reason === '' ? undefined : reason;
}

const ocfExit = (exit: number): number => (exit <= 9 || exit === 190 || exit === 191 ? exit : ERROR);

/** What LSB says of the status of a service has codes of its own. */
const LSB_STATUS: readonly number[] = [0, 7, 7, 7];

function lsbExit(action: string, exit: number): number {
  if (action !== 'status') return exit <= 7 ? exit : ERROR;
  if (exit === 150) return NOT_INSTALLED;
  return exit === 151 ? DENIED : (LSB_STATUS[exit] ?? ERROR);
}
