import { EXIT, type ExitCode, type ExitName } from '../../cib/result/codes.js';
import { CibError } from '../../cib/result/error.js';
import type { Command, Format, Outcome } from './command.js';
import type { Context, LogLevel } from './context.js';
import { getoptMessage } from './getopt.js';
import { allOptions, helpText } from './help.js';
import { type Args, parseArgs, UsageError } from './parse.js';
import { renderText, renderXml } from './render.js';
import { suggest } from './suggest.js';
import { PRODUCT } from './version.js';

/** Where a run's output went. */
export interface Streams {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Redirect standard output into a file; throws CibError if it cannot be written. */
  redirect(file: string): void;
}

/** Somebody in this process wants what a run finds as data, whether its command line can ask for that form or not. */
export interface Asker {
  readonly format: Format;
  take(outcome: Outcome<unknown>, context: Context): void;
}

/** What is known of a run from its command and options. */
export type Shape = Pick<Context, 'program' | 'argv' | 'format' | 'verbosity'> & {
  readonly logs?: LogLevel | undefined;
};

/** Makes the context once the options that shape it are known. */
export type MakeContext = (shape: Shape) => Context;

/** Run one command line and print what it found. Returns the exit status; throws only on bugs. */
export async function runCommand(
  command: Command,
  program: string,
  argv: readonly string[],
  make: MakeContext,
  streams: Streams,
  asker?: Asker,
): Promise<number> {
  let args: Args;
  try {
    args = parseArgs(allOptions(command), argv, (option, value) => {
      if (!command.script) streams.stderr(attachedText(option, value));
    });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    if (command.script) return misuse(command, `${program}: ${getoptMessage(error.message)}`, streams);
    streams.stderr(`${program}: ${error.message}${suggest(error.message, allOptions(command))}\n`);
    return EXIT.USAGE.number;
  }
  const format = (asker?.format ?? args.value('output-as') ?? command.formats?.[0] ?? 'text') as Format;
  const help = args.given.find((item) => item.name === 'help' || item.name.startsWith('help-'));
  if (help) {
    streams.stdout(helpText(command, help.name === 'help' ? 'main' : help.name.slice('help-'.length)));
    return EXIT.OK.number;
  }
  if (args.has('output-as') && !command.formats?.includes(format)) {
    streams.stderr(`${program}: Error creating output format ${format}: Unknown output format\n`);
    return EXIT.ERROR.number;
  }
  const context = make({ program, argv, format, verbosity: args.count('verbose'), logs: command.logs });
  const to = args.value('output-to');
  try {
    if (to !== undefined && to !== '-') streams.redirect(to);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    streams.stderr(`${program}: Error creating output format ${format}: ${error.rc.description}\n`);
    return EXIT.ERROR.number;
  }
  if (args.has('version')) {
    return print(PRODUCT_COMMAND, { value: undefined }, context, streams);
  }
  try {
    const outcome = await outcomeOf(command, args, context);
    if (!asker) return print(command, outcome, context, streams);
    asker.take(outcome, context);
    return exitCode(outcome.exit).number;
  } catch (error) {
    if (command.script && error instanceof UsageError) return misuse(command, `error: ${error.message}`, streams);
    throw error;
  }
}

const attachedText = (option: string, value: string): string =>
  `Deprecated argument format '${option}${value}' used.\nPlease use '${option} ${value}' instead.  Support will be removed in a future release.\n`;

function misuse(command: Command, message: string, streams: Streams): number {
  streams.stderr(`${message}\n`);
  streams.stdout(`\n${helpText(command, 'main')}`);
  return EXIT[command.script?.misuse ?? 'USAGE'].number;
}

async function outcomeOf(command: Command, args: Args, context: Context): Promise<Outcome<unknown>> {
  try {
    return await command.run(args, context);
  } catch (error) {
    if (error instanceof UsageError && !command.script)
      return { exit: 'USAGE', errors: [`${context.program}: ${error.message}`] };
    if (error instanceof CibError) {
      return { exit: error.rc.exit, errors: [`${context.program}: ${error.located}`, ...error.details] };
    }
    throw error;
  }
}

const PRODUCT_COMMAND: Pick<Command, 'render'> = {
  render: { text: () => PRODUCT.text, xml: () => [PRODUCT.xml()] },
};

export function exitCode(exit: ExitName | number | undefined): ExitCode {
  if (typeof exit !== 'number') return EXIT[exit ?? 'OK'];
  const known = Object.values(EXIT).find(({ number }) => number === exit);
  const description = exit > 128 && exit < 255 ? 'Interrupted by signal' : 'Unknown exit status';
  return known ?? { name: 'CRM_EX_UNKNOWN', number: exit, description };
}

function print(
  command: Pick<Command, 'render'>,
  outcome: Outcome<unknown>,
  context: Context,
  streams: Streams,
): number {
  const exit = exitCode(outcome.exit);
  const structured = (context.format === 'xml' || context.format === 'json') && outcome.printed === undefined;
  const rendered = structured ? renderXml(command, outcome, exit, context) : renderText(command, outcome, context);
  if (rendered.stderr !== '') streams.stderr(rendered.stderr);
  if (rendered.stdout !== '') streams.stdout(rendered.stdout);
  return exit.number;
}
