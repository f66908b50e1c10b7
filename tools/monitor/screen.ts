/** The terminal, as far as the console needs it. */
export interface Terminal {
  /** Take it over; keys go to the listener until it is left. */
  enter(onKey: (key: string) => void, onResize: () => void): void;
  show(text: string): void;
  leave(): void;
}

const CTRL_C = '\u0003';
const [SAVE, RESTORE] = ['\u001b[?1049h\u001b[?25l', '\u001b[?25h\u001b[?1049l'];
const [HOME, CLEAR_LINE, CLEAR_BELOW] = ['\u001b[H', '\u001b[K', '\u001b[J'];

/** What fits on a screen: lines cut to its width, as many as it has rows. */
export function fitted(text: string, rows: number, columns: number): string[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .slice(0, rows)
    .map((line) => expanded(line).slice(0, columns));
}

/** Tabs as spaces, up to the next stop. */
function expanded(line: string): string {
  let out = '';
  for (const char of line) out += char === '\t' ? ' '.repeat(8 - (out.length % 8)) : char;
  return out;
}

/** This process's terminal. */
export function processTerminal(): Terminal {
  const { stdin, stdout } = process;
  let shown = '';
  const draw = (): void => {
    // A terminal that does not know its size says 0
    const lines = fitted(shown, stdout.rows || 24, stdout.columns || 80);
    stdout.write(`${HOME}${lines.map((line) => `${line}${CLEAR_LINE}`).join('\r\n')}${CLEAR_BELOW}`);
  };
  return {
    enter(onKey, onResize) {
      stdout.write(SAVE);
      stdin.setRawMode?.(true);
      stdin.setEncoding('utf8');
      stdin.on('data', (text) => {
        for (const key of String(text)) onKey(key === CTRL_C ? 'quit' : key);
      });
      // A terminal that has gone must not leave the process behind
      stdin.on('end', () => onKey('quit'));
      stdin.resume();
      stdout.on('resize', () => {
        draw();
        onResize();
      });
    },
    show(text) {
      shown = text;
      draw();
    },
    leave() {
      stdin.setRawMode?.(false);
      stdin.pause();
      stdout.write(RESTORE);
    },
  };
}
