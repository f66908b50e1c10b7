import { type Key, KeyDecoder } from './keys.js';
import { BLANK, changed, type Editing, edited, insert, type Line, lineOf } from './line.js';
import { Recall, Search } from './recall.js';
import { View } from './view.js';

export interface Input extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
}

export interface Output extends NodeJS.WritableStream {
  readonly columns?: number;
}

/** What helps at a line while it is typed. */
export interface Assistance {
  /** Lines typed before, newest first. */
  readonly history: readonly string[];
  /** Tab: what to enter in the place of nothing. @param again the line is as it was at the last Tab */
  complete(before: string, again: boolean): Promise<string | Listing>;
  /** A question mark where a word begins; undefined if it is a character like any other there. */
  explain(before: string): Promise<Listing> | undefined;
}

/** Text to be shown below the line, which is then drawn again. */
export interface Listing {
  readonly list: string;
}

/** A line; or Ctrl-C, or the end of input (also Ctrl-D where nothing is typed). */
export type Answer = { readonly line: string } | 'interrupted' | 'end';

const PASTE_ON = '\u001b[?2004h';
const PASTE_OFF = '\u001b[?2004l';

/**
 * Reads lines from a terminal, with the keys that people know from readline. Between lines the
 * terminal is given back, so that Ctrl-C ends what runs; what is typed meanwhile is kept.
 */
export class Editor {
  private readonly decoder = new KeyDecoder();
  private readonly keys: Key[] = [];
  private wake: (() => void) | undefined;
  private closed = false;
  private reading = false;
  private editing: Editing = BLANK;
  private prompt = '';
  private readonly view: View;
  /** Ctrl-C while no line is read. */
  onInterrupt: (() => void) | undefined;

  constructor(
    private readonly input: Input,
    private readonly output: Output,
  ) {
    this.view = new View(
      (text) => this.write(text),
      () => output.columns || 80,
    );
    input.on('data', this.take);
    input.on('end', this.end);
    input.on('error', this.end);
    output.on('resize', this.resized);
    output.on('error', this.end);
    process.on('SIGCONT', this.resumed);
    input.pause();
  }

  /** Nobody is there any more. */
  get ended(): boolean {
    return this.closed && this.keys.length === 0;
  }

  close(): void {
    this.input.off('data', this.take).off('end', this.end).off('error', this.end).pause();
    this.output.off('resize', this.resized).off('error', this.end);
    process.off('SIGCONT', this.resumed);
  }

  private readonly take = (chunk: Buffer | string): void => {
    for (const key of this.decoder.decode(chunk)) {
      if (key.name === 'ctrl-c' && !this.reading) this.onInterrupt?.();
      else this.keys.push(key);
    }
    this.wake?.();
  };

  /** The terminal has gone. */
  hangUp(): void {
    this.keys.length = 0;
    this.end();
    this.onInterrupt?.();
  }

  private readonly end = (): void => {
    this.closed = true;
    this.wake?.();
  };

  private readonly resized = (): void => {
    if (!this.reading) return;
    this.view.rewrapped(this.prompt, this.editing.line);
    this.draw();
  };

  /** After Ctrl-Z, the user's shell has had the terminal. */
  private readonly resumed = (): void => {
    if (!this.reading) return;
    this.hold();
    this.view.begin();
    this.draw();
  };

  /** Read one line. @param help without it, keys only edit: for answers to questions */
  async read(prompt: string, help?: Assistance): Promise<Answer> {
    this.prompt = prompt;
    this.editing = { ...BLANK, killed: this.editing.killed };
    this.reading = true;
    this.hold();
    this.view.begin();
    this.draw();
    try {
      return await this.answer(help);
    } finally {
      this.reading = false;
      this.release();
    }
  }

  private hold(): void {
    this.raw(true);
    if (this.input.isTTY) this.write(PASTE_ON);
    this.input.resume();
  }

  private raw(wanted: boolean): void {
    try {
      this.input.setRawMode?.(wanted);
    } catch {
      // The terminal has gone.
      this.end();
    }
  }

  private write(text: string): void {
    if (!this.closed || this.keys.length > 0) this.output.write(text);
  }

  private release(): void {
    if (this.input.isTTY) this.write(PASTE_OFF);
    this.raw(false);
    if (this.input.isTTY) this.input.pause();
  }

  private async next(): Promise<Key | undefined> {
    while (this.keys.length === 0 && !this.closed) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return this.keys.shift();
  }

