import type { ExitName } from '../../cib/result/codes.js';
import type { Element } from '../../cib/xml/element.js';
import type { Context, LogLevel } from './context.js';
import type { HelpGroup, OptionTable, ValueKind } from './option.js';
import type { Args } from './parse.js';

export type Format = 'text' | 'xml' | 'json' | 'html' | 'console' | 'none';

/** What a command found out, before it is rendered. */
export interface Outcome<Value> {
  /** Plain data: `--output-as=json` prints just this. */
  readonly value?: Value;
  /** To be printed as it stands, in the place of a rendering. */
  readonly printed?: string;
  readonly exit?: ExitName | number;
  /** To stderr, or the `<errors>` of XML output: whole lines, as printed. */
  readonly errors?: readonly string[];
}

/** How a value looks; JSON needs no renderer, it is the value itself. */
export interface Renderer<Value> {
  /** Text with its newlines; '' prints nothing. */
  text(value: Value, context: Context): string;
  /** Children of `<pacemaker-result>`. */
  xml(value: Value, context: Context): readonly Element[];
}

export interface Example {
  readonly text: string;
  readonly command: string;
}

export interface Command<Value = unknown, Options extends OptionTable = OptionTable> {
  readonly name: string;
  /** One line, lower case, no full stop. */
  readonly summary: string;
  /** Paragraphs for help and man page. */
  readonly description?: string;
  /** Follows "[OPTION?]" in the usage line. */
  readonly usage?: string;
  /** Help groups beside the main one, in order. */
  readonly groups?: readonly HelpGroup[];
  readonly options: Options;
  /** Formats of --output-as; none if the tool has no such option. */
  readonly formats?: readonly Format[];
  readonly positional?: { readonly title: string; readonly complete?: ValueKind; readonly many?: boolean };
  readonly examples?: readonly Example[];
  /** Least severe level of log lines that is shown before any -V asks for more; `error` if absent. */
  readonly logs?: LogLevel;
  /** The peer is a shell script: misuse is reported as getopt(1) does, with the help, and this exit status. */
  readonly script?: { readonly misuse: ExitName };
  readonly render: Renderer<Value>;
  run(args: Args<keyof Options & string>, context: Context): Promise<Outcome<Value>> | Outcome<Value>;
}

/** Lets a table be written down with its option names inferred, so that `args.value('nam')` is a type error. */
export function command<Value, const Options extends OptionTable>(
  spec: Command<Value, Options>,
): Command<Value, Options> {
  return spec;
}
