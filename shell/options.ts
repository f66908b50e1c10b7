import type { ShellOptions } from './session.js';
import { DISPLAYS, type Display } from './terminal/colors.js';

/** The command line of `crm`. */
export interface CommandLine {
  readonly options: ShellOptions;
  readonly file?: string;
  readonly cib?: string;
  readonly display?: Display;
  readonly show?: 'help' | 'version';
  /** File for a profile of the run. */
  readonly profile?: string;
  /** Words of a command to run. */
  readonly words: readonly string[];
}

/** The command line cannot be understood. */
export class UsageFault extends Error {}

interface Option {
  readonly long?: string;
  readonly short?: string;
  readonly value?: string;
}

const OPTIONS = {
  file: { long: '--file', short: '-f', value: 'FILE' },
  cib: { long: '--cib', short: '-c', value: 'CIB' },
  display: { long: '--display', short: '-D', value: 'OUTPUT_TYPE' },
  force: { long: '--force', short: '-F' },
  no: { long: '--no', short: '-n' },
  wait: { long: '--wait', short: '-w' },
  history: { long: '--history', short: '-H', value: 'DIR|FILE|SESSION' },
  debug: { long: '--debug', short: '-d' },
  regression: { long: '--regression-tests', short: '-R' },
  scriptdir: { long: '--scriptdir', value: 'DIR' },
  profile: { short: '-X', value: 'PROFILE' },
  opt: { long: '--opt', short: '-o', value: 'FORMAT|OPTION=VALUE' },
  version: { long: '--version' },
  help: { long: '--help', short: '-h' },
} as const satisfies Record<string, Option>;

type Name = keyof typeof OPTIONS;
const FORMATS = ['text', 'xml', 'json'];

/** Options stand before the command; everything from its first word on belongs to it. @throws UsageFault */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const given: [Name, string | undefined][] = [];
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] as string;
    if (!arg.startsWith('-') || arg === '-') break;
    if (arg === '--') {
      at++;
      break;
    }
    at += take(arg, args[at + 1], given);
  }
  return interpret(given, args.slice(at));
}

/** @returns how many further arguments were used */
function take(arg: string, next: string | undefined, given: [Name, string | undefined][]): 0 | 1 {
  const [flag, attached] = arg.startsWith('--') ? splitOnce(arg) : [arg.slice(0, 2), arg.slice(2) || undefined];
  const found = (Object.entries(OPTIONS) as [Name, Option][]).find(
    ([, { long, short }]) => short === flag || (long !== undefined && long === flag),
  );
  if (!found) throw new UsageFault(`unrecognized option: ${arg}`);
  const [name, { value }] = found;
  if (value === undefined) {
    given.push([name, undefined]);
    // Short flags may stand together.
    if (attached !== undefined && !arg.startsWith('--')) return take(`-${attached}`, next, given);
    if (attached !== undefined) throw new UsageFault(`option ${flag} takes no value`);
    return 0;
  }
  if (attached === undefined && next === undefined) throw new UsageFault(`option ${flag} needs a value: ${value}`);
  given.push([name, attached ?? next]);
  return attached === undefined ? 1 : 0;
}

function splitOnce(arg: string): [string, string | undefined] {
  const equals = arg.indexOf('=');
  return equals < 0 ? [arg, undefined] : [arg.slice(0, equals), arg.slice(equals + 1)];
}

function interpret(given: readonly [Name, string | undefined][], words: readonly string[]): CommandLine {
  const last = (name: Name) => given.findLast(([other]) => other === name)?.[1];
  const has = (name: Name) => given.some(([other]) => other === name);
  const display = last('display');
  if (display !== undefined && !DISPLAYS.includes(display as Display))
    throw new UsageFault(`unknown output type: ${display}`);
  const format = given.findLast(([name, value]) => name === 'opt' && FORMATS.includes(value ?? ''))?.[1] ?? 'text';
  const settings = given.flatMap(([name, value = '']) => {
    if (name !== 'opt' || FORMATS.includes(value)) return [];
    const [, option, setting] = /^([^=.]+\.[^=.]+)=(.*)$/s.exec(value) ?? [];
    if (option === undefined || setting === undefined) {
      throw new UsageFault(`Expected -o text, xml, json or <section>.<name>=<value>: ${value}`);
    }
    return [[option, setting] as const];
  });
  const [file, cib] = [last('file'), last('cib')];
  return {
    options: {
      force: has('force'),
      no: has('no'),
      wait: has('wait'),
      format: format as ShellOptions['format'],
      regression: has('regression'),
      scripts: last('scriptdir'),
      debug: has('debug'),
      history: last('history'),
      settings,
    },
    ...(file === undefined ? {} : { file }),
    ...(cib === undefined ? {} : { cib }),
    ...(last('profile') === undefined ? {} : { profile: last('profile') as string }),
    ...(display === undefined ? {} : { display: display as Display }),
    ...(has('help') ? { show: 'help' } : has('version') ? { show: 'version' } : {}),
    words,
  };
}

export const USAGE = 'usage: crm [-h|--help] [OPTIONS] [SUBCOMMAND ARGS...]\nor crm help SUBCOMMAND\n';
