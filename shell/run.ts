import { CibError, fromFileError } from '../cib/result/error.js';
import type { Answer } from './answer/answer.js';
import { HELP_OUTPUT } from './answer/help.js';
import { Reader } from './grammar/reader.js';
import { splitWords, type Word } from './grammar/words.js';
import { stayOn } from './interrupted.js';
import { type Command, isLevel, type Outcome } from './level.js';
import { findEntry } from './lookup.js';
import { goDown, goUp } from './navigate.js';
import { report } from './report.js';
import type { Session } from './session.js';

/** Whether a document is printed: of a line that prepares for another, only if that will not be run. */
type Told = 'always' | 'failure' | 'never';

/**
 * Run one line: names of levels to go through, then a command. A line that ends at a level enters
 * it; after a command the session is where it was. Where a program reads, all that came of it is
 * one document.
 * @returns whether all went well
 */
export async function runLine(session: Session, line: string, told: Told = 'always'): Promise<boolean> {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return true;
  if (session.options.format === 'text') return perform(session, text);
  const path = session.stack.slice(1).map(({ name }) => name);
  return answer(session, ['crm', ...path, text].join(' '), () => perform(session, text), told);
}

/** Do something, of which one document tells what came of it. */
export async function answer(
  session: Session,
  request: string,
  act: () => Promise<boolean>,
  told: Told = 'always',
): Promise<boolean> {
  const { Answer } = await import('./answer/answer.js');
  const answer = new Answer(request);
  session.answer = answer;
  let ok: boolean;
  try {
    ok = await act();
  } finally {
    session.answer = undefined;
  }
  // Going to a level is nothing to tell of.
  const silent = !answer.ran && ok && answer.messages.length === 0;
  if (silent || (ok && told === 'failure')) return ok;
  if (told === 'never') {
    for (const { level, text } of answer.messages) session.say(level, text);
    return ok;
  }
  const code = session.quitting ?? session.status ?? (ok ? 0 : 1);
  const compact = session.line > 0 || session.prompter !== undefined;
  session.console.out(session.options.format === 'xml' ? answer.xml(code, ok) : answer.json(code, ok, compact));
  return ok;
}

/** Run one line, not empty, and say what comes of it as it comes. */
async function perform(session: Session, text: string): Promise<boolean> {
  const depth = session.stack.length;
  session.command = '';
  session.status = undefined;
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
    // Files that cannot be read or written are the user's affair, too.
    report(session, fromFileError(error));
    entered = true;
    ok = false;
  }
  // A level entered on the way to a command, or to a mistake, is left again.
  const passing = entered && session.quitting === undefined;
  while (passing && !session.moved && session.stack.length > depth) ok = (await leaveBehind(session)) && ok;
  session.moved = false;
  return ok;
}

/** Leave the level at hand, whatever goes wrong with that. */
async function leaveBehind(session: Session): Promise<boolean> {
  try {
    return await goUp(session, true);
  } catch (error) {
    report(session, fromFileError(error));
    session.dropWorkspace();
    session.stack.pop();
    return false;
  }
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
  if (session.answer) session.answer.ran = true;
  if (words.length > 1 && (last === '--help' || last === '-h')) {
    return help(session, command);
  }
  if (command.needsLive && (await session.cib()).backend !== 'live') {
    throw new CibError('ENOTCONN', 'this needs a running cluster');
  }
  if (command.skill) await checkSkill(session, command.skill);
  const input = understood(session, command, words);
  session.debug(`running ${session.command}`);
  const outcome = await command.run(input, session);
  stayOn();
  const ok = outcome ? await show(session, command, outcome) : true;
  return ok && command.waits && session.options.wait ? (await import('./settle.js')).settle(session) : ok;
}

async function help(session: Session, command: Command): Promise<boolean> {
  const { commandHelp, helpText } = await import('./help.js');
  const value = commandHelp(command);
  if (!session.answer) session.console.out(helpText(value, session.console.paint));
  else await take(session, session.answer, { output: HELP_OUTPUT }, value);
  return true;
}

/** What the words of a command mean. @throws CibError if nothing */
function understood(session: Session, command: Command, words: readonly Word[]): unknown {
  const reader = new Reader(words);
  reader.any({ title: command.name });
  try {
    const input = command.grammar.read(reader, session);
    reader.finish();
    return input;
  } catch (error) {
    session.status = command.misuse;
    throw error;
  }
}

const SKILLS = ['operator', 'administrator', 'expert'];

async function checkSkill(session: Session, needed: 'administrator' | 'expert'): Promise<void> {
  const has = (await session.preferences()).get('core.skill_level');
  if (SKILLS.indexOf(has) < SKILLS.indexOf(needed)) throw new CibError('EACCES', `ACL ${needed} skill level required`);
}

/** Tell what a command found. */
async function show(session: Session, command: Command, outcome: Outcome): Promise<boolean> {
  for (const { level, text } of outcome.messages ?? []) session.say(level, text);
  const { value } = outcome;
  if (value !== undefined && session.options.format === 'text') {
    await print(session, command.render?.text ? command.render.text(value, session) : String(value));
  } else if (value !== undefined && session.answer) await take(session, session.answer, command, value);
  session.status = outcome.status;
  return outcome.failed !== true;
}

async function take(
  session: Session,
  answer: Answer,
  { render, output }: Pick<Command, 'render' | 'output'>,
  value: unknown,
): Promise<void> {
  answer.value = value;
  if (session.options.format !== 'xml') return;
  const { resultOf } = await import('./answer/xml.js');
  answer.elements = render?.xml ? render.xml(value, session) : resultOf(value, output);
}

/** In a conversation, what is longer than the screen goes through the user's pager. */
async function print(session: Session, text: string): Promise<void> {
  const { page } = session.console;
  const paged = page && session.prompter && text.split('\n').length > (session.console.rows ?? 0);
  if (!paged) session.console.out(text);
  else if (!(await page((await session.preferences()).get('core.pager'), text))) session.console.out(text);
}
