import type { Outcome } from '../command/command.js';
import { shownAs } from '../command/manner.js';
import { attributeText } from './attribute.js';
import type { AttributeReport } from './perform.js';

/** What a tool that the peer wrote as a script around crm_attribute shows: text only. */
export interface ScriptReport extends AttributeReport {
  readonly quiet: boolean;
}

export const NOTHING: AttributeReport = { attributes: [], notes: [] };

/** The outcome of one or more requests as one: what all of them show, and the exit status of the last. */
export function together(outcomes: readonly Outcome<AttributeReport>[], quiet: boolean): Outcome<ScriptReport> {
  const values = outcomes.map(({ value }) => value ?? NOTHING);
  const exit = outcomes.at(-1)?.exit;
  return {
    ...(exit === undefined ? {} : { exit }),
    errors: outcomes.flatMap(({ errors }) => errors ?? []),
    value: shownAs(
      {
        attributes: values.flatMap(({ attributes }) => attributes),
        notes: values.flatMap(({ notes }) => notes),
      },
      { quiet },
    ),
  };
}

export const renderScript = {
  text: ({ attributes, notes, quiet }: ScriptReport): string =>
    [
      ...(quiet ? [] : notes.map((note) => `${note}\n`)),
      ...attributes.map((attribute) => attributeText(attribute, quiet)),
    ].join(''),
  xml: () => [],
};
