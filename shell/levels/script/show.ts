import { choice, optional, sequence, word } from '../../grammar/argument.js';
import { command } from '../../level.js';
import { SCRIPT_NAME } from './arguments.js';
import { catalogOf } from './catalog.js';
import { DESCRIPTION, type Description, describe, descriptionText } from './describe.js';

interface Shown extends Description {
  /** Everything is to be told. */
  readonly [ALL]?: boolean;
}

/** Nothing that a program would want to know. */
const ALL = Symbol('all');

export const SHOW = command({
  name: 'show',
  aliases: ['info', 'describe'],
  summary: 'Describe a script and its parameters',
  help: 'With `all`, also parameters that few need, and those that every script has.',
  examples: ['show virtual-ip', 'show virtual-ip all'],
  grammar: sequence({ name: word(SCRIPT_NAME), all: optional(choice('all')) }),
  async run({ name, all }, session) {
    const script = await (await catalogOf(session)).load(name);
    const value: Shown = { ...describe(script), ...(all === undefined ? {} : { [ALL]: true }) };
    return { value };
  },
  output: DESCRIPTION,
  render: { text: (shown: Shown) => descriptionText(shown, shown[ALL] === true) },
});
