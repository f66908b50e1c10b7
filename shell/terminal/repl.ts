import { createInterface, type Interface } from 'node:readline';
import { complete } from '../complete/complete.js';
import type { Candidate } from '../grammar/expectation.js';
import { runLine } from '../run.js';
import type { Session } from '../session.js';
import type { HistoryFile } from './history.js';
import { Keyboard } from './keyboard.js';

export interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** What a line that goes on in the next one is asked for with. */
const CONTINUED = '> ';

/**
 * Talk with a person, line by line, until they leave. Ctrl-C drops the line being typed, never the
 * edits.
 * @returns the exit status
 */
export async function converse(session: Session, { input, output }: Streams, history: HistoryFile): Promise<number> {
  let before = '';
  const keyboard = new Keyboard(input);
  const tab: Tab = { line: undefined };
  const readline = createInterface({
    input: keyboard,
    output,
    terminal: true,
    history: history.lines,
    removeHistoryDuplicates: true,
    completer: (line: string, callback: (error: null, result: [string[], string]) => void) => {
      void candidatesFor(session, before + line, tab, output, readline).then((result) => callback(null, result));
    },
  });
  let interrupt: (() => void) | undefined;
  keyboard.attach({
    get line() {
      return readline.line.slice(0, readline.cursor);
    },
    get history() {
      return historyOf(readline) ?? history.lines;
    },
    show: (text) => output.write(`\r\u001b[K${text}`),
    replace(line) {
      clearLine(readline);
      output.write('\r\u001b[K');
      readline.write(line);
      readline.prompt(true);
    },
    explain: () => void explain(session, before + readline.line, output, readline),
    interrupt() {
      interrupt?.();
      return interrupt !== undefined;
    },
  });
  readline.on('SIGINT', () => {
    before = '';
    output.write('^C\n');
    clearLine(readline);
    prompt();
  });
  const prompt = () => {
    readline.setPrompt(before === '' ? session.prompt : CONTINUED);
    readline.prompt();
  };
  let closed = false;
  readline.once('close', () => {
    closed = true;
  });
  session.prompter = (question) =>
    new Promise((resolve) => {
      // Nobody is there any more: that is no yes.
      if (closed) resolve('n');
      else readline.question(question, resolve);
      readline.once('close', () => resolve('n'));
    });
  let status = 0;
  prompt();
  for await (const line of readline) {
    if (line.trimEnd().endsWith('\\')) {
      before += `${line.trimEnd().slice(0, -1)} `;
      prompt();
      continue;
    }
    const whole = before + line;
    before = '';
    history.add(whole);
    readline.pause();
    // Ctrl-C leaves a command that takes long; what is edited stays as it is.
    const left = new Promise<undefined>((resolve) => {
      interrupt = () => resolve(undefined);
    });
    const ok = await Promise.race([runLine(session, whole), left]);
    interrupt = undefined;
    if (ok === undefined) output.write('^C\n');
    status = ok ? 0 : 1;
    if (session.quitting !== undefined) break;
    prompt();
  }
  // At the end of input the line editor has let go of the terminal, but a question can still be asked.
  if (closed) session.prompter = undefined;
  if (session.quitting === undefined) await session.level.leave?.(session, false);
  readline.close();
  output.write('bye\n');
  return session.quitting ?? status;
}

/** What the line was when Tab was pressed last. */
interface Tab {
  line: string | undefined;
}

/** Whatever is being typed goes. */
function clearLine(readline: Interface): void {
  readline.write(null, { ctrl: true, name: 'e' });
  readline.write(null, { ctrl: true, name: 'u' });
}

/** The lines typed so far, newest first: kept by the line editor, though not in its types. */
const historyOf = (readline: Interface): readonly string[] | undefined =>
  (readline as Interface & { readonly history?: readonly string[] }).history;

/**
 * Answers for readline's completer. The first Tab completes as far as all candidates agree, the
 * second lists them with what they mean.
 */
async function candidatesFor(
  session: Session,
  line: string,
  tab: Tab,
  output: NodeJS.WritableStream,
  readline: Interface,
): Promise<[string[], string]> {
  const { candidates, word } = await complete(session, line);
  const [only, ...more] = candidates;
  if (only && more.length === 0) return [[only.open ? only.text : `${only.text} `], word];
  const prefix = commonPrefix(candidates);
  if (prefix.length > word.length) {
    tab.line = line.slice(0, line.length - word.length) + prefix;
    return [[prefix], word];
  }
  if (tab.line === line) list(candidates, output, readline);
  tab.line = line;
  return [[], word];
}

async function explain(
  session: Session,
  line: string,
  output: NodeJS.WritableStream,
  readline: Interface,
): Promise<void> {
  list((await complete(session, line)).candidates, output, readline);
}

/** So many fit on a screen; those who want more type more. */
const MOST = 200;
const WIDTH = 80;

/** One a line if they are explained, else in columns. */
function list(candidates: readonly Candidate[], output: NodeJS.WritableStream, readline: Interface): void {
  const shown = candidates.slice(0, MOST);
  const more = candidates.length - shown.length;
  const text = shown.some(({ about }) => about !== undefined)
    ? shown.map(explained).join('')
    : columns(shown.map((candidate) => candidate.text));
  output.write(`\n${text}${more > 0 ? `  … and ${more} more\n` : ''}`);
  readline.prompt(true);
}

function columns(texts: readonly string[]): string {
  const width = Math.max(0, ...texts.map(({ length }) => length)) + 2;
  const count = Math.max(1, Math.floor(WIDTH / width));
  let text = '';
  for (let at = 0; at < texts.length; at += count) {
    text += `${texts
      .slice(at, at + count)
      .map((one) => one.padEnd(width))
      .join('')
      .trimEnd()}\n`;
  }
  return text;
}

const explained = ({ text, about }: Candidate): string =>
  about === undefined ? `  ${text}\n` : `  ${text.padEnd(24)} ${about}\n`;

function commonPrefix(candidates: readonly Candidate[]): string {
  let prefix = candidates[0]?.text ?? '';
  for (const { text } of candidates) while (!text.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}
