import { list, text } from '../../answer/shape.js';
import { many, word } from '../../grammar/argument.js';
import { free } from '../../grammar/expectation.js';
import { type Command, command } from '../../level.js';
import { KINDS } from '../../syntax/kinds.js';

/** What crmsh has for its own tests: listed nowhere, and needed by scripts that drive it. */

const words = many(word(free('<word>')));

const inner = (name: string, summary: string, run: Command<string[]>['run']): Command<string[]> =>
  command({
    name,
    summary,
    hidden: true,
    grammar: words,
    output: list('name', text()),
    render: { text: (names: readonly string[]) => names.map((each) => `${each}\n`).join('') },
    run,
  });

export const INTERNAL: readonly Command[] = [
  inner('_regtest', 'Show what tests compare', () => undefined),
  inner('_test', 'Check what is being edited for consistency', () => undefined),
  inner('_objects', 'List the ids of objects', async (_, session) => {
    const workspace = await session.workspace();
    return { value: workspace.objects.map(({ id }) => id) };
  }),
  inner('_keywords', 'List the kinds of objects', () => ({
    value: KINDS.map(({ keyword }) => keyword).sort(),
  })),
];
