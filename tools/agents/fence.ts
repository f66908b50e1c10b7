import { spawn } from 'node:child_process';

/** How an action of a fence agent ended. */
export interface FenceRun {
  /** Exit status of the agent; undefined if it took too long or was killed. */
  readonly exit: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Run an action of a fence agent on this host. A fence agent reads its parameters from standard
 * input, a line each: secrets stay out of process lists.
 * @param file of the agent
 * @param parameters of the device, without those that only Pacemaker heeds
 */
export function runFenceAgent(
  file: string,
  action: string,
  parameters: ReadonlyMap<string, string>,
  timeoutMs: number,
): Promise<FenceRun> {
  const given = [['action', action], ...[...parameters].filter(([name]) => name !== 'action')];
  return new Promise((resolve) => {
    const child = spawn(file, [], { stdio: ['pipe', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    }
    const finish = (exit: number | undefined): void => {
      clearTimeout(timer);
      resolve({ exit, ...output });
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      // What the agent started may hold these open
      child.stdout.destroy();
      child.stderr.destroy();
      finish(undefined);
    }, timeoutMs);
    child.on('error', ({ message }) => {
      output.stderr += message;
      finish(1);
    });
    child.on('close', (exit) => finish(exit ?? undefined));
    // An agent that does not read them is no error
    child.stdin.on('error', () => undefined);
    child.stdin.end(given.map(([name, value]) => `${name}=${value}\n`).join(''));
  });
}
