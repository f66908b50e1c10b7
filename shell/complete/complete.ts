import { CibError } from '../../cib/result/error.js';
import type { Candidate } from '../grammar/expectation.js';
import { Reader } from '../grammar/reader.js';
import { scanWords, type Word } from '../grammar/words.js';
import { isLevel, type Level } from '../level.js';
import { CD } from '../levels/common.js';
import { findEntry } from '../lookup.js';
import type { Session } from '../session.js';
import { worldOf } from './world.js';

export interface Completion {
  /** What may stand in the place of the word at the cursor. */
  readonly candidates: readonly Candidate[];
  /** That word, as far as it is typed. */
  readonly word: string;
}

/**
 * What can follow a line. The grammar of the command is run over the words before the cursor; what
 * it would accept next are the candidates.
 */
export async function complete(session: Session, line: string): Promise<Completion> {
  const words = scanWords(line);
  const last = words.at(-1);
  const typing = last !== undefined && last.end === line.length;
  const word = typing ? last.text : '';
  const before = typing ? words.slice(0, -1) : words;
  const candidates = await candidatesAfter(session, before, word);
  const fitting = unique(candidates.filter(({ text }) => text.startsWith(word)));
  return { candidates: fitting, word };
}

async function candidatesAfter(session: Session, before: readonly Word[], partial: string): Promise<Candidate[]> {
  let level = session.level;
  for (const [at, word] of before.entries()) {
    const entry = find(level, word.text);
    if (!entry) return [];
    if (!isLevel(entry)) return argumentsAfter(session, level, before.slice(at), entry, partial);
    level = await entry.load();
  }
  return namesAt(level, partial);
}

/** Names of what is in a level, or in one below it that words lead to. */
async function namesBelow(level: Level, words: readonly Word[], partial: string): Promise<Candidate[]> {
  let place = level;
  for (const { text } of words) {
    const entry = find(place, text);
    if (!entry || !isLevel(entry)) return [];
    place = await entry.load();
  }
  return namesAt(place, partial);
}

function find(level: Level, name: string) {
  try {
    return findEntry(level, name);
  } catch {
    return undefined;
  }
}

/** Names of commands; internal ones and aliases only if their beginning is typed. */
function namesAt(level: Level, partial: string): Candidate[] {
  const entries = level.entries.filter((entry) => !('hidden' in entry && entry.hidden));
  const names = entries.map(({ name, summary }) => ({ text: name, about: summary }));
  if (partial === '' || names.some(({ text }) => text.startsWith(partial))) return names;
  return entries.flatMap(({ aliases = [], summary }) => aliases.map((text) => ({ text, about: summary })));
}

async function topics(): Promise<Candidate[]> {
  const { TOPICS } = await import('../topics.js');
  return TOPICS.map(({ name, summary }) => ({ text: name, about: summary }));
}

/** Levels as `cd` names them, each step followed by a slash if it leads further. */
async function placesFrom(stack: readonly Level[], partial: string): Promise<Candidate[]> {
  const steps = partial.split('/').slice(0, -1);
  const way = partial.startsWith('/') ? stack.slice(0, 1) : [...stack];
  for (const step of steps) {
    if (step === '..') way.pop();
    const entry = step === '' || step.startsWith('.') ? undefined : find(way.at(-1) as Level, step);
    if (entry && isLevel(entry)) way.push(await entry.load());
    if (way.length === 0) return [];
  }
  const before = steps.map((step) => `${step}/`).join('');
  const below = (way.at(-1) as Level).entries.filter(isLevel);
  return [
    ...(way.length > 1 && steps.every((step) => step === '..')
      ? [{ text: `${before}..`, open: true, about: 'The level above' }]
      : []),
    ...below.map(({ name, summary }) => ({ text: before + name, open: true, about: summary })),
  ];
}

async function argumentsAfter(
  session: Session,
  level: Level,
  words: readonly Word[],
  entry: Exclude<Level['entries'][number], { load: unknown }>,
  partial: string,
): Promise<Candidate[]> {
  if (entry.explains) {
    const topical = entry.explains === 'topics' && words.length === 1;
    return [...(await namesBelow(level, words.slice(1), partial)), ...(topical ? await topics() : [])];
  }
  if (entry === CD) return words.length === 1 ? placesFrom(session.stack, partial) : [];
  const world = await worldOf(session, words);
  const reader = new Reader(words);
  reader.any({ title: entry.name });
  try {
    entry.grammar.read(reader, session);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
  }
  const found = await Promise.all(reader.expected.map(({ find }) => find?.(world, partial) ?? []));
  return [...reader.expected.flatMap(({ complete }) => complete?.(world, partial) ?? []), ...found.flat()];
}

function unique(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Map(candidates.toReversed().map((candidate) => [candidate.text, candidate]));
  return [...seen.values()].sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
}
