/**
 * Options that configure a cluster or a resource: what `--list-options`, the shell's help and its
 * completion know about them. Names, types, defaults and allowed values are the peers' interface.
 */
export interface Option {
  readonly name: string;
  readonly type: OptionType;
  /** Absent: there is no default. */
  readonly default?: string;
  /** Allowed values of a `select`. */
  readonly values?: readonly string[];
  /** One line. */
  readonly short: string;
  /** The rest of what there is to say. */
  readonly long?: string;
  /** Rarely right to change. */
  readonly advanced?: boolean;
  /** Will be removed; listed for old configurations. */
  readonly deprecated?: boolean;
  /** Written by the cluster, not by people. */
  readonly generated?: boolean;
  /** Deprecated name of the same option. */
  readonly alias?: string;
}

export type OptionType =
  | 'boolean'
  | 'duration'
  | 'integer'
  | 'nonnegative_integer'
  | 'percentage'
  | 'port'
  | 'score'
  | 'select'
  | 'string'
  | 'timeout'
  | 'version';

export interface OptionList {
  /** Name of the pretended resource agent that XML output describes. */
  readonly agent: string;
  readonly short: string;
  readonly long: string;
  readonly options: readonly Option[];
}
