import type { Grammar } from './argument.js';
import { type Expectation, free, literal } from './expectation.js';
import type { Reader } from './reader.js';

/** An option of a command, in the manner of programs: `-y`, `--name NAME`. */
export interface OptionRow {
  readonly flags: readonly string[];
  readonly summary: string;
  /** What its value is called, if it takes one. */
  readonly value?: string;
  /** It may be given again, and every value counts. */
  readonly many?: boolean;
  /** Values that it may have. */
  readonly choices?: readonly string[];
  /** Values are whole numbers. */
  readonly number?: boolean;
  /** Taken from scripts that still give it. */
  readonly old?: boolean;
}

export type OptionTable = Readonly<Record<string, OptionRow>>;

type ValueOf<Row extends OptionRow> = Row extends { value: string }
  ? Row extends { many: true }
    ? readonly string[]
    : string | undefined
  : boolean;

export interface GivenOptions<Table extends OptionTable> {
  readonly options: { readonly [Name in keyof Table]: ValueOf<Table[Name]> };
  /** What else there is, in order. */
  readonly words: readonly string[];
  /** All of it, as it was written. */
  readonly line: readonly string[];
}

/**
 * Options and other words, in any order; after `--` there are no options.
 * @param words what the other words are; none are taken if absent
 */
export const withOptions = <const Table extends OptionTable>(
  table: Table,
  words?: Expectation,
): Grammar<GivenOptions<Table>> => ({
  usage: `[<option> ...]${words ? ` [${words.title} ...]` : ''}`,
  read(reader) {
    const values = new Map<string, string[]>();
    const others: string[] = [];
    const { at } = reader;
    while (!reader.done) {
      const next = reader.next as string;
      if (next === '--') {
        reader.any(free('--'));
        others.push(...reader.rest().map(({ text }) => text));
      } else if (next.startsWith('-') && next.length > 1) readOption(reader, table, values);
      else if (words) others.push(reader.any(words));
      else break;
    }
    for (const row of Object.values(table)) {
      if (!row.old) for (const flag of row.flags) reader.expect(literal(flag, row.summary));
    }
    if (words) reader.expect(words);
    return { options: collected(table, values), words: others, line: reader.words.slice(at).map(({ text }) => text) };
  },
});

function readOption(reader: Reader, table: OptionTable, values: Map<string, string[]>): void {
  const { at } = reader;
  const text = reader.any(free('<option>'));
  const need = (flag: string) => rowFor(table, flag) ?? reader.fail(`Unknown option ${flag}`, at);
  if (text.startsWith('--')) {
    const [flag, ...rest] = text.split('=');
    const [name, row] = need(flag as string);
    if (row.value === undefined && rest.length > 0) reader.fail(`${flag} takes no value`, at);
    give(reader, name, row, { flag: flag as string, attached: rest.length > 0 ? rest.join('=') : undefined }, values);
    return;
  }
  // Short ones may stand together, the last with its value right after it.
  for (let letter = 1; letter < text.length; letter++) {
    const flag = `-${text[letter]}`;
    const [name, row] = need(flag);
    const takesRest = row.value !== undefined && letter + 1 < text.length;
    give(reader, name, row, { flag, attached: takesRest ? text.slice(letter + 1) : undefined }, values);
    if (takesRest) return;
  }
}

/** By its flag, or the beginning of a long one if that means no other. */
function rowFor(table: OptionTable, flag: string): [string, OptionRow] | undefined {
  const rows = Object.entries(table);
  const exact = rows.find(([, { flags }]) => flags.includes(flag));
  if (exact || !/^--./.test(flag)) return exact;
  const near = rows.filter(([, { flags }]) => flags.some((each) => each.startsWith(flag)));
  return near.length === 1 ? near[0] : undefined;
}

/** @param attached value that came with the flag, in the same word */
function give(
  reader: Reader,
  name: string,
  { value: title, choices, number, many }: OptionRow,
  { flag, attached }: { readonly flag: string; readonly attached: string | undefined },
  values: Map<string, string[]>,
): void {
  if (title === undefined) {
    values.set(name, ['']);
    return;
  }
  const expectation = { title: `<${title.toLowerCase()}>`, complete: () => (choices ?? []).map((text) => ({ text })) };
  reader.expect(expectation);
  if (attached === undefined && reader.done) reader.fail(`${flag} needs a value: ${title}`);
  const value = attached ?? reader.any(expectation);
  if (choices && !choices.includes(value)) reader.fail(`${flag} is one of ${choices.join(', ')}`, reader.at - 1);
  if (number && !/^\d+$/.test(value)) reader.fail(`${flag} is a number`, reader.at - 1);
  values.set(name, many ? [...(values.get(name) ?? []), value] : [value]);
}

function collected<Table extends OptionTable>(
  table: Table,
  values: ReadonlyMap<string, string[]>,
): GivenOptions<Table>['options'] {
  return Object.fromEntries(
    Object.entries(table).map(([name, { value, many }]) => {
      const given = values.get(name);
      if (value === undefined) return [name, given !== undefined];
      return [name, many ? (given ?? []) : given?.at(-1)];
    }),
  ) as GivenOptions<Table>['options'];
}

/** A table of options, as help shows it. */
export function optionsHelp(table: OptionTable): string {
  const rows = Object.values(table)
    .filter(({ old }) => !old)
    .map(
      ({ flags, value, summary }) => [`${flags.join(', ')}${value === undefined ? '' : ` ${value}`}`, summary] as const,
    );
  const width = Math.min(34, Math.max(...rows.map(([left]) => left.length)));
  return rows.map(([left, summary]) => `  ${left.padEnd(width)}  ${summary}`).join('\n');
}
