import type { Line } from './line.js';
import { drawable, placeAfter } from './width.js';

/** A prompt and a line, drawn on a terminal, over as many of its lines as they need. */
export class View {
  /** Line of the terminal that the cursor is on, counted from that of the prompt. */
  private row = 0;
  private shown = '';

  constructor(
    private readonly write: (text: string) => void,
    private readonly columns: () => number,
  ) {}

  /** Begin on the terminal's line where the cursor is. */
  begin(): void {
    this.row = 0;
    this.shown = '';
  }

  draw(prompt: string, { text, cursor }: Line): void {
    const whole = prompt + drawable(text);
    const ahead = prompt + drawable(text.slice(0, cursor));
    const columns = this.columns();
    const [end, at] = [placeAfter(whole, columns), placeAfter(ahead, columns)];
    const typed = whole.slice(this.shown.length);
    const appended = whole === ahead && this.shown !== '' && whole.startsWith(this.shown);
    if (appended && end.row === this.row && end.column > 0) this.write(typed);
    else {
      // A line that ends at the margin leaves the cursor there: a blank takes it to the next line.
      const turn = end.column === 0 && whole !== '' ? ' \r' : '';
      this.write(
        `${this.home()}${whole}${turn}${up(end.row - at.row)}\r${at.column > 0 ? `\u001b[${at.column}C` : ''}`,
      );
    }
    this.row = at.row;
    // What stands after the cursor must be drawn anew when something is typed before it.
    this.shown = whole === ahead ? whole : '';
  }

  /** Leave the line as it is drawn, and go on below it. */
  finish(prompt: string, line: Line): void {
    this.draw(prompt, { ...line, cursor: line.text.length });
    this.write('\r\n');
    this.begin();
  }

  /** The window has another width: what was drawn may be wrapped elsewhere. */
  rewrapped(prompt: string, { text, cursor }: Line): void {
    this.row = placeAfter(prompt + drawable(text.slice(0, cursor)), this.columns()).row;
    this.shown = '';
  }

  clearScreen(): void {
    this.write('\u001b[H\u001b[2J');
    this.begin();
  }

  /** To the beginning of the prompt, with nothing after it. */
  private home(): string {
    return `${up(this.row)}\r\u001b[J`;
  }
}

const up = (rows: number): string => (rows > 0 ? `\u001b[${rows}A` : '');
