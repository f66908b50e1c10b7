/**
 * The option table of a command: the one place where its options are written down. Parser, help,
 * shell completion and man page are all made from it.
 */

/** What a value stands for; shell completion and the `crm` shell offer candidates by it. */
export type ValueKind =
  | 'file'
  | 'directory'
  | 'node'
  | 'resource'
  | 'ticket'
  | 'shadow'
  | 'attribute'
  | 'section'
  | 'xpath'
  | 'schema'
  | 'rule'
  | 'set'
  | 'date'
  | 'command'
  | 'text';

export interface OptionSpec {
  /**
   * flag: no value; count: may be repeated; value: one value; optional: perhaps a value, as
   * `--name=value` or as a following word that is no option.
   */
  readonly kind: 'flag' | 'count' | 'value' | 'optional';
  readonly short?: string;
  /** Other spellings that are accepted: `--long` names, or one letter for a short one. */
  readonly aliases?: readonly string[];
  /** Title of the value in help, e.g. FILE. */
  readonly arg?: string;
  readonly help: string;
  /** Id of the help group it is listed in; the main group if absent. */
  readonly group?: string;
  /** The allowed values, or what kind of thing the value is. */
  readonly values?: readonly string[];
  readonly complete?: ValueKind;
  /** What is wrong with a value, if anything: `option` is the word that it was given with. */
  readonly check?: (text: string, option: string) => string | undefined;
  /** Accepted, but listed in no help. */
  readonly hidden?: boolean;
  /** Kept for old scripts; help lists it under deprecated options. */
  readonly deprecated?: boolean;
}

/** Options by long name. */
export type OptionTable = Readonly<Record<string, OptionSpec>>;

export interface HelpGroup {
  readonly id: string;
  /** Heading, e.g. "Commands:". */
  readonly title: string;
  /** What `--help-ID` is described as, e.g. "Show command help". */
  readonly help: string;
}

type Rest = Omit<OptionSpec, 'kind' | 'help'>;

export const flag = (help: string, rest: Rest = {}): OptionSpec => ({ kind: 'flag', help, ...rest });
export const count = (help: string, rest: Rest = {}): OptionSpec => ({ kind: 'count', help, ...rest });
export const value = (arg: string, help: string, rest: Rest = {}): OptionSpec => ({
  kind: 'value',
  arg,
  help,
  ...rest,
});
export const optional = (arg: string, help: string, rest: Rest = {}): OptionSpec => ({
  kind: 'optional',
  arg,
  help,
  ...rest,
});
