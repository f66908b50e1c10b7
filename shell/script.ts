import { readFileSync } from 'node:fs';
import { readWholeText } from '../cib/client/read.js';
import { fromFileError } from '../cib/result/error.js';
import { logicalLines } from './grammar/words.js';
import { goUp } from './navigate.js';
import { answer, runLine } from './run.js';
import type { Session } from './session.js';

/** Exit status if there is no such file. */
const UNREADABLE = 2;

/**
 * Run the commands of a file, or of standard input, one after the other; a mistake does not stop
 * it. What is still edited at the end is committed.
 * @returns 0 if all went well, 1 if anything failed, 2 if there is no such file
 */
export async function runScript(session: Session, file: string | undefined): Promise<number> {
  let text: string;
  try {
    text = readWholeText(file === undefined || file === '-' ? 0 : file);
  } catch (error) {
    const problem = fromFileError(error, file ?? 'standard input').message;
    await told(session, `crm --file ${file}`, async () => {
      session.say('error', `cannot read ${problem}`);
      session.status = UNREADABLE;
      return false;
    });
    return UNREADABLE;
  }
  let ok = true;
  const echo = session.options.regression ? echoing(session, text) : () => {};
  for (const line of logicalLines(text)) {
    session.line = line.place(0).line;
    echo(line.place(line.text.length - 1).line);
    ok = (await runLine(session, line.text)) && ok;
    if (session.quitting !== undefined) return ok ? session.quitting : 1;
  }
  echo(Number.POSITIVE_INFINITY);
  return (await leaveAll(session)) && ok ? 0 : 1;
}

/** Whatever is still edited is committed, which is told as if somebody had asked for it. */
async function leaveAll(session: Session): Promise<boolean> {
  const leave = async () => {
    let ok = true;
    while (session.stack.length > 1) ok = (await goUp(session, true)) && ok;
    return ok;
  };
  return told(session, 'crm quit', leave);
}

/** Do what no line asks for; a program is told of it as of a line. */
const told = (session: Session, request: string, act: () => Promise<boolean>): Promise<boolean> =>
  session.options.format === 'text' ? act() : answer(session, request, act);

/** Run the commands that a user wants at the start; what goes wrong there is told, and no hindrance. */
export async function runStartup(session: Session, file: string): Promise<void> {
  for (const { text } of logicalLines(readFileSync(file, 'utf8'))) {
    if (!(await runLine(session, text, 'never'))) session.say('error', `Error in RC file: ${file}`);
  }
  while (session.stack.length > 1) await goUp(session, true);
}

/** Shows the lines of a script up to a number, each once. */
function echoing(session: Session, text: string): (until: number) => void {
  const lines = text.replace(/\n$/, '').split('\n');
  let told = 0;
  return (until) => {
    while (told < Math.min(until, lines.length)) session.narrate(`.INP: ${lines[told++]}\n`);
  };
}
