import type { OptionSpec, OptionTable } from './option.js';

/** A command line that does not follow the option table. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Occurrence<Name extends string = string> {
  readonly name: Name;
  /** Undefined for flags, and for optional values that were left out. */
  readonly value: string | undefined;
}

/** The options of one command line, by the long names of its table. */
export class Args<Name extends string = string> {
  constructor(
    /** In the order given; what comes later wins where options exclude each other. */
    readonly given: readonly Occurrence<Name>[],
    readonly positional: readonly string[],
  ) {}

  has(name: Name): boolean {
    return this.given.some((item) => item.name === name);
  }

  count(name: Name): number {
    return this.given.filter((item) => item.name === name).length;
  }

  /** Value of the last occurrence. */
  value(name: Name): string | undefined {
    return this.given.findLast((item) => item.name === name)?.value;
  }

  values(name: Name): string[] {
    return this.given.flatMap((item) => (item.name === name && item.value !== undefined ? [item.value] : []));
  }

  /** The one given last of a group of options that exclude each other. */
  last<N extends Name>(...names: readonly N[]): Occurrence<N> | undefined {
    return this.given.findLast((item): item is Occurrence<N> => (names as readonly Name[]).includes(item.name));
  }
}

interface Lookup {
  readonly long: ReadonlyMap<string, string>;
  readonly short: ReadonlyMap<string, string>;
}

function lookup(table: OptionTable): Lookup {
  const long = new Map<string, string>();
  const short = new Map<string, string>();
  for (const [name, spec] of Object.entries(table)) {
    long.set(name, name);
    if (spec.short) short.set(spec.short, name);
    for (const alias of spec.aliases ?? []) (alias.length === 1 ? short : long).set(alias, name);
  }
  return { long, short };
}

/**
 * Parse a command line as GLib's option parser and Pacemaker's front of it do: long options with
 * `=VALUE` or a following word, bundled short options, a value that looks like a negative number
 * or `-INFINITY` taken as a value, `--` ending the options.
 * @param attached told of each value that follows the letter of its option in the same word
 * @throws UsageError
 */
export function parseArgs<T extends OptionTable>(
  table: T,
  argv: readonly string[],
  attached: (option: string, value: string) => void = () => undefined,
): Args<keyof T & string> {
  const names = lookup(table);
  const given: Occurrence<keyof T & string>[] = [];
  const positional: string[] = [];
  const note = (name: string, value?: string) => given.push({ name, value });
  const accept = (name: string, option: string, value: string | undefined): void => {
    const problem = value === undefined ? undefined : (table[name] as OptionSpec).check?.(value, option);
    if (problem !== undefined) throw new UsageError(problem);
    note(name, value);
  };

  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] as string;
    if (word === '--') {
      positional.push(...argv.slice(i + 1));
      break;
    }
    const isNumber = /^-([1-9]\d*|INFINITY)$/.test(word) && !names.short.has(word.charAt(1));
    if (word === '-' || !word.startsWith('-') || isNumber) {
      positional.push(word);
      continue;
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const name = names.long.get(equals < 0 ? word.slice(2) : word.slice(2, equals));
      if (name === undefined) throw new UsageError(`Unknown option ${word}`);
      const spec = table[name] as OptionSpec;
      if (spec.kind === 'flag' || spec.kind === 'count') {
        if (equals >= 0) throw new UsageError(`Unknown option ${word}`);
        note(name);
      } else if (equals >= 0) accept(name, word.slice(0, equals), word.slice(equals + 1));
      else if (spec.kind === 'optional') accept(name, word, takeIfValue());
      else accept(name, word, take(word));
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] as string;
      const name = names.short.get(letter);
      if (name === undefined) throw new UsageError(`Unknown option -${letter}`);
      const { kind } = table[name] as OptionSpec;
      if (kind === 'flag' || kind === 'count') {
        note(name);
        continue;
      }
      const rest = word.slice(at + 1);
      const option = `-${letter}`;
      if (rest !== '') attached(option, rest);
      accept(name, option, rest !== '' ? rest : kind === 'optional' ? takeIfValue() : take(option));
      break;
    }

    /** An optional value may follow as a word of its own, unless that looks like an option. */
    function takeIfValue(): string | undefined {
      return argv[i + 1]?.startsWith('-') ? undefined : argv[++i];
    }
    function take(option: string): string {
      const next = argv[++i];
      if (next === undefined) throw new UsageError(`Missing argument for ${option}`);
      return next;
    }
  }
  return new Args(given, positional);
}
