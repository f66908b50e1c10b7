import type { Say } from '../step.js';

/** What becomes of one retired option or attribute. */
export interface Replacement {
  readonly what: string;
  /** Its name from now on; without one it is dropped. */
  readonly as?: string;
  /** Where it moves, unless something of its new name is there already; otherwise it stays in its set. */
  readonly under?: 'op_defaults' | 'rsc_defaults' | 'meta_attributes' | 'per-resource-meta_attributes';
  /** Only for these values (for operations: of operations so named). */
  readonly when?: readonly string[];
  /** Only for a single value that starts so; the start is cut off. */
  readonly prefix?: string;
  /** Its value from now on. */
  readonly value?: string;
  /** Advice to go with the message, which then is more than a debug message. */
  readonly advice?: string;
  readonly level?: 'warning';
}

export interface ReplacementTable {
  /** How messages begin. */
  readonly heading: string;
  readonly entries: readonly Replacement[];
}

/** The entry for something of that name; one made for its value goes before one for any value. */
export function find(table: ReplacementTable, what: string, subject: string): Replacement | undefined {
  const named = table.entries.filter((entry) => entry.what === what);
  return named.find((entry) => isSpecific(entry) && applies(entry, subject)) ?? named.find((e) => !isSpecific(e));
}

const isSpecific = ({ when, prefix }: Replacement): boolean => when !== undefined || prefix !== undefined;

function applies({ when, prefix }: Replacement, subject: string): boolean {
  // A run of alternatives joined by bars counts as one of them, as it always has.
  if (when && `|${when.join('|')}|`.includes(`|${subject}|`)) return true;
  return prefix !== undefined && subject.startsWith(prefix) && !subject.includes(',');
}

/** `about` says whose option it is: an id, mostly. */
export function announce(table: ReplacementTable, about: string, replacement: Replacement, say: Say): void {
  const { advice } = replacement;
  const level = replacement.level ?? (advice === undefined ? 'debug' : 'info');
  say(level, `${table.heading}: ${about ? `${about}: ` : ''}${describe(replacement)}`);
  if (advice !== undefined) say(level, `${table.heading}: ... ${advice}`);
}

function describe({ what, as, under, when, prefix, value }: Replacement): string {
  let text = `dropping ${what}`;
  if (as !== undefined) {
    if (under !== undefined) text = `moving ${what} under ${under} as ${as} unless already defined there`;
    else text = `${as === what ? 'keeping' : 'renaming'} ${what} as ${as}`;
  }
  if (value !== undefined) text += `, redefined as ${value}${when ? ',' : ''}`;
  if (when) text += ` for matching ${when.join('|')}`;
  else if (prefix !== undefined) text += ` for matching ${prefix} prefix that will, meanwhile, get dropped`;
  return text;
}
