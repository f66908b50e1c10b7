import { CibError } from '../../cib/result/error.js';
import { parseInterval } from '../../cib/time/interval.js';
import type { Context } from '../command/context.js';
import { type Args, UsageError } from '../command/parse.js';
import type { Name } from './options.js';

export interface Mode {
  readonly format: 'text' | 'console' | 'html' | 'xml' | 'legacy-xml' | 'json' | 'none';
  /** Once, again and again, or the same in the background. */
  readonly run: 'once' | 'update' | 'background';
  /** File that is written; undefined: standard output. */
  readonly to: string | undefined;
  readonly intervalMs: number;
  readonly cgi: boolean;
}

const DEFAULT_INTERVAL_MS = 5000;

/**
 * What the options and the world come to.
 * @throws UsageError for options that do not go together
 */
export function modeOf(args: Args<Name>, { env, terminal, format: named }: Context): Mode {
  const intervalMs = intervalOf(args);
  const output = args.value('as-html') ?? args.value('output-to' as Name);
  const to = output === '-' ? undefined : output;
  const asked = runAsked(args);
  const common = { to, intervalMs, cgi: args.has('html-cgi') || args.has('web-cgi') };
  const format = deprecatedFormat(args) ?? named;
  if (format !== 'text' && format !== 'console') {
    // A file can be written again and again; what is on standard output stays there
    const mode = asked ?? 'once';
    return checked({ ...common, format, run: mode === 'update' && to === undefined ? 'once' : mode }, args);
  }
  const explicitText = args.has('disable-ncurses') || args.value('output-as' as Name) === 'text';
  const file = env['CIB_file'] ?? env['CIB_shadow'] ?? args.value('xml-file');
  const once = asked === 'once' || asked === 'background' || file !== undefined || to !== undefined;
  if (!explicitText && terminal && !once) return { ...common, format: 'console', run: 'update' };
  const mode = asked ?? 'once';
  return checked({ ...common, format: 'text', run: mode === 'update' && to === undefined ? 'once' : mode }, args);
}

/** The last word counts, but an interval says nothing against the background. */
function runAsked(args: Args<Name>): Mode['run'] | undefined {
  let asked: Mode['run'] | undefined;
  for (const { name } of args.given) {
    if (name === 'daemonize') asked = 'background';
    else if (name === 'one-shot' || name === 'web-cgi' || name === 'simple-status') asked = 'once';
    else if (name === 'interval' && asked !== 'background') asked = 'update';
  }
  return asked;
}

function deprecatedFormat(args: Args<Name>): 'legacy-xml' | 'html' | undefined {
  if (args.has('as-xml')) return 'legacy-xml';
  return args.has('as-html') || args.has('web-cgi') ? 'html' : undefined;
}

function intervalOf(args: Args<Name>): number {
  const text = args.value('interval');
  if (text === undefined) return DEFAULT_INTERVAL_MS;
  try {
    return parseInterval(text);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    throw new UsageError(`Invalid value for -i: ${text}`);
  }
}

function checked(mode: Mode, args: Args<Name>): Mode {
  if (mode.run !== 'background' || args.has('external-agent')) return mode;
  if (mode.to === undefined) {
    const needs = "--output-to (with value not set to '-') and --external-agent";
    throw new UsageError(`--daemonize requires at least one of ${needs}`);
  }
  if (mode.format === 'none') {
    throw new UsageError('--daemonize requires --external-agent if used with --output-as=none');
  }
  return mode;
}
