import { type Paint, PLAIN } from '../syntax/paint.js';

/** What `-D` takes. */
export type Display = 'plain' | 'color' | 'color-always' | 'uppercase';

const paint =
  (code: number) =>
  (text: string): string =>
    text === '' ? text : `\u001b[${code}m${text}\u001b[0m`;

const COLORS: Paint = {
  keyword: paint(33),
  id: (text) => text,
  name: paint(36),
  value: paint(31),
  resource: paint(32),
  score: paint(35),
  ticket: paint(35),
};

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

export function paintFor(color: boolean, display?: Display): Paint {
  if (display === 'uppercase') return { ...PLAIN, keyword: (text) => text.toUpperCase() };
  return color ? COLORS : PLAIN;
}
