/** Going through the lines typed before. */
export class Recall {
  /** Place in the history; -1 is the line being typed. */
  private at = -1;
  private typed = '';
  /** The line whose last word was taken. */
  private word = 0;

  /** @param lines newest first */
  constructor(private readonly lines: readonly string[]) {}

  /** An older line, or one that begins as the line typed does; undefined if there is none. */
  older(current: string, beginning = ''): string | undefined {
    if (this.at < 0) this.typed = current;
    const found = this.lines.findIndex((line, i) => i > this.at && line.startsWith(beginning) && line !== current);
    return found < 0 ? undefined : this.lines[(this.at = found)];
  }

  /** A newer line, at last the one being typed. */
  newer(current: string, beginning = ''): string | undefined {
    if (this.at < 0) return undefined;
    for (let i = this.at - 1; i >= 0; i--) {
      const line = this.lines[i] as string;
      if (line.startsWith(beginning) && line !== current) return this.lines[(this.at = i)];
    }
    this.at = -1;
    return this.typed;
  }

  /** The last word of the line before; again, that of the one before that. @returns the word, and the one it replaces */
  lastWord(again: boolean): [word: string, instead: string] {
    const wordAt = (at: number): string => this.lines[at]?.trim().split(/\s+/).at(-1) ?? '';
    const instead = again ? wordAt(this.word) : '';
    this.word = again ? Math.min(this.word + 1, this.lines.length - 1) : 0;
    return [wordAt(this.word), instead];
  }

  oldest(current: string): string | undefined {
    if (this.at < 0) this.typed = current;
    if (this.lines.length === 0) return undefined;
    return this.lines[(this.at = this.lines.length - 1)];
  }
}

/** Searching for what was typed before, older lines first, while the text searched for is typed. */
export class Search {
  text = '';
  private at = -1;

  constructor(private readonly lines: readonly string[]) {}

  /** The line found; undefined if nothing was. */
  get found(): string | undefined {
    return this.lines[this.at];
  }

  get prompt(): string {
    const failed = this.text !== '' && this.found === undefined ? 'failed ' : '';
    return `(${failed}reverse-i-search)'${this.text}': `;
  }

  /** Search for something else, from the newest line on. */
  seek(text: string): void {
    this.text = text;
    this.at = text === '' ? -1 : this.lines.findIndex((line) => line.includes(text));
  }

  older(): void {
    const next = this.lines.findIndex(
      (line, i) => i > this.at && this.text !== '' && line.includes(this.text) && line !== this.found,
    );
    if (next >= 0) this.at = next;
  }

  newer(): void {
    const next = this.lines.findLastIndex((line, i) => i < this.at && line.includes(this.text) && line !== this.found);
    if (next >= 0) this.at = next;
  }
}
