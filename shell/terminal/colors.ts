import { standardColor } from '../preferences/table.js';
import { type Paint, PLAIN } from '../syntax/paint.js';

/** What `-D` takes. */
export const DISPLAYS = ['plain', 'uppercase', 'color-always', 'color'] as const;
export type Display = (typeof DISPLAYS)[number];

/** What the terminal is told for a word of a colour option. */
const CODES: Readonly<Record<string, string>> = {
  black: '30',
  red: '31',
  green: '32',
  yellow: '33',
  blue: '34',
  magenta: '35',
  cyan: '36',
  white: '37',
  bold: '1',
  dim: '2',
  underline: '4',
  blink: '5',
  reverse: '7',
};

/** Colours by what they are for: `keyword`, `attr_name` … as the options of the user call it. */
export type Palette = (what: string) => string;

function brush(words: string): (text: string) => string {
  const codes = words.split(' ').flatMap((word) => CODES[word] ?? []);
  if (codes.length === 0) return (text) => text;
  return (text) => (text === '' ? text : `\u001b[${codes.join(';')}m${text}\u001b[0m`);
}

const colored = (palette: Palette): Paint => ({
  keyword: brush(palette('keyword')),
  id: brush(palette('identifier')),
  name: brush(palette('attr_name')),
  value: brush(palette('attr_value')),
  resource: brush(palette('resource_reference')),
  score: brush(palette('score')),
  ticket: brush(palette('ticket')),
  reference: brush(palette('id_reference')),
  help: {
    topic: brush(palette('help_topic')),
    header: brush(palette('help_header')),
    keyword: brush(palette('help_keyword')),
    block: brush(palette('help_block')),
  },
  state: {
    ok: brush(palette('ok')),
    warn: brush(palette('warn')),
    error: brush(palette('error')),
    info: brush(palette('info')),
  },
});

/**
 * Whether colours are wanted on a stream: never in a pipe or where NO_COLOR is set, unless asked for
 * always.
 */
export function wantsColor(
  terminal: boolean,
  env: Readonly<Record<string, string | undefined>>,
  display?: Display,
): boolean {
  if (display === 'color-always') return true;
  if (display === 'plain' || display === 'uppercase') return false;
  return terminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

export function paintFor(color: boolean, display?: Display, palette: Palette = standardColor): Paint {
  if (display === 'uppercase') return { ...PLAIN, keyword: (text) => text.toUpperCase() };
  return color ? colored(palette) : PLAIN;
}
