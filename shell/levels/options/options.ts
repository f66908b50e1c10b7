import { CibError } from '../../../cib/result/error.js';
import { byName, text } from '../../answer/shape.js';
import { nothing, optional, word } from '../../grammar/argument.js';
import { type Expectation, free, oneOf } from '../../grammar/expectation.js';
import { type Command, command } from '../../level.js';
import { valuesOf } from '../../preferences/preference.js';
import { PREFERENCES } from '../../preferences/table.js';
import { report } from '../../report.js';
import type { Session } from '../../session.js';
import { level } from '../define.js';

const OPTION: Expectation = {
  title: '<option>',
  complete: () => PREFERENCES.map(({ name, summary }) => ({ text: name, about: summary })),
};

/** Values that an option may have, if they can be listed. */
function valuesFor(name: string): readonly string[] {
  const found = PREFERENCES.find((preference) => preference.name === name);
  return found ? valuesOf(found) : [];
}

const SET = command({
  name: 'set',
  summary: 'Set an option',
  help: 'It holds until the end of the session, or for good after `save`. A single command given to crm saves it at once.',
  examples: ['set core.editor nano', 'set color.style plain'],
  grammar: {
    usage: '<option> <value>',
    read(reader, session) {
      const name = word(OPTION).read(reader, session);
      return { name, value: word(oneOf('<value>', valuesFor(name))).read(reader, session) };
    },
  },
  async run({ name, value }: { name: string; value: string }, session) {
    if (name.split('.').length !== 2) throw new CibError('EINVAL', `Unknown option: ${name}`);
    (await session.preferences()).set(name, value);
    await session.heedPreferences();
    return undefined;
  },
});

const SHOW = command({
  name: 'show',
  aliases: ['list'],
  summary: 'Show options and their values',
  help: 'Those that were set; with `all`, every one; with a name (or its beginning or end), that.',
  examples: ['show', 'show all', 'show core.pager'],
  grammar: optional(
    word({
      title: 'all|<option>',
      complete: (world, partial) => [{ text: 'all' }, ...(OPTION.complete?.(world, partial) ?? [])],
    }),
  ),
  async run(which, session) {
    const preferences = await session.preferences();
    const names = which === undefined ? preferences.configured : PREFERENCES.map(({ name }) => name).sort();
    const shown = names.filter(
      (name) => which === undefined || which === 'all' || name.startsWith(which) || name.endsWith(which),
    );
    return { value: Object.fromEntries(shown.map((name) => [name, preferences.get(name)])) };
  },
  output: byName(text('Its value')),
  render: {
    text: (values: Readonly<Record<string, string>>) =>
      Object.entries(values)
        .map(([name, value]) => `${name} = ${value}\n`)
        .join(''),
  },
});

const SAVE = command({
  name: 'save',
  summary: 'Keep the options that were set',
  grammar: nothing,
  async run(_, session) {
    (await session.preferences()).save();
    return undefined;
  },
});

const RESET = command({
  name: 'reset',
  summary: 'Forget the options that were set and not saved',
  grammar: nothing,
  async run(_, session) {
    (await session.preferences()).reset();
    await session.heedPreferences();
    return undefined;
  },
});

/** One option by its short name. */
function short(
  name: string,
  option: string,
  summary: string,
  about: Partial<Command> = {},
): Command<string | undefined> {
  const values = valuesFor(option);
  const expectation = values.length > 0 ? oneOf(`{${values.join('|')}}`, values) : free('<value>');
  const alias = name.replaceAll('-', '_');
  return command({
    name,
    ...(alias === name ? {} : { aliases: [alias] }),
    summary,
    help: `The same as \`set ${option}\`.`,
    grammar: word(expectation),
    async run(value: string | undefined, session: Session) {
      (await session.preferences()).set(option, value ?? '');
      await session.heedPreferences();
      return undefined;
    },
    ...about,
  });
}

/** Accepted and without effect, as in crmsh: colours are options of their own. */
const COLORSCHEME = command({
  name: 'colorscheme',
  summary: 'Has no effect; set the options of color instead',
  grammar: word(free('<colors>')),
  run: () => undefined,
});

export const OPTIONS = level({
  name: 'options',
  summary: 'What the user prefers',
  help: 'Options of the shell: which editor and pager, how output looks, what is checked. They are kept in ~/.config/crm/crm.conf, for all users in /etc/crm/crm.conf.',
  entries: [
    SET,
    SHOW,
    SAVE,
    RESET,
    short('skill-level', 'core.skill_level', 'Which commands are allowed'),
    short('editor', 'core.editor', 'Program that edit opens'),
    short('pager', 'core.pager', 'Program that shows long output'),
    short('user', 'core.user', 'User to run privileged programs as', { grammar: optional(word(free('<user>'))) }),
    short('output', 'color.style', 'How output is marked'),
    COLORSCHEME,
    short('check-frequency', 'core.check_frequency', 'When agents are asked to check parameters'),
    short('check-mode', 'core.check_mode', 'Whether what agents object to stops a commit'),
    short('sort-elements', 'core.sort_elements', 'Show the configuration sorted'),
    short('wait', 'core.wait', 'Wait until the cluster has settled after each change'),
    short('add-quotes', 'core.add_quotes', 'Quote arguments of the command line that have blanks'),
    short('manage-children', 'core.manage_children', 'Clear an attribute in the members of a group'),
  ],
  async leave(session, passing) {
    // Nobody is there to save them later.
    if (!passing || session.console.ask) return true;
    try {
      (await session.preferences()).save();
      return true;
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      report(session, error);
      return false;
    }
  },
});
