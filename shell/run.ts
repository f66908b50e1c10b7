import { CibError } from '../cib/result/error.js';
import { serializePretty } from '../cib/xml/serialize.js';
import { Reader } from './grammar/reader.js';
import { splitWords, type Word } from './grammar/words.js';
import { type Command, isLevel, type Outcome } from './level.js';
import { findEntry } from './lookup.js';
import { goDown, goUp } from './navigate.js';
import { report } from './report.js';
import type { Session } from './session.js';

/**
 * Run one line: names of levels to go through, then a command. A line that ends at a level enters
 * it; after a command the session is where it was.
 * @returns whether all went well
 */
export async function runLine(session: Session, line: string): Promise<boolean> {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return true;
  const depth = session.stack.length;
  session.command = '';
  let entered = false;
  let ok = true;
  try {
    let words = splitWords(text);
    for (; words.length > 0 && session.quitting === undefined; words = words.slice(1)) {
      const [first] = words as [Word];
      const entry = findEntryFor(session, first);
      if (!isLevel(entry)) {
        ok = await runCommand(session, entry, [{ ...first, text: entry.name }, ...argumentsOf(entry, words, text)]);
        entered = true;
        break;
      }
      await goDown(session, entry);
    }
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    report(session, error);
    entered = true;
    ok = false;
  }
  // A level entered on the way to a command, or to a mistake, is left again.
  const passing = entered && session.quitting === undefined;
  while (passing && !session.moved && session.stack.length > depth) ok = (await goUp(session, true)) && ok;
  session.moved = false;
  return ok;
}

function findEntryFor(session: Session, word: Word) {
  const path = session.stack.slice(1).map(({ name }) => name);
  session.command = [...path, word.text].join('.');
  const entry = findEntry(session.level, word.text);
  if (entry.name === word.text) return entry;
  if (entry.aliases?.includes(word.text) && !word.text.startsWith('-')) {
    session.say('warning', `This command '${word.text}' is deprecated, please use '${entry.name}'`);
  }
  session.say('info', `"${word.text}" is accepted as "${entry.name}"`);
  session.command = [...path, entry.name].join('.');
  return entry;
}

function argumentsOf(command: Command, words: readonly Word[], line: string): Word[] {
  const rest = words.slice(1);
  if (!command.raw || rest.length === 0) return [...rest];
  const { start } = rest[0] as Word;
  const raw = line.slice(start);
  // Quoted as a whole, it is meant to reach us without the quotes.
  return rest.length === 1 && /^['"]/.test(raw) ? [...rest] : [{ text: raw, start, end: line.length }];
}

async function runCommand(session: Session, command: Command, words: readonly Word[]): Promise<boolean> {
  const last = words.at(-1)?.text;
  if (words.length > 1 && (last === '--help' || last === '-h')) {
    const { commandHelp } = await import('./help.js');
    session.console.out(commandHelp(command, session.console.paint));
    return true;
  }
  if (command.needsLive && (await session.cib()).backend !== 'live') {
    throw new CibError('ENOTCONN', 'this needs a running cluster');
  }
  if (command.skill) await checkSkill(session, command.skill);
  const reader = new Reader(words);
  reader.any({ title: command.name });
  const input = command.grammar.read(reader, session);
  reader.finish();
  const outcome = await command.run(input, session);
  return outcome ? show(session, command, outcome) : true;
}

const SKILLS = ['operator', 'administrator', 'expert'];

async function checkSkill(session: Session, needed: 'administrator' | 'expert'): Promise<void> {
  const has = (await session.preferences()).get('core.skill_level');
  if (SKILLS.indexOf(has) < SKILLS.indexOf(needed)) throw new CibError('EACCES', `ACL ${needed} skill level required`);
}

/** Print what a command found. */
async function show(session: Session, command: Command, outcome: Outcome): Promise<boolean> {
  for (const { level, text } of outcome.messages ?? []) session.say(level, text);
  const { value } = outcome;
  if (value !== undefined) await print(session, render(session, command, value));
  session.status = outcome.status;
  return outcome.failed !== true;
}

/** In a conversation, what is longer than the screen goes through the user's pager. */
async function print(session: Session, text: string): Promise<void> {
  const { page } = session.console;
  const paged = page && session.prompter && text.split('\n').length > (session.console.rows ?? 0);
  if (!paged) session.console.out(text);
  else if (!(await page((await session.preferences()).get('core.pager'), text))) session.console.out(text);
}

function render(session: Session, { render }: Command, value: unknown): string {
  const plain = () => (render?.text ? render.text(value, session) : String(value));
  switch (session.options.format) {
    case 'json':
      return `${JSON.stringify(value, null, 2)}\n`;
    case 'xml':
      return render?.xml
        ? render
            .xml(value, session)
            .map((element) => serializePretty(element))
            .join('')
        : plain();
    case 'text':
      return plain();
  }
}
