import { ERRNO, EXIT, RC, type ReturnCode } from '../cib/result/codes.js';
import { Element } from '../cib/xml/element.js';
import { command } from './command/command.js';
import { flag } from './command/option.js';
import { exitCode } from './command/run.js';

interface Code {
  readonly code: number;
  readonly name: string;
  readonly description: string;
}

interface Value {
  readonly codes: readonly Code[];
  readonly withNames: boolean;
  /** A list of all codes shows their numbers too. */
  readonly listed: boolean;
}

/** One family of codes: what a number means in it, and all that are known, in ascending order. */
interface Family {
  lookup(code: number): Code;
  all(): Code[];
}

const UNKNOWN = 'Unknown';
const systemErrors = new Map<number, ReturnCode>(Object.values(ERRNO).map((error) => [error.number, error]));
const systemError = (number: number): Code => ({
  code: number,
  name: systemErrors.get(number)?.name ?? UNKNOWN,
  description: systemErrors.get(number)?.description ?? `Unknown error ${number}`,
});
const allSystemErrors = (): Code[] => [...systemErrors.keys()].sort((a, b) => a - b).map(systemError);
const OK: Code = { code: 0, name: RC.ok.name, description: RC.ok.description };

/** The older interfaces number Pacemaker's own errors from 201 on, of either sign. */
const LEGACY_OWN = new Map<number, Code>(
  Object.values<ReturnCode>(RC)
    .filter(({ legacy }) => legacy <= -201 && legacy >= -217)
    .toReversed()
    .map(({ legacy, name, description }) => [
      -legacy,
      {
        code: -legacy,
        name: name === 'pcmk_rc_error' ? 'pcmk_err_generic' : name.replace('_rc_', '_err_'),
        description,
      },
    ]),
);
/** Described, but it has no name in this family, so that lists leave it out. */
const UNNAMED_LEGACY = -RC.schema_unchanged.legacy;

const FAMILIES: Record<'legacy' | 'rc' | 'exit', Family> = {
  legacy: {
    lookup(code) {
      if (code === 0) return OK;
      const own = LEGACY_OWN.get(Math.abs(code));
      const found = own ?? systemError(Math.abs(code));
      return { ...found, code, name: found.code === UNNAMED_LEGACY ? UNKNOWN : found.name };
    },
    all: () => [
      OK,
      ...allSystemErrors(),
      ...[...LEGACY_OWN.values()].filter(({ code }) => code !== UNNAMED_LEGACY).sort((a, b) => a.code - b.code),
    ],
  },
  rc: {
    lookup(code) {
      const found = Object.values<ReturnCode>(RC).find(({ number }) => number === code);
      if (found) return { code, name: found.name, description: found.description };
      return code > 0 ? systemError(code) : { code, name: UNKNOWN, description: RC.error.description };
    },
    all: () => [
      ...Object.values<ReturnCode>(RC)
        .map(({ number, name, description }) => ({ code: number, name, description }))
        .sort((a, b) => a.code - b.code),
      ...allSystemErrors(),
    ],
  },
  exit: {
    lookup(code) {
      if (code === 255) return { code, name: 'CRM_EX_UNKNOWN', description: EXIT.ERROR.description };
      const { name, description } = exitCode(code);
      return { code, name, description };
    },
    all: () => Object.values(EXIT).map(({ name, number, description }) => ({ code: number, name, description })),
  },
};

/** As scripts write it: leading white space and trailing rubbish are ignored; no digits at all is the smallest code. */
function parseCode(word: string): number {
  const digits = /^\s*([-+]?\d+)/.exec(word)?.[1];
  return digits === undefined ? -(2 ** 31) : Number(digits);
}

export const crmError = command({
  name: 'crm_error',
  summary: 'display name or description of a Pacemaker error code',
  usage: '[-- <rc> [<rc>...]]',
  formats: ['text', 'xml', 'json'],
  positional: { title: 'rc', many: true },
  options: {
    name: flag('Show the symbolic name of each error too', { short: 'n' }),
    list: flag('Show every known error (the default if no code is given)', { short: 'l' }),
    exit: flag('Take the numbers as exit statuses of command-line tools', { short: 'X' }),
    rc: flag("Take the numbers as Pacemaker's standard return codes", { short: 'r' }),
    silent: flag('Accepted for old scripts: print descriptions only', { short: 's', hidden: true }),
  },
  examples: [{ text: 'What does exit status 105 of a tool mean', command: 'crm_error --exit --name 105' }],
  run(args): { value: Value } {
    const family = FAMILIES[args.last('exit', 'rc')?.name ?? 'legacy'];
    const listed = args.has('list') || args.positional.length === 0;
    const codes = listed ? family.all() : args.positional.map((word) => family.lookup(parseCode(word)));
    return { value: { codes, withNames: args.has('name'), listed } };
  },
  render: {
    text: ({ codes, withNames, listed }) =>
      codes
        .map(({ code, name, description }) => {
          if (!listed) return withNames ? `${name} - ${description}\n` : `${description}\n`;
          return `${String(code).padStart(5)}: ${withNames ? `${name.padEnd(26)}  ` : ''}${description}\n`;
        })
        .join(''),
    xml: ({ codes, withNames }) =>
      codes.map(
        ({ code, name, description }) =>
          new Element('result-code', { code: String(code), ...(withNames ? { name } : {}), description }),
      ),
  },
});
