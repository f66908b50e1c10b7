import { type Command, type Entry, isLevel, type Level } from './level.js';
import { findEntry } from './lookup.js';
import type { Paint } from './syntax/paint.js';
import { TOPICS } from './topics.js';

const WIDTH = 78;

/**
 * Help about a subject: a command here, a level, a level and its command, a topic. With no subject,
 * about the level at hand. Undefined if there is nothing of that name.
 */
export async function helpText(
  stack: readonly Level[],
  subject: readonly string[],
  paint: Paint,
): Promise<string | undefined> {
  let level = stack.at(-1) as Level;
  if (subject.length === 0) return levelHelp(level, paint);
  if (subject.length === 1 && /^topics$/i.test(subject[0] as string)) return topicList(paint);
  const topic = TOPICS.find(({ name }) => name.toLowerCase() === subject.join(' ').toLowerCase());
  if (topic) return `${paint.keyword(topic.summary)}\n\n${wrap(topic.text)}\n`;
  let command: Command | undefined;
  for (const [at, name] of subject.entries()) {
    const entry = find(level, name) ?? (at === 0 ? await findAnywhere(stack[0] as Level, name) : undefined);
    if (!entry || command) return undefined;
    if (isLevel(entry)) level = await entry.load();
    else command = entry;
  }
  return command ? commandHelp(command, paint) : levelHelp(level, paint);
}

/** From the uppermost level: a command or level of its own, or a level below one of its levels. */
async function findAnywhere(root: Level, name: string): Promise<Entry | undefined> {
  const own = find(root, name);
  if (own) return own;
  for (const { load } of root.entries.filter(isLevel)) {
    const below = (await load()).entries.filter(isLevel).find((entry) => entry.name === name);
    if (below) return below;
  }
  return undefined;
}

function find(level: Level, name: string): Entry | undefined {
  try {
    return findEntry(level, name);
  } catch {
    return undefined;
  }
}

export function commandHelp(command: Command, paint: Paint): string {
  const usage = [command.name, command.grammar.usage].filter(Boolean).join(' ');
  const parts = [paint.keyword(command.summary)];
  if (command.help) parts.push(wrap(command.help));
  parts.push(`Usage:\n\n${indent(usage)}`);
  if (command.aliases?.length) parts.push(`Also called: ${command.aliases.join(', ')}`);
  if (command.examples?.length) parts.push(`Examples:\n\n${command.examples.map((line) => `  ${line}`).join('\n')}`);
  if (command.needsLive) parts.push('Needs a running cluster.');
  return `${parts.join('\n\n')}\n`;
}

function levelHelp(level: Level, paint: Paint): string {
  const entries = level.entries.filter((entry) => !('hidden' in entry && entry.hidden));
  const list = (title: string, members: readonly Entry[], mark: string) =>
    members.length === 0
      ? []
      : [`${title}:\n\n${members.map(({ name, summary }) => row(`${name}${mark}`, summary, paint)).join('\n')}`];
  return `${[
    paint.keyword(level.summary),
    wrap(level.help),
    ...list('Levels', entries.filter(isLevel), '/'),
    ...list(
      'Commands',
      entries.filter((entry) => !isLevel(entry)),
      '',
    ),
  ].join('\n\n')}\n`;
}

const topicList = (paint: Paint): string =>
  `${TOPICS.map(({ name, summary }) => row(name, summary, paint)).join('\n')}\n`;

const row = (name: string, summary: string, paint: Paint): string =>
  `  ${paint.id(name)}${' '.repeat(Math.max(1, 18 - name.length))}${summary}`;

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
