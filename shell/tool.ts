import type { CibClient } from '../cib/client/client.js';
import { CibError } from '../cib/result/error.js';
import type { Element } from '../cib/xml/element.js';
import type { Command } from '../tools/command/command.js';
import type { Asker } from '../tools/command/run.js';
import type { Session } from './session.js';

/** What a tool did. */
export interface ToolRun {
  /** Its exit status. */
  readonly status: number;
  readonly output: string;
  /** What it complained of, as printed. */
  readonly complaints: string;
}

/** What a tool found, as data. */
export interface ToolFinding {
  /** Its exit status. */
  readonly status: number;
  /** What `--output-as=xml` has in `<pacemaker-result>`. */
  readonly elements: readonly Element[];
  /** What it complained of, a line each. */
  readonly complaints: readonly string[];
}

/** On what a tool works. */
export interface ToolInput {
  /** What it finds on standard input. */
  readonly input?: string;
  /** Opens the CIB, if it is not the one at hand. */
  cib?(): Promise<CibClient>;
}

/**
 * Run one of our tools in this process, on the CIB at hand.
 * @throws CibError `ENOTSUP` if there is no such tool
 */
export async function runTool(
  session: Session,
  name: string,
  args: readonly string[],
  given: ToolInput = {},
): Promise<ToolRun> {
  return run(session, await load(name), name, args, given);
}

/**
 * Run one of our tools, and take what it finds as data, whether its command line has an option for
 * that or not.
 * @throws CibError `ENOTSUP` if there is no such tool
 */
export async function askTool(
  session: Session,
  name: string,
  args: readonly string[],
  given: ToolInput = {},
): Promise<ToolFinding> {
  const tool = await load(name);
  let elements: readonly Element[] = [];
  const errors: string[] = [];
  const { status, complaints } = await run(session, tool, name, args, given, {
    format: 'xml',
    take(outcome, context) {
      if (outcome.value !== undefined) elements = tool.render.xml(outcome.value, context);
      errors.push(...(outcome.errors ?? []));
    },
  });
  const lines = [complaints, ...errors].flatMap((text) => text.split('\n'));
  return { status, elements, complaints: lines.filter(Boolean) };
}

async function load(name: string): Promise<Command> {
  const { TOOLS } = await import('../tools/registry.js');
  const load = TOOLS[name];
  if (!load) throw new CibError('ENOTSUP', `${name} is not part of this build`);
  return load();
}

async function run(
  session: Session,
  tool: Command,
  name: string,
  args: readonly string[],
  { input = '', cib = () => session.cib() }: ToolInput,
  asker?: Asker,
): Promise<ToolRun> {
  session.debug(`${name} ${args.join(' ')}`);
  const { runCommand } = await import('../tools/command/run.js');
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
    sleep: (milliseconds: number) => session.sleep(milliseconds),
    cib,
  };
  const streams = { stdout: world.write, stderr: world.warn, redirect: () => {} };
  const status = await runCommand(tool, name, args, (shape) => ({ ...shape, ...world }), streams, asker);
  return { status, output, complaints };
}

/**
 * Run a tool and show what it finds: as it prints it, or as the result of the command; what several
 * find is one result.
 * @returns whether it went well
 */
export async function showTool(session: Session, name: string, args: readonly string[]): Promise<boolean> {
  const { answer } = session;
  if (!answer) {
    const { status, output, complaints } = await runTool(session, name, args);
    if (complaints !== '') session.console.err(complaints);
    if (output !== '') session.console.out(output);
    return status === 0;
  }
  const { status, elements, complaints } = await askTool(session, name, args);
  for (const line of complaints) session.say(status === 0 ? 'warning' : 'error', line);
  answer.elements = [...answer.elements, ...elements];
  return status === 0;
}
