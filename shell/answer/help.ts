import { either, flag, list, maybe, object, oneOf, type Shape, text } from './shape.js';

const NAMED: Shape = object({ name: text(), summary: text('One line') });

/** What help is made of, as data. */
export const HELP_OUTPUT: Shape = either(
  object({
    kind: oneOf(['command']),
    name: text(),
    summary: text('One line'),
    help: maybe(text('Paragraphs')),
    usage: text('What it takes'),
    aliases: list('alias', text()),
    examples: list('example', text()),
    needsLive: flag('It works on a running cluster only'),
  }),
  object({
    kind: oneOf(['level']),
    name: text(),
    summary: text('One line'),
    help: text('Paragraphs'),
    levels: list('level', NAMED),
    commands: list('command', NAMED),
  }),
  object({ kind: oneOf(['topic']), name: text(), summary: text('One line'), text: text('Paragraphs') }),
  object({ kind: oneOf(['topics']), topics: list('topic', NAMED) }),
);
