import { StringDecoder } from 'node:string_decoder';

/** One key, or what was pasted. Named as people call it: `ctrl-a`, `alt-b`, `left`; `text` for characters. */
export interface Key {
  readonly name: string;
  /** What it enters, for `text` and `paste`. */
  readonly text: string;
}

const ESCAPE = '\u001b';
const PASTE_END = `${ESCAPE}[201~`;

/** Final letters of sequences, and numbers of those that end in a tilde. */
const LETTERS: Record<string, string> = { A: 'up', B: 'down', C: 'right', D: 'left', H: 'home', F: 'end' };
const NUMBERS: Record<string, string> = {
  1: 'home',
  3: 'delete',
  4: 'end',
  5: 'page-up',
  6: 'page-down',
  7: 'home',
  8: 'end',
};
const CONTROLS: Record<string, string> = { '\r': 'enter', '\n': 'enter', '\t': 'tab', '\u007f': 'backspace' };

const SEQUENCE = /^\u001b(?:\[\[?([\d;]*)([@-~])|O([\d;]*)([A-Za-z]))/;
const UNFINISHED = /^\u001b(?:\[\[?[\d;]*|O[\d;]*)?$/;

/** Turns the bytes that a terminal sends into keys; what is not complete yet waits for the rest. */
export class KeyDecoder {
  private readonly decoder = new StringDecoder('utf8');
  private left = '';
  private pasting = false;

  decode(chunk: Buffer | string): Key[] {
    this.left += typeof chunk === 'string' ? chunk : this.decoder.write(chunk);
    const keys: Key[] = [];
    while (this.left !== '') {
      const key = this.pasting ? this.pasted() : this.key();
      if (!key) break;
      if (key.name === 'paste-start') this.pasting = true;
      else keys.push(key);
    }
    return keys;
  }

  private pasted(): Key | undefined {
    const end = this.left.indexOf(PASTE_END);
    if (end < 0) return undefined;
    const text = this.left.slice(0, end);
    this.left = this.left.slice(end + PASTE_END.length);
    this.pasting = false;
    return { name: 'paste', text };
  }

  private key(): Key | undefined {
    const { left } = this;
    if (left[0] !== ESCAPE) {
      const character = String.fromCodePoint(left.codePointAt(0) as number);
      this.left = left.slice(character.length);
      return plain(character);
    }
    const sequence = SEQUENCE.exec(left);
    if (sequence) {
      this.left = left.slice(sequence[0].length);
      return special(sequence[1] ?? sequence[3] ?? '', sequence[2] ?? sequence[4] ?? '');
    }
    if (UNFINISHED.test(left)) return undefined;
    // Escape before a key is the same as Alt with it.
    const character = String.fromCodePoint(left.codePointAt(1) as number);
    this.left = left.slice(1 + character.length);
    return {
      name: `alt-${character === ESCAPE ? 'escape' : plain(character).name.replace('text', character)}`,
      text: '',
    };
  }
}

function plain(character: string): Key {
  const name = CONTROLS[character];
  if (name !== undefined) return { name, text: '' };
  if (character >= ' ') return { name: 'text', text: character };
  return { name: `ctrl-${String.fromCharCode(character.charCodeAt(0) + 64).toLowerCase()}`, text: '' };
}

/** Modifiers come as a second number: 3 for Alt, 5 for Ctrl. */
function special(numbers: string, letter: string): Key {
  const [number = '', modifier] = numbers.split(';');
  if (letter === '~' && number === '200') return { name: 'paste-start', text: '' };
  const name = letter === '~' ? NUMBERS[number] : LETTERS[letter];
  const prefix = modifier === '5' ? 'ctrl-' : modifier === '3' ? 'alt-' : '';
  return { name: name === undefined ? 'unknown' : `${prefix}${name}`, text: '' };
}