  private async answer(help: Assistance | undefined): Promise<Answer> {
    const recall = new Recall(help?.history ?? []);
    let tabbed: string | undefined;
    for (;;) {
      const key = await this.next();
      if (!key) return this.finished('end');
      const { text } = this.editing.line;
      switch (key.name) {
        case 'enter':
          return this.finished({ line: text });
        case 'ctrl-c':
          this.view.finish(this.prompt, lineOf(`${text}\u0003`));
          return 'interrupted';
        case 'ctrl-d':
          if (text === '') return this.finished('end');
          break;
        case 'tab':
          if (help) tabbed = await this.completed(help, tabbed);
          continue;
        case 'ctrl-r':
          if (help) await this.searched(help.history);
          continue;
      }
      tabbed = undefined;
      if (!this.recalled(recall, key.name) && !(await this.explained(help, key))) this.press(key);
    }
  }

  private finished(answer: Answer): Answer {
    this.view.finish(this.prompt, this.editing.line);
    return answer;
  }

  private press(key: Key): void {
    if (key.name === 'paste') this.paste(key.text);
    else if (key.name === 'ctrl-l') this.view.clearScreen();
    else if (key.name === 'ctrl-z') this.suspend();
    this.editing = edited(this.editing, key) ?? this.editing;
    this.draw();
  }

  /** Lines that are pasted are entered one after the other; nothing in them is a key. */
  private paste(pasted: string): void {
    const [first = '', ...more] = pasted.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n');
    this.editing = changed(this.editing, insert(this.editing.line, first.replaceAll('\t', ' ')));
    if (more.length > 0) this.keys.unshift({ name: 'enter', text: '' }, { name: 'paste', text: more.join('\n') });
  }

  private suspend(): void {
    this.release();
    process.kill(0, 'SIGTSTP');
    // Who leads a session of their own is not stopped.
    this.resumed();
  }

  private draw(): void {
    this.view.draw(this.prompt, this.editing.line);
  }

  private put(line: Line): void {
    this.editing = changed(this.editing, line);
    this.draw();
  }

  private recalled(recall: Recall, key: string): boolean {
    const { text, cursor } = this.editing.line;
    const beginning = text.slice(0, cursor);
    let found: string | undefined;
    if (key === 'up' || key === 'ctrl-p') found = recall.older(text);
    else if (key === 'down' || key === 'ctrl-n') found = recall.newer(text);
    else if (key === 'page-up') found = recall.older(text, beginning);
    else if (key === 'page-down') found = recall.newer(text, beginning);
    else if (key === 'alt-<') found = recall.oldest(text);
    else if (key === 'alt-.' || key === 'alt-_') {
      const [word, instead] = recall.lastWord(this.editing.last === 'argument');
      const before = {
        text: text.slice(0, cursor - instead.length) + text.slice(cursor),
        cursor: cursor - instead.length,
      };
      this.editing = changed(this.editing, insert(before, word), 'argument');
      this.draw();
      return true;
    } else return false;
    if (found !== undefined) this.put(key.startsWith('page') ? { text: found, cursor } : lineOf(found));
    return true;
  }

  /** @returns the line, if Tab again is to list what there is */
  private async completed(help: Assistance, tabbed: string | undefined): Promise<string> {
    const { text, cursor } = this.editing.line;
    const before = text.slice(0, cursor);
    const more = await help.complete(before, tabbed === before);
    if (typeof more === 'string') this.put(insert(this.editing.line, more));
    else this.list(more);
    return this.editing.line.text.slice(0, this.editing.line.cursor);
  }

  private async explained(help: Assistance | undefined, key: Key): Promise<boolean> {
    if (key.name !== 'text' || key.text !== '?') return false;
    const { text, cursor } = this.editing.line;
    const listing = await help?.explain(text.slice(0, cursor));
    if (!listing) return false;
    this.list(listing);
    return true;
  }

  private list({ list }: Listing): void {
    if (list === '') return;
    this.view.finish(this.prompt, this.editing.line);
    this.write(list.replaceAll('\n', '\r\n'));
    this.draw();
  }

  /** Ctrl-R: any key that does not belong to the search takes what was found, and does what it does. */
  private async searched(history: readonly string[]): Promise<void> {
    const search = new Search(history);
    for (;;) {
      const found = search.found ?? '';
      this.view.draw(search.prompt, { text: found, cursor: Math.max(0, found.indexOf(search.text)) });
      const key = await this.next();
      if (key?.name === 'ctrl-r') search.older();
      else if (key?.name === 'ctrl-s') search.newer();
      else if (key?.name === 'text' || key?.name === 'paste') search.seek(search.text + key.text);
      else if (key?.name === 'backspace' || key?.name === 'ctrl-h') search.seek(search.text.slice(0, -1));
      else {
        const given = key?.name === 'ctrl-g' || key?.name === 'ctrl-c' || search.found === undefined;
        if (given) this.draw();
        else this.put(lineOf(search.found));
        if (key && key.name !== 'ctrl-g' && key.name !== 'ctrl-c') this.keys.unshift(key);
        return;
      }
    }
  }
}
