import { Interrupted, leavable, stayOn } from '../interrupted.js';
import { runLine } from '../run.js';
import type { Session } from '../session.js';
import { assist } from './assistance.js';
import { type Answer, Editor, type Input, type Output } from './editor/editor.js';
import type { HistoryFile } from './history.js';

export interface Streams {
  readonly input: Input;
  readonly output: Output;
}

/** What a line that goes on in the next one is asked for with. */
const CONTINUED = '> ';

/** Signals that end the conversation. */
const LOSSES = ['SIGHUP', 'SIGTERM'] as const;
/** Exit status of what SIGHUP has ended. */
const HUNG_UP = 129;

/**
 * Talk with a person, line by line, until they leave. Ctrl-C drops the line being typed or leaves
 * the command that runs, never the edits.
 * @returns the exit status
 */
export async function converse(session: Session, { input, output }: Streams, history: HistoryFile): Promise<number> {
  const editor = new Editor(input, output);
  const columns = () => output.columns || 80;
  const lines = [...history.lines];
  session.prompter = async (question) => {
    stayOn();
    return answered(await editor.read(question));
  };
  let status = 0;
  const lost = () => editor.hangUp();
  for (const signal of LOSSES) process.on(signal, lost);
  try {
    for (let before = ''; session.quitting === undefined; ) {
      const help = assist(session, before, lines, columns);
      const answer = await editor.read(before === '' ? session.prompt : CONTINUED, help);
      if (answer === 'end' && editor.ended) return await abandon(session);
      if (answer === 'interrupted') before = '';
      else if (answer === 'end') await uninterrupted(session, editor, output, 'quit');
      else if (answer.line.trimEnd().endsWith('\\')) before += `${answer.line.trimEnd().slice(0, -1)} `;
      else {
        const whole = before + answer.line;
        before = '';
        remember(lines, whole);
        history.add(whole);
        status = (await uninterrupted(session, editor, output, whole)) ? 0 : 1;
      }
    }
    output.write('bye\n');
    return session.quitting ?? status;
  } catch (error) {
    // A mistake of ours must not cost what was typed.
    await abandon(session);
    throw error;
  } finally {
    editor.close();
    for (const signal of LOSSES) process.off(signal, lost);
  }
}

/** Nobody can say any more what is to become of the edits: they are kept. */
async function abandon(session: Session): Promise<number> {
  const { keepEdits } = await import('../drafts/offer.js');
  await keepEdits(session);
  return HUNG_UP;
}

/** The newest line first, and each once. */
function remember(lines: string[], line: string): void {
  if (line.trim() === '') return;
  const known = lines.indexOf(line);
  if (known >= 0) lines.splice(known, 1);
  lines.unshift(line);
}

function answered(answer: Answer): string {
  if (answer === 'interrupted') throw new Interrupted();
  return answer === 'end' ? 'n' : answer.line;
}

/** Run a line; Ctrl-C leaves it, and what is edited stays as it is. @returns whether all went well */
async function uninterrupted(session: Session, editor: Editor, output: Output, line: string): Promise<boolean> {
  const stack = [...session.stack];
  const { result, leave } = leavable(() => runLine(session, line).catch(interruption));
  let interrupt = () => {};
  const left = new Promise<'left'>((resolve) => {
    interrupt = () => {
      output.write('\n');
      leave();
      resolve('left');
    };
  });
  process.on('SIGINT', interrupt);
  editor.onInterrupt = interrupt;
  try {
    const ok = await Promise.race([result, left]);
    if (ok !== 'left') return ok;
    session.stack.splice(0, session.stack.length, ...stack);
    session.moved = false;
    return false;
  } finally {
    process.off('SIGINT', interrupt);
    editor.onInterrupt = undefined;
  }
}

function interruption(error: unknown): 'left' {
  if (!(error instanceof Interrupted)) throw error;
  return 'left';
}
