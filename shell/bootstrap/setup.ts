import { CibError } from '../../cib/result/error.js';
import type { Runner } from '../remote/runner.js';
import { type Services, servicesBy } from '../remote/services.js';
import type { Session } from '../session.js';

/** How nodes are set up: what every step needs. */
export interface Setup {
  readonly session: Session;
  readonly runner: Runner;
  readonly services: Services;
  /** Say what is done. */
  note(text: string): void;
  /** Yes or no; --yes says yes to all. */
  confirm(question: string): Promise<boolean>;
}

export interface Manner {
  readonly quiet: boolean;
  readonly yes: boolean;
}

/** @throws CibError `ENOTSUP` if there are questions and nobody to answer them */
export async function setupOf(session: Session, { quiet, yes }: Manner): Promise<Setup> {
  if (!yes && !session.canAsk && !session.options.force) {
    throw new CibError('ENOTSUP', 'No pseudo-tty detected! Use -t option to ssh if calling remotely.', {}, [
      'Without a terminal nobody can be asked: give --yes',
    ]);
  }
  const runner = await session.runner();
  return {
    session,
    runner,
    services: servicesBy(runner),
    note: (text) => {
      if (!quiet) session.say('info', text);
    },
    confirm: async (question) => yes || session.ask(question),
  };
}

/** A step towards a cluster; its name says where it stopped, if it did. */
export interface Step {
  readonly name: string;
  run(): Promise<void>;
}

/** Take steps one after the other. @throws CibError the first fault, with the name of the step */
export async function takeSteps(steps: readonly Step[]): Promise<void> {
  for (const { name, run } of steps) {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      throw new CibError(error.code, `step '${name}': ${error.message}`, error.place, error.details);
    }
  }
}

/** Run a program that has to succeed. @throws CibError `EIO` with what it said */
export async function must({ runner }: Setup, host: string | undefined, argv: readonly string[], input?: string) {
  const { status, stdout, stderr } = await runner.run(host, argv, input);
  if (status === 0) return stdout;
  const said = (stderr.trim() || stdout.trim()).split('\n').at(-1) || `exit status ${status}`;
  throw new CibError('EIO', `${host === undefined ? '' : `${host}: `}${argv[0]} failed: ${said}`);
}

/** Whether a program is there. */
export async function has({ runner }: Setup, host: string | undefined, program: string): Promise<boolean> {
  return (await runner.run(host, ['sh', '-c', 'command -v "$0"', program])).status === 0;
}
