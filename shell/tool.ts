import type { CibClient } from '../cib/client/client.js';
import { CibError } from '../cib/result/error.js';
import type { Session } from './session.js';

/** What a tool did. */
export interface ToolRun {
  /** Its exit status. */
  readonly status: number;
  readonly output: string;
  /** What it complained of, as printed. */
  readonly complaints: string;
}

/**
 * Run one of our tools in this process, on the CIB at hand.
 * @param input what it finds on standard input
 * @param cib opens the CIB it works on, if that is another
 * @throws CibError `ENOTSUP` if there is no such tool
 */
export async function runTool(
  session: Session,
  name: string,
  args: readonly string[],
  input = '',
  cib: () => Promise<CibClient> = () => session.cib(),
): Promise<ToolRun> {
  const [{ runCommand }, { TOOLS }] = await Promise.all([
    import('../tools/command/run.js'),
    import('../tools/registry.js'),
  ]);
  const load = TOOLS[name];
  if (!load) throw new CibError('ENOTSUP', `${name} is not part of this build`);
  let [output, complaints] = ['', ''];
  const world = {
    env: session.env,
    terminal: false,
    now: session.now,
    stdin: () => Promise.resolve(input),
    write: (text: string) => {
      output += text;
    },
    warn: (text: string) => {
      complaints += text;
    },
    log: () => {},
    cib,
  };
  const streams = { stdout: world.write, stderr: world.warn, redirect: () => {} };
  const status = await runCommand(await load(), name, args, (shape) => ({ ...shape, ...world }), streams);
  return { status, output, complaints };
}

/** Run a tool and show what it prints. @returns whether it went well */
export async function showTool(session: Session, name: string, args: readonly string[]): Promise<boolean> {
  const { status, output, complaints } = await runTool(session, name, args);
  if (complaints !== '') session.console.err(complaints);
  if (output !== '') session.console.out(output);
  return status === 0;
}
