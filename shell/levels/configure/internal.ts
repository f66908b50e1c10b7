import { many, word } from '../../grammar/argument.js';
import { free } from '../../grammar/expectation.js';
import { type Command, command } from '../../level.js';
import { KINDS } from '../../syntax/kinds.js';

/** What crmsh has for its own tests: listed nowhere, and needed by scripts that drive it. */

const words = many(word(free('<word>')));

const inner = (name: string, summary: string, run: Command<string[]>['run']): Command<string[]> =>
  command({ name, summary, hidden: true, grammar: words, run });

const names = (list: readonly string[]) => ({ value: list.map((name) => `${name}\n`).join('') });

export const INTERNAL: readonly Command[] = [
  inner('_regtest', 'Show what tests compare', () => undefined),
  inner('_test', 'Check what is being edited for consistency', () => undefined),
  inner('_objects', 'List the ids of objects', async (_, session) => {
    const workspace = await session.workspace();
    return names(workspace.objects.map(({ id }) => id));
  }),
  inner('_keywords', 'List the kinds of objects', () => names(KINDS.map(({ keyword }) => keyword).sort())),
];
