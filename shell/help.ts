import { type Command, type Entry, isLevel, type Level } from './level.js';
import { findEntry } from './lookup.js';
import type { Paint } from './syntax/paint.js';
import { TOPICS, type Topic } from './topics.js';

const WIDTH = 78;

/** What there is to say about a subject. */
export type Help = CommandHelp | LevelHelp | (Topic & { readonly kind: 'topic' }) | TopicList;

interface Named {
  readonly name: string;
  readonly summary: string;
}

interface CommandHelp extends Named {
  readonly kind: 'command';
  readonly help?: string;
  readonly usage: string;
  readonly aliases: readonly string[];
  readonly examples: readonly string[];
  readonly needsLive: boolean;
}

interface LevelHelp extends Named {
  readonly kind: 'level';
  readonly help: string;
  readonly levels: readonly Named[];
  readonly commands: readonly Named[];
}

interface TopicList {
  readonly kind: 'topics';
  readonly topics: readonly Named[];
}

/**
 * Help about a subject: a command here, a level, a level and its command, a topic. With no subject,
 * about the level at hand. Undefined if there is nothing of that name.
 */
export async function helpAbout(stack: readonly Level[], subject: readonly string[]): Promise<Help | undefined> {
  if (subject.length === 0) return levelHelp(stack.at(-1) as Level);
  if (subject.length === 1 && /^topics$/i.test(subject[0] as string)) {
    return { kind: 'topics', topics: TOPICS.map(({ name, summary }) => ({ name, summary })) };
  }
  const topic = TOPICS.find(({ name }) => name.toLowerCase() === subject.join(' ').toLowerCase());
  if (topic) return { kind: 'topic', ...topic };
  const found = await resolve(stack, subject);
  return found && ('level' in found ? levelHelp(found.level) : commandHelp(found.command));
}

/** A level or a command, and the names that lead there from where it was looked for. */
export type Found = { readonly path: readonly string[] } & ({ readonly level: Level } | { readonly command: Command });

/** The level or command that words lead to, from the level at hand or from anywhere. */
export async function resolve(stack: readonly Level[], subject: readonly string[]): Promise<Found | undefined> {
  let level = stack.at(-1) as Level;
  const path: string[] = [];
  for (const [at, name] of subject.entries()) {
    const here = find(level, name);
    const entries = here ? [here] : at === 0 ? await findAnywhere(stack[0] as Level, name) : [];
    const entry = entries.at(-1);
    if (!entry) return undefined;
    path.push(...entries.map((each) => each.name));
    if (!isLevel(entry)) return at === subject.length - 1 ? { path, command: entry } : undefined;
    level = await entry.load();
  }
  return { path, level };
}

/** From the uppermost level: a command or level of its own, or a level below one of its levels, after that. */
async function findAnywhere(root: Level, name: string): Promise<Entry[]> {
  const own = find(root, name);
  if (own) return [own];
  for (const entry of root.entries.filter(isLevel)) {
    const below = (await entry.load()).entries.filter(isLevel).find((each) => each.name === name);
    if (below) return [entry, below];
  }
  return [];
}

function find(level: Level, name: string): Entry | undefined {
  try {
    return findEntry(level, name);
  } catch {
    return undefined;
  }
}

export const commandHelp = (command: Command): CommandHelp => ({
  kind: 'command',
  name: command.name,
  summary: command.summary,
  ...(command.help === undefined ? {} : { help: command.help }),
  usage: [command.name, command.grammar.usage].filter(Boolean).join(' '),
  aliases: command.aliases ?? [],
  examples: command.examples ?? [],
  needsLive: command.needsLive === true,
});

function levelHelp({ name, summary, help, entries }: Level): LevelHelp {
  const shown = entries.filter((entry) => !('hidden' in entry && entry.hidden));
  const named = (list: readonly Entry[]): Named[] => list.map(({ name, summary }) => ({ name, summary }));
  const levels = named(shown.filter(isLevel));
  return { kind: 'level', name, summary, help, levels, commands: named(shown.filter((entry) => !isLevel(entry))) };
}

/** Help for people, ending in a newline. */
export function helpText(help: Help, paint: Paint): string {
  switch (help.kind) {
    case 'command':
      return commandText(help, paint);
    case 'level':
      return levelText(help, paint);
    case 'topic':
      return `${paint.help.topic(help.summary)}\n\n${wrap(help.text)}\n`;
    case 'topics':
      return `${rows(help.topics, '', paint)}\n`;
  }
}

function commandText({ summary, help, usage, aliases, examples, needsLive }: CommandHelp, paint: Paint): string {
  const { topic, header, block } = paint.help;
  const parts = [topic(summary)];
  if (help) parts.push(wrap(help));
  parts.push(`${header('Usage:')}\n\n${indent(usage)}`);
  if (aliases.length > 0) parts.push(`Also called: ${aliases.join(', ')}`);
  if (examples.length > 0)
    parts.push(`${header('Examples:')}\n\n${examples.map((line) => `  ${block(line)}`).join('\n')}`);
  if (needsLive) parts.push('Needs a running cluster.');
  return `${parts.join('\n\n')}\n`;
}

function levelText({ summary, help, levels, commands }: LevelHelp, paint: Paint): string {
  const { topic, header } = paint.help;
  const parts = [topic(summary), wrap(help)];
  if (levels.length > 0) parts.push(`${header('Levels:')}\n\n${rows(levels, '/', paint)}`);
  if (commands.length > 0) parts.push(`${header('Commands:')}\n\n${rows(commands, '', paint)}`);
  return `${parts.join('\n\n')}\n`;
}

const rows = (named: readonly Named[], mark: string, paint: Paint): string =>
  named.map(({ name, summary }) => row(`${name}${mark}`, summary, paint)).join('\n');

const row = (name: string, summary: string, paint: Paint): string =>
  `  ${paint.help.keyword(name)}${' '.repeat(Math.max(1, 18 - name.length))}${summary}`;

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');

/** Break paragraphs at blanks; lines that begin with a blank stay as they are. */
function wrap(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith(' ') ? line : fold(line)))
    .join('\n');
}

function fold(line: string): string {
  const lines: string[] = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1) as string;
    if (last !== '' && last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}
