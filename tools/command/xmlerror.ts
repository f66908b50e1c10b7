import type { CibError } from '../../cib/result/error.js';
import type { Context } from './context.js';

/** What may come before the first element. */
const PROLOGUE = /^(?:\s|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)*/;

/**
 * Log why a text could not be parsed, as the peer's XML library shows it: what and where, the line
 * of the text, and a mark below the place. The two commonest faults are worded as there.
 */
export function logXmlError(context: Pick<Context, 'log'>, error: CibError, text: string): void {
  const { message, line, column } = faultOf(error, text);
  const shown = text.split('\n')[line - 1] ?? '';
  const log = (part: string): void => context.log('error', 'pcmk__log_xmllib_err', `XML Error: ${part}`);
  log(`Entity: line ${line}: parser error : ${message}`);
  log(shown);
  log(`${shown.slice(0, column).replace(/[^\t]/g, ' ')}^`);
}

function faultOf(error: CibError, text: string): { message: string; line: number; column: number } {
  if (text === '') return { message: 'Document is empty', line: 1, column: 0 };
  const before = (PROLOGUE.exec(text) as RegExpExecArray)[0];
  if (text[before.length] !== '<') {
    const lines = before.split('\n');
    return {
      message: "Start tag expected, '<' not found",
      line: lines.length,
      column: (lines.at(-1) as string).length,
    };
  }
  return { message: error.message, line: error.place.line ?? 1, column: error.place.column ?? 0 };
}
