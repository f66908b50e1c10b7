import { CibError } from '../../../cib/result/error.js';
import { parseInterval } from '../../../cib/time/interval.js';
import { type Journal, note } from '../log.js';

const KNOWN = new Map<string, number>();
const LARGEST_MEMORY = 10_000;
const LONGEST = 4_294_967_295;

/** An interval in milliseconds, 32 bits of them; 0 if there is none or it is wrong, which is logged. */
export function intervalMs(text: string | undefined, journal: Journal): number {
  if (text === undefined) return 0;
  const known = KNOWN.get(text);
  if (known !== undefined) return known;
  try {
    const value = parseInterval(text, ({ level, source, message }) => note(journal, level, source, message));
    if (KNOWN.size >= LARGEST_MEMORY) KNOWN.clear();
    KNOWN.set(text, value);
    return value;
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    return error.code === 'ERANGE' && !/^\s*-/.test(text) ? LONGEST : 0;
  }
}

/** Milliseconds as whole seconds, rounded, but at least one unless there are none. */
export const toSeconds = (milliseconds: number): number =>
  milliseconds === 0 ? 0 : Math.max(1, Math.round(milliseconds / 1000));
