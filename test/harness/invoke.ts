import type { CibClient } from '../../cib/client/client.js';
import { openCib } from '../../cib/client/open.js';
import type { Command } from '../../tools/command/command.js';
import type { Context } from '../../tools/command/context.js';
import { logPolicy } from '../../tools/command/log.js';
import { runCommand } from '../../tools/command/run.js';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface World {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string;
  readonly now?: Date;
}

/** Run a command in this process with a made-up world, and collect what it printed. */
// biome-ignore lint/suspicious/noExplicitAny: commands of every value and option type
export async function invoke(command: Command<any, any>, argv: readonly string[], world: World = {}): Promise<Ran> {
  let [stdout, stderr] = ['', ''];
  const env = world.env ?? {};
  let client: Promise<CibClient> | undefined;
  const code = await runCommand(
    command,
    command.name,
    argv,
    (shape): Context => ({
      ...shape,
      env,
      terminal: false,
      now: () => world.now ?? new Date(),
      stdin: async () => world.stdin ?? '',
      write: (text) => {
        stdout += text;
      },
      warn: (text) => {
        stderr += text;
      },
      log: (level, source, text) => {
        const policy = logPolicy(env, shape.program, shape.verbosity, shape.logs);
        if (policy.shows(level, source)) stderr += policy.line(level, source, text);
      },
      cib: () => (client ??= openCib(env, command.name)),
    }),
    {
      stdout: (text) => {
        stdout += text;
      },
      stderr: (text) => {
        stderr += text;
      },
      redirect: () => {},
    },
  );
  // A client that could not be had is the command's to report.
  await (await client?.catch(() => undefined))?.close();
  return { code, stdout, stderr };
}
