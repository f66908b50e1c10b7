import { closeSync, openSync, readFileSync } from 'node:fs';
import type { CibClient } from '../../cib/client/client.js';
import { fromSystemError } from '../../cib/result/error.js';
import type { Context } from './context.js';
import { type LogPolicy, logPolicy } from './log.js';
import type { MakeContext, Streams } from './run.js';
import { writeAll } from './write.js';

let output = 1;

export const processStreams: Streams = {
  stdout: (text) => writeAll(output, text),
  stderr: (text) => writeAll(2, text),
  redirect(file) {
    try {
      const fd = openSync(file, 'w');
      if (output !== 1) closeSync(output);
      output = fd;
    } catch (error) {
      throw fromSystemError(error);
    }
  },
};

function caller(): readonly string[] {
  try {
    return readFileSync(`/proc/${process.ppid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** The context of a command that runs as this process. */
export const processContext: MakeContext = (shape): Context => {
  let client: Promise<CibClient> | undefined;
  let policy: LogPolicy | undefined;
  const log: Context['log'] = (level, source, text) => {
    policy ??= logPolicy(process.env, shape.program, shape.verbosity, shape.logs);
    if (policy.shows(level, source)) processStreams.stderr(policy.line(level, source, text));
  };
  return {
    ...shape,
    env: process.env,
    ...(process.argv0.endsWith(`/${shape.program}`) && { invoked: process.argv0 }),
    // Asked only by who cares: making process.stdout costs more than most tools' whole work.
    get terminal() {
      return (shape.format === 'text' || shape.format === 'console') && output === 1 && process.stdout.isTTY === true;
    },
    now: () => new Date(),
    caller,
    stdin: async () => readFileSync(0, 'utf8'),
    write: (text) => processStreams.stdout(text),
    warn: (text) => processStreams.stderr(text),
    log,
    cib: () =>
      (client ??= import('../../cib/client/open.js').then(({ openCib }) => openCib(process.env, shape.program, log))),
  };
};
