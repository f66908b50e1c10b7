import { Readable } from 'node:stream';

const CTRL_C = '\u0003';
const CTRL_G = '\u0007';
const CTRL_R = '\u0012';
const BACKSPACES = ['\u0008', '\u007f'];
const ESCAPE = '\u001b';

/** What the keyboard needs of the line editor behind it. */
export interface Editor {
  /** What stands before the cursor. */
  readonly line: string;
  /** Lines typed before, newest first. */
  readonly history: readonly string[];
  /** Show something in the place of the line being typed. */
  show(text: string): void;
  /** Put a line in its place, and show it. */
  replace(line: string): void;
  /** Say what could come next. */
  explain(): void;
  /** Ctrl-C while a command runs; false if none does. */
  interrupt(): boolean;
}

/**
 * Keys on their way to the line editor: Ctrl-R searches what was typed before, a question mark where a
 * word begins asks what could stand there.
 */
export class Keyboard extends Readable {
  private search: { text: string; readonly before: string } | undefined;
  private editor: Editor | undefined;

  constructor(private readonly source: NodeJS.ReadableStream & { setRawMode?: (raw: boolean) => unknown }) {
    super({ read: () => {} });
    source.on('data', (chunk: Buffer | string) => this.type(chunk.toString()));
    source.on('end', () => this.push(null));
    source.on('error', (error) => this.destroy(error));
  }

  attach(editor: Editor): void {
    this.editor = editor;
  }

  /** The line editor wants single keys, without echo. */
  setRawMode(raw: boolean): this {
    this.source.setRawMode?.(raw);
    return this;
  }

  private type(chunk: string): void {
    // Sequences of a key, and what is pasted, come as they are.
    const keys = this.search && !chunk.startsWith(ESCAPE) ? [...chunk] : [chunk];
    for (const key of keys) this.key(key);
  }

  private key(key: string): void {
    const { editor, search } = this;
    if (!editor) this.push(key);
    else if (key === CTRL_C && editor.interrupt()) return;
    else if (search) this.searching(editor, search, key);
    else if (key === CTRL_R) {
      this.search = { text: '', before: editor.line };
      this.found(editor, this.search.text);
    } else if (key === '?' && /(^|\s)$/.test(editor.line) && !isQuoted(editor.line)) editor.explain();
    else this.push(key);
  }

  private searching(editor: Editor, search: { text: string; readonly before: string }, key: string): void {
    if (key === CTRL_C || key === CTRL_G) this.leave(editor, search.before);
    else if (key === CTRL_R) this.again(editor, search.text);
    else if (BACKSPACES.includes(key)) {
      search.text = search.text.slice(0, -1);
      this.found(editor, search.text);
    } else if (key >= ' ' && key !== ESCAPE && !key.startsWith(ESCAPE)) {
      search.text += key;
      this.skip = 0;
      this.found(editor, search.text);
    } else {
      // Any other key takes what was found, and does what it does.
      this.leave(editor, this.match(editor, search.text) ?? search.before);
      this.push(key);
    }
  }

  private skip = 0;

  private again(editor: Editor, text: string): void {
    this.skip++;
    if (this.match(editor, text) === undefined) this.skip--;
    this.found(editor, text);
  }

  private match(editor: Editor, text: string): string | undefined {
    return text === '' ? undefined : editor.history.filter((line) => line.includes(text))[this.skip];
  }

  private found(editor: Editor, text: string): void {
    const line = this.match(editor, text);
    const failing = line === undefined && text !== '' ? 'failed ' : '';
    editor.show(`(${failing}reverse-i-search)'${text}': ${line ?? ''}`);
  }

  private leave(editor: Editor, line: string): void {
    this.search = undefined;
    this.skip = 0;
    editor.replace(line);
  }
}

const isQuoted = (line: string): boolean => /^[^'"]*(?:'[^']*$|"[^"]*$)/.test(line.replace(/'[^']*'|"[^"]*"/g, ''));
