import { characters } from './width.js';

/** A line being edited. */
export interface Line {
  readonly text: string;
  /** Offset in the text, before which keys enter. */
  readonly cursor: number;
}

export const EMPTY: Line = { text: '', cursor: 0 };
export const lineOf = (text: string): Line => ({ text, cursor: text.length });

export const insert = ({ text, cursor }: Line, more: string): Line => ({
  text: text.slice(0, cursor) + more + text.slice(cursor),
  cursor: cursor + more.length,
});

const left = ({ text, cursor }: Line): number => cursor - (characters(text.slice(0, cursor)).at(-1)?.length ?? 0);
const right = ({ text, cursor }: Line): number => cursor + (characters(text.slice(cursor))[0]?.length ?? 0);

const WORD_BEFORE = /[\p{L}\p{N}]*[^\p{L}\p{N}]*$/u;
const WORD_AFTER = /^[^\p{L}\p{N}]*[\p{L}\p{N}]*/u;
const BLANKS_BEFORE = /\S*\s*$/;

/** Offsets where words begin and end: letters and digits, or all but blanks. */
const before = (pattern: RegExp, { text, cursor }: Line): number => text.slice(0, cursor).search(pattern);
const wordLeft = (line: Line): number => before(WORD_BEFORE, line);
const wordRight = ({ text, cursor }: Line): number => cursor + (WORD_AFTER.exec(text.slice(cursor))?.[0].length ?? 0);

type Move = (line: Line) => number;

const START: Move = () => 0;
const END: Move = ({ text }) => text.length;

/** Keys that move the cursor. */
const MOVES: Record<string, Move> = {
  left,
  'ctrl-b': left,
  right,
  'ctrl-f': right,
  home: START,
  'ctrl-a': START,
  end: END,
  'ctrl-e': END,
  'alt-b': wordLeft,
  'ctrl-left': wordLeft,
  'alt-left': wordLeft,
  'alt-f': wordRight,
  'ctrl-right': wordRight,
  'alt-right': wordRight,
};

/** Keys that delete up to where a move would lead. */
const DELETIONS: Record<string, Move> = {
  backspace: left,
  'ctrl-h': left,
  delete: right,
  'ctrl-d': right,
};

/** The same, but what they take away can be put back with Ctrl-Y. */
const KILLS: Record<string, Move> = {
  'ctrl-k': END,
  'ctrl-u': START,
  'ctrl-w': (line) => before(BLANKS_BEFORE, line),
  'alt-backspace': wordLeft,
  'ctrl-delete': wordRight,
  'alt-d': wordRight,
};

const without = ({ text, cursor }: Line, to: number): Line => {
  const [from, until] = [Math.min(cursor, to), Math.max(cursor, to)];
  return { text: text.slice(0, from) + text.slice(until), cursor: from };
};

/** The character before the cursor and the one at it change places. */
function transposed(line: Line): Line {
  const at = line.cursor === line.text.length ? { ...line, cursor: left(line) } : line;
  const [from, to] = [left(at), right(at)];
  if (from === at.cursor) return line;
  const swapped = line.text.slice(at.cursor, to) + line.text.slice(from, at.cursor);
  return { text: line.text.slice(0, from) + swapped + line.text.slice(to), cursor: to };
}

/** A line, what it was, and what has been cut out of it. */
export interface Editing {
  readonly line: Line;
  readonly undo: readonly Line[];
  /** Latest first. */
  readonly killed: readonly string[];
  /** What the last key did, if the next one may go on with it. */
  readonly last?: 'kill' | 'yank' | 'text' | 'argument' | undefined;
}

export const BLANK: Editing = { line: EMPTY, undo: [], killed: [] };

/** Another line in the place of this one; it can be undone. */
export const changed = (editing: Editing, line: Line, last?: Editing['last']): Editing => ({
  ...editing,
  line,
  // Characters typed one after the other are undone together.
  undo: last === 'text' && editing.last === 'text' ? editing.undo : [editing.line, ...editing.undo],
  last,
});

/** What a key does to a line; undefined if it does nothing to lines. */
export function edited(editing: Editing, { name, text }: { name: string; text: string }): Editing | undefined {
  const { line, undo, killed } = editing;
  if (name === 'text') return changed(editing, insert(line, text), 'text');
  const move = MOVES[name];
  if (move) return { ...editing, line: { ...line, cursor: move(line) }, last: undefined };
  const deletion = DELETIONS[name];
  if (deletion) return changed(editing, without(line, deletion(line)));
  const kill = KILLS[name];
  if (kill) return cut(editing, kill(line));
  switch (name) {
    case 'ctrl-y':
      return changed(editing, insert(line, killed[0] ?? ''), 'yank');
    case 'alt-y':
      return editing.last === 'yank' ? yankedOlder(editing) : editing;
    case 'ctrl-t':
      return changed(editing, transposed(line));
    case 'ctrl-_':
      return undo[0] ? { ...editing, line: undo[0], undo: undo.slice(1), last: undefined } : editing;
    default:
      return undefined;
  }
}

/** What is cut in one go is put back in one go. */
function cut(editing: Editing, to: number): Editing {
  const { line, killed, last } = editing;
  const text = line.text.slice(Math.min(line.cursor, to), Math.max(line.cursor, to));
  if (text === '') return editing;
  const [latest = '', ...older] = last === 'kill' ? killed : ['', ...killed];
  const whole = to < line.cursor ? text + latest : latest + text;
  return { ...changed(editing, without(line, to), 'kill'), killed: [whole, ...older] };
}

function yankedOlder(editing: Editing): Editing {
  const [latest = '', ...older] = editing.killed;
  const { text, cursor } = editing.line;
  const bare = { text: text.slice(0, cursor - latest.length) + text.slice(cursor), cursor: cursor - latest.length };
  return { ...editing, line: insert(bare, older[0] ?? latest), killed: [...older, latest] };
}
