/** Text as a terminal draws it: characters as people see them, and the columns they take. */

const ASCII = /^[\x20-\x7e]*$/;
const WIDE =
  /[\u1100-\u115f\u231a\u231b\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
const INVISIBLE = /^[\p{Mark}\p{Format}]$/u;

let segmenter: Intl.Segmenter | undefined;

/** The characters of a text, each with the accents and joiners that belong to it. */
export function characters(text: string): string[] {
  if (ASCII.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Columns that a character takes. */
function widthOf(character: string): number {
  if (character.length === 1 && character >= ' ' && character <= '~') return 1;
  if (INVISIBLE.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Columns that a text takes, if there are enough. */
export const width = (text: string): number =>
  ASCII.test(text) ? text.length : characters(text).reduce((sum, character) => sum + widthOf(character), 0);

/** Control characters would move the cursor: they are drawn as `^X`. */
const CONTROLS = /[\x00-\x1f\x7f]/g;
export const drawable = (text: string): string =>
  text.replace(CONTROLS, (control) => `^${String.fromCharCode(control.charCodeAt(0) ^ 64)}`);

/** Where the cursor is after a text has been written from the first column, lines being wrapped. */
export function placeAfter(text: string, columns: number): { row: number; column: number } {
  let [row, column] = [0, 0];
  if (ASCII.test(text)) return { row: Math.floor(text.length / columns), column: text.length % columns };
  for (const character of characters(text)) {
    const wide = widthOf(character);
    // What does not fit into the last column goes to the next line as a whole.
    if (column + wide > columns) [row, column] = [row + 1, 0];
    column += wide;
  }
  return column === columns ? { row: row + 1, column: 0 } : { row, column };
}

/** As much of a text as fits. */
export function clipped(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let clip = '';
  let left = columns - 1;
  for (const character of characters(text)) {
    left -= widthOf(character);
    if (left < 0) break;
    clip += character;
  }
  return `${clip}…`;
}
