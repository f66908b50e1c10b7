import { CibError } from '../../cib/result/error.js';

/** A word of a command line, quotes removed, and where it stands in the line. */
export interface Word {
  readonly text: string;
  readonly start: number;
  /** Offset after the last character, closing quote included. */
  readonly end: number;
  /** The quote that is still open at the end of the line, if any. */
  readonly open?: '"' | "'";
}

export const plainWords = (texts: readonly string[]): Word[] => {
  let at = 0;
  return texts.map((text) => {
    const start = at;
    at += text.length + 1;
    return { text, start, end: start + text.length };
  });
};

const SPACE = new Set([' ', '\t', '\r', '\n']);
/** Characters that mean nothing but themselves. */
const PLAIN = /[^\s"'\\]+/y;

/**
 * Split as a POSIX shell does, without expansions: blanks separate, quotes group, a backslash takes
 * the next character as it is (within double quotes only before `"` and `\`).
 */
export function scanWords(line: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (SPACE.has(line[at] as string)) {
      at++;
      continue;
    }
    const start = at;
    let text = '';
    let open: '"' | "'" | undefined;
    for (; at < line.length; at++) {
      if (open === undefined) {
        PLAIN.lastIndex = at;
        const run = PLAIN.exec(line);
        if (run) {
          text += run[0];
          at += run[0].length;
          if (at === line.length) break;
        }
      }
      const char = line[at] as string;
      const next = line[at + 1];
      if (open === undefined && SPACE.has(char)) break;
      if (char === open) open = undefined;
      else if (open === undefined && (char === '"' || char === "'")) open = char;
      else if (char === '\\' && open !== "'" && next !== undefined && (open === undefined || '"\\'.includes(next))) {
        text += next;
        at++;
      } else text += char;
    }
    words.push({ text, start, end: at, ...(open === undefined ? {} : { open }) });
  }
  return words;
}

/** What XML cannot hold: most control characters, halves of characters. */
const UNPRINTABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** @throws CibError if a quote is not closed, or there are characters that no configuration can hold */
export function splitWords(line: string): Word[] {
  const wrong = line.search(UNPRINTABLE);
  if (wrong >= 0) {
    const code = line.charCodeAt(wrong).toString(16).toUpperCase().padStart(4, '0');
    throw new CibError('EINVAL', `character U+${code} cannot be used`, { column: wrong + 1 });
  }
  const words = scanWords(line);
  const open = words.at(-1);
  if (open?.open) throw new CibError('EINVAL', 'No closing quotation', { column: open.start + 1 });
  return words;
}

/** A command that may span lines, each but the last ending in a backslash. */
export interface LogicalLine {
  readonly text: string;
  /** 1-based line and column of a character of `text`. */
  place(offset: number): { readonly line: number; readonly column: number };
}

/** Join continued lines, drop empty ones. */
export function logicalLines(text: string): LogicalLine[] {
  const found: LogicalLine[] = [];
  let parts: Part[] = [];
  const finish = () => {
    const line = joined(parts);
    if (line.text !== '') found.push(line);
    parts = [];
  };
  for (const [index, raw] of text.split('\n').entries()) {
    const trimmed = raw.trim();
    const continued = trimmed.endsWith('\\');
    parts.push({
      text: continued ? trimmed.replace(/\\+$/, '') : trimmed,
      line: index + 1,
      column: raw.length - raw.trimStart().length + 1,
    });
    if (!continued) finish();
  }
  if (parts.length > 0) finish();
  return found;
}

interface Part {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

function joined(parts: readonly Part[]): LogicalLine {
  const whole = parts.map(({ text }) => text).join('');
  const skipped = whole.length - whole.trimStart().length;
  return {
    text: whole.trim(),
    place(offset) {
      let left = offset + skipped;
      for (const part of parts) {
        if (left < part.text.length) return { line: part.line, column: part.column + left };
        left -= part.text.length;
      }
      const last = parts.at(-1) as Part;
      return { line: last.line, column: last.column + last.text.length };
    },
  };
}
