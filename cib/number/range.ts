import { scanInteger } from './integer.js';

export interface IntegerRange {
  /** Undefined: no limit on that side. */
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** A limit of -1 stands for none: `2--1` is read as `2-`. */
const NONE = -1;

/**
 * A range as a date specification writes it: `5`, `5-7`, `5-` or `-7`. Undefined if it is none of
 * these.
 */
export function parseRange(text: string): IntegerRange | undefined {
  const dash = text.indexOf('-');
  const first = dash < 0 ? text : text.slice(0, dash);
  const last = dash < 0 ? text : text.slice(dash + 1);
  if (first === '' && last === '') return undefined;
  const low = limit(first);
  const high = limit(last);
  return low === 'invalid' || high === 'invalid' ? undefined : { low, high };
}

function limit(text: string): number | undefined | 'invalid' {
  if (text === '') return undefined;
  const scanned = scanInteger(text);
  if (!scanned || scanned.clipped || scanned.rest !== '') return 'invalid';
  const value = Number(scanned.value);
  return value === NONE ? undefined : value;
}
