import type { CibClient } from '../../cib/client/client.js';
import { CibError } from '../../cib/result/error.js';
import type { Outcome } from '../command/command.js';
import type { Context } from '../command/context.js';

/** A tool's failure, with the lines and exit status that it ends with. */
export class Failure extends Error {
  constructor(readonly outcome: Outcome<never>) {
    super(outcome.errors?.join('\n') ?? '');
  }
}

/**
 * Open the CIB for a tool.
 * @throws Failure saying, in the name of `program`, why there is none to be had
 */
export async function connect(context: Context, program: string): Promise<CibClient> {
  try {
    return await context.cib();
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    throw new Failure({
      exit: error.rc.exit,
      errors: [`${program}: Could not connect to the CIB: ${error.rc.description}`, ...error.details],
    });
  }
}
