import type { Command } from '../tools/command/command.js';
import { allOptions } from '../tools/command/help.js';
import type { OptionSpec, ValueKind } from '../tools/command/option.js';

/** An option as completions show it. */
export interface Word {
  readonly long: string;
  readonly short: string | undefined;
  readonly help: string;
  readonly takesValue: boolean;
  /** Fixed candidates for the value. */
  readonly values: readonly string[];
  /** What the value names, where candidates come from the machine or the CIB. */
  readonly kind: ValueKind | undefined;
}

export function words(command: Command): Word[] {
  return Object.entries(allOptions(command))
    .filter(([, spec]) => !spec.hidden && !spec.deprecated)
    .map(([long, spec]: [string, OptionSpec]) => ({
      long: `--${long}`,
      short: spec.short === undefined ? undefined : `-${spec.short}`,
      help: firstSentence(spec.help),
      takesValue: spec.kind === 'value',
      values: spec.values ?? [],
      kind: spec.complete,
    }));
}

const firstSentence = (help: string): string => help.replace(/\s+/g, ' ').split(/\. |; | \(/)[0] as string;

/** How a shell asks the tools for candidates that only the CIB knows. */
export const CANDIDATES_COMMAND = 'metronome complete';

/** Kinds that the shell itself completes. */
export const isFile = (kind: ValueKind | undefined): boolean => kind === 'file' || kind === 'directory';
