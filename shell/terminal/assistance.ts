import { complete } from '../complete/complete.js';
import type { Candidate } from '../grammar/expectation.js';
import { scanWords } from '../grammar/words.js';
import type { Session } from '../session.js';
import type { Assistance } from './editor/editor.js';
import { clipped, width } from './editor/width.js';

/**
 * Help with a command line: the first Tab completes as far as all candidates agree, the second lists
 * them with what they mean; so does a question mark where a word begins.
 * @param before what was typed on the lines that this one goes on from
 * @param columns of the terminal
 */
export function assist(
  session: Session,
  before: string,
  history: readonly string[],
  columns: () => number,
): Assistance {
  return {
    history,
    async complete(line, again) {
      const { candidates, word } = await complete(session, before + line);
      const [only, ...more] = candidates;
      if (only && more.length === 0) return only.text.slice(word.length) + (only.open ? '' : ' ');
      const common = commonPrefix(candidates).slice(word.length);
      if (common !== '' || candidates.length === 0) return common;
      return again ? { list: listed(candidates, columns()) } : '';
    },
    explain(line) {
      const whole = before + line;
      if (!/(^|\s)$/.test(whole) || scanWords(whole).at(-1)?.open) return undefined;
      return complete(session, whole).then(({ candidates }) => ({ list: listed(candidates, columns()) }));
    },
  };
}

/** So many fit on a screen; those who want more type more. */
const MOST = 200;

/** One a line if they are explained, else in columns. */
export function listed(candidates: readonly Candidate[], columns: number): string {
  const shown = candidates.slice(0, MOST);
  const more = candidates.length - shown.length;
  const text = shown.some(({ about }) => about !== undefined)
    ? explained(shown, columns)
    : inColumns(
        shown.map((candidate) => candidate.text),
        columns,
      );
  return more > 0 ? `${text}  … and ${more} more\n` : text;
}

const padded = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)));

function explained(candidates: readonly Candidate[], columns: number): string {
  const most = Math.max(...candidates.map(({ text }) => width(text)));
  const name = Math.min(most, Math.max(24, Math.floor(columns / 2))) + 1;
  const line = ({ text, about }: Candidate): string =>
    clipped(about === undefined ? `  ${text}` : `  ${padded(text, name)} ${about}`, columns - 1);
  return candidates.map((candidate) => `${line(candidate)}\n`).join('');
}

function inColumns(texts: readonly string[], columns: number): string {
  const one = Math.max(0, ...texts.map(width)) + 2;
  const count = Math.max(1, Math.floor(columns / one));
  let text = '';
  for (let at = 0; at < texts.length; at += count) {
    const row = texts.slice(at, at + count).map((each) => padded(each, one));
    text += `${row.join('').trimEnd()}\n`;
  }
  return text;
}

function commonPrefix(candidates: readonly Candidate[]): string {
  let prefix = candidates[0]?.text ?? '';
  for (const { text } of candidates) while (!text.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}
