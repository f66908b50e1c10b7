/**
 * A cluster script: parameters, in steps, and actions that are carried out with their values. The
 * format is crmsh's (`main.yml`, version 2.2).
 */

/** Whose values a template speaks of: one for each script that is loaded. */
export interface Scope {
  readonly name: string;
}

/** Text with `{{…}}` in it, filled in when it is needed. */
export interface Template {
  readonly template: string;
  readonly scope: Scope;
  /** It is crm syntax, to be laid out. */
  readonly isCib?: boolean;
}

export type Scalar = string | number | boolean;

/** What a name stands for in a template. */
export type Item = Scalar | Template | Part | readonly Item[] | null;

/** Values of a step; as text, it is what the step makes. */
export interface Part {
  readonly values: Values;
  text: Template | string;
}

export type Values = Map<string, Item>;

export interface Parameter {
  readonly name: string;
  shortdesc: string;
  longdesc: string;
  required: boolean;
  unique: boolean;
  /** Only a few need it; absent where nobody says. */
  advanced?: boolean;
  type: string;
  /** What it is if it is not given. */
  value?: Scalar | Template;
  example?: Scalar;
  /** Values it may have, for the type `enum`. */
  values?: unknown;
}

export interface Step {
  name?: string;
  shortdesc: string;
  longdesc: string;
  required: boolean;
  parameters: Parameter[];
  steps: Step[];
  /** The script that it stands for. */
  script?: Script;
  /** Crm syntax that it stands for. */
  made?: Template;
  /** Keys that the source had, where that makes a difference to who reads JSON. */
  readonly has: ReadonlySet<'parameters' | 'steps'>;
}

/** As written: one key names the kind of action. */
export type RawAction = Readonly<Record<string, unknown>>;

export interface Script {
  readonly name: string;
  readonly scope: Scope;
  readonly category: string;
  readonly shortdesc: string;
  readonly longdesc: string;
  /** Where its files are, if it has any. */
  readonly directory?: string | undefined;
  readonly steps: readonly Step[];
  readonly actions: readonly RawAction[];
}

/** A parameter that is given, with those of the steps below it. */
export type Given = { readonly [name: string]: unknown };

export const isTemplate = (item: unknown): item is Template =>
  typeof item === 'object' && item !== null && 'template' in item;

export const isPart = (item: unknown): item is Part => isRecord(item) && 'values' in item;

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
