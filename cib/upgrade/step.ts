import type { Finding } from '../schema/finding.js';
import type { Element } from '../xml/element.js';

/**
 * What an upgrade has to tell, as data. `report.ts` words it the way each kind of tool prints it.
 *
 * - `progress`: a log line of the driver, from the function named as its origin.
 * - `change`: what a transform did to the configuration that its owner may want to know.
 * - `invalid`: a finding of the validator, against the schema being tried. It is `logged` even where
 *   findings are written directly if that schema was first tried in silence.
 * - `rejected`: what a transform made of the document, if that is not valid.
 * - `finding`: a warning about the configuration as a whole.
 * - `notice`: the same where changes are written directly, and nowhere else.
 */
export type UpgradeStep =
  | { readonly kind: 'progress'; readonly level: Level; readonly text: string; readonly origin: Origin }
  | { readonly kind: 'change'; readonly level: Level; readonly text: string; readonly label: Label }
  | { readonly kind: 'invalid'; readonly level: 'error'; readonly finding: Finding; readonly logged: boolean }
  | { readonly kind: 'rejected'; readonly level: 'debug'; readonly root: Element }
  | { readonly kind: 'finding' | 'notice'; readonly level: 'warning'; readonly text: string };

export type Level = 'error' | 'warning' | 'info' | 'debug';
export type Origin = 'pcmk__update_schema' | 'apply_upgrade' | 'pcmk__update_configured_schema';
/** What direct output puts before the text of a change. */
export type Label = 'WARNING: ' | 'INFO: ' | 'DEBUG: ' | '';

/** How a transform tells of a change it makes. */
export type Say = (level: 'warning' | 'info' | 'debug' | 'unlabelled', text: string) => void;

const LABELS = { warning: 'WARNING: ', info: 'INFO: ', debug: 'DEBUG: ' } as const;

/** A `Say` that adds to a log. Unlabelled changes count as warnings. */
export function sayInto(log: UpgradeStep[]): Say {
  return (level, text) =>
    log.push(
      level === 'unlabelled'
        ? { kind: 'change', level: 'warning', text, label: '' }
        : { kind: 'change', level, text, label: LABELS[level] },
    );
}
