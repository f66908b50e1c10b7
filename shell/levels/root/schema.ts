import { CibError } from '../../../cib/result/error.js';
import { anything, either, list, object, text } from '../../answer/shape.js';
import { many, word } from '../../grammar/argument.js';
import { free } from '../../grammar/expectation.js';
import { type Command, command, isLevel, type Level } from '../../level.js';
import type { Session } from '../../session.js';

/** A command with its levels, as it is typed at the uppermost one. */
interface Placed {
  readonly name: string;
  readonly command: Command;
}

/** The commands of a level and those below it; each once, by the shortest way to it. */
async function commandsBelow(top: Level, path: string): Promise<Placed[]> {
  const found: Placed[] = [];
  const ways: [path: string, level: Level][] = [[path, top]];
  const seen = new Set<Level | Command>([top]);
  for (const [path, level] of ways) {
    for (const entry of level.entries) {
      const name = `${path} ${entry.name}`.trim();
      if (!isLevel(entry)) {
        if (!entry.hidden && !seen.has(entry)) found.push({ name, command: entry });
        seen.add(entry);
        continue;
      }
      const below = await entry.load();
      if (!seen.has(below)) ways.push([name, below]);
      seen.add(below);
    }
  }
  return found;
}

async function schemaFor(words: readonly string[], session: Session): Promise<unknown> {
  const { resolve } = await import('../../help.js');
  const found = await resolve([session.stack[0] as Level], words);
  if (!found) throw new CibError('EINVAL', `there is no command '${words.join(' ')}'`);
  const path = found.path.join(' ');
  const people = session.options.format === 'text';
  if ('level' in found) {
    const commands = await commandsBelow(found.level, path);
    return people ? commandsText(commands) : catalogue(commands);
  }
  const { command } = found;
  if (people) return commandText(command, path);
  const { documentSchema } = await import('../../answer/schema.js');
  return documentSchema(path, command.summary, command.output);
}

async function catalogue(commands: readonly Placed[]) {
  const { schemaId } = await import('../../answer/schema.js');
  return {
    commands: commands.map(({ name, command }) => ({
      command: name,
      summary: command.summary,
      schema: { $ref: schemaId(name) },
    })),
  };
}

async function commandsText(commands: readonly Placed[]): Promise<string> {
  const { kindOf } = await import('../../answer/outline.js');
  const line = ({ name, command: { output } }: Placed) => `${name.padEnd(32)} ${output ? kindOf(output) : '-'}\n`;
  return commands.map(line).join('');
}

async function commandText({ summary, output }: Command, path: string): Promise<string> {
  const { outline } = await import('../../answer/outline.js');
  return `${path}: ${summary}\n\n${output ? outline(output) : 'It has no result.\n'}`;
}

export const SCHEMA = command({
  name: 'schema',
  summary: 'Describe what commands print where a program reads',
  help: 'Under `-o json` every command prints one document, and this describes it: of a command, its JSON Schema (draft 2020-12); of a level, or of all there is, a list of the commands with the ids of their schemas. As text, an outline of the result.',
  examples: ['schema', 'schema resource', 'schema configure show'],
  grammar: { ...many(word(free('<name>'))), usage: '[<level> ...] [<command>]' },
  explains: 'commands',
  output: either(
    object({
      commands: list(
        'command',
        object({ command: text(), summary: text('One line'), schema: object({ $ref: text('Id of its schema') }) }),
      ),
    }),
    anything('A JSON Schema'),
  ),
  run: async (words, session) => ({ value: await schemaFor(words, session) }),
});
