import { CibError } from '../../cib/result/error.js';
import { HELP_OUTPUT } from '../answer/help.js';
import { list, text } from '../answer/shape.js';
import { many, nothing, optional, word } from '../grammar/argument.js';
import { free } from '../grammar/expectation.js';
import { type Command, command, isLevel } from '../level.js';
import { findEntry } from '../lookup.js';
import { goDown, goUp } from '../navigate.js';
import type { Session } from '../session.js';

const HELP = command({
  name: 'help',
  aliases: ['?', '-h', '--help'],
  summary: 'Explain a command, a level or a topic',
  help: 'Without a subject, tell what can be done here. With one, explain that: a command of this level, a level, a level and its command, or a topic. `help topics` lists the topics.',
  examples: ['help', 'help primitive', 'help configure show', 'help topics'],
  grammar: many(word(free('<subject>'))),
  explains: 'topics',
  output: HELP_OUTPUT,
  async run(subject, session) {
    const { helpAbout, helpText } = await import('../help.js');
    const found = await helpAbout(session.stack, subject);
    if (found === undefined) throw new CibError('EINVAL', `there is no help about '${subject.join(' ')}'`);
    return { value: session.options.format === 'text' ? helpText(found, session.console.paint) : found };
  },
});

export const CD = command({
  name: 'cd',
  summary: 'Go to another level',
  help: 'Levels are named as directories are: `..` is the level above, `/` or nothing the uppermost one, and steps are joined by slashes.',
  examples: ['cd ..', 'cd ../cib', 'cd /configure'],
  grammar: optional(word({ title: '<path>' })),
  async run(path = '/', session) {
    let ok = true;
    if (path.startsWith('/')) while (session.stack.length > 1) ok = (await goUp(session, false)) && ok;
    for (const step of path.split('/')) {
      if (step === '' || step === '.') continue;
      if (step === '..') ok = (await goUp(session, false)) && ok;
      else await enter(session, step);
    }
    session.moved = true;
    return ok ? undefined : { failed: true };
  },
});

async function enter(session: Session, name: string): Promise<void> {
  const entry = findEntry(session.level, name);
  if (!isLevel(entry)) throw new CibError('EINVAL', `${name} is not a level`);
  await goDown(session, entry);
}

const LS = command({
  name: 'ls',
  summary: 'List the levels and commands that are here',
  grammar: nothing,
  run: (_, session) => ({
    value: session.level.entries
      .filter((entry) => !('hidden' in entry && entry.hidden))
      .map(({ name }) => name)
      .sort(),
  }),
  output: list('name', text()),
  render: { text: (names: readonly string[]) => columns(names) },
});

/** Three columns, filled from top to bottom. */
function columns(names: readonly string[]): string {
  const rows = Math.ceil(names.length / 3);
  let text = '';
  for (let row = 0; row < rows; row++) {
    const cells = [0, 1, 2].flatMap((column) => names[row + column * rows] ?? []);
    text += `${cells
      .map((name) => name.padEnd(19))
      .join('')
      .trimEnd()}\n`;
  }
  return text;
}

const QUIT = command({
  name: 'quit',
  aliases: ['bye', 'exit'],
  summary: 'Leave the shell',
  help: 'On a terminal, asks what to do with edits that are not committed; a script commits them.',
  grammar: nothing,
  async run(_, session) {
    const ok = await session.level.leave?.(session, false);
    session.quitting = ok === false ? 1 : 0;
    return undefined;
  },
});

/** Found at every level. */
export const COMMON: readonly Command[] = [HELP, CD, LS, QUIT];

/** Found at every level but the uppermost. */
export const UP: Command = command({
  name: 'up',
  aliases: ['end', 'back'],
  summary: 'Go to the level above',
  grammar: nothing,
  async run(_, session) {
    const ok = await goUp(session, false);
    session.moved = true;
    return ok ? undefined : { failed: true };
  },
});
