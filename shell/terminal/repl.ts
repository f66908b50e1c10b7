import { createInterface, type Interface } from 'node:readline';
import { complete } from '../complete/complete.js';
import type { Candidate } from '../grammar/expectation.js';
import { runLine } from '../run.js';
import type { Session } from '../session.js';
import type { HistoryFile } from './history.js';

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
  const readline = createInterface({
    input,
    output,
    terminal: true,
    history: history.lines,
    removeHistoryDuplicates: true,
    completer: (line: string, callback: (error: null, result: [string[], string]) => void) => {
      void candidatesFor(session, before + line, output, readline).then((result) => callback(null, result));
    },
  });
  readline.on('SIGINT', () => {
    before = '';
    output.write('^C\n');
    // Private in the types, but the documented way (ctrl-U and ctrl-K) does the same.
    readline.write(null, { ctrl: true, name: 'e' });
    readline.write(null, { ctrl: true, name: 'u' });
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
    status = (await runLine(session, whole)) ? 0 : 1;
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

/** Answers for readline's completer; what candidates mean is shown where there are several. */
async function candidatesFor(
  session: Session,
  line: string,
  output: NodeJS.WritableStream,
  readline: Interface,
): Promise<[string[], string]> {
  const { candidates, word } = await complete(session, line);
  const [only, ...more] = candidates;
  if (only && more.length === 0) return [[only.open ? only.text : `${only.text} `], word];
  const about = candidates.filter((candidate) => candidate.about !== undefined);
  if (about.length > 1 && word !== '' && commonPrefix(candidates) === word) {
    output.write(`\n${about.map(explained).join('')}`);
    readline.prompt(true);
    return [[], word];
  }
  return [candidates.map(({ text }) => text), word];
}

const explained = ({ text, about }: Candidate): string => `  ${text.padEnd(24)} ${about}\n`;

function commonPrefix(candidates: readonly Candidate[]): string {
  let prefix = candidates[0]?.text ?? '';
  for (const { text } of candidates) while (!text.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}
