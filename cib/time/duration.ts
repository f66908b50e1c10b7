import { TimeError } from './error.js';
import { isDigit, isSpace } from './scan.js';

/** A length of time; how many days a month or year has depends on what it is added to. */
export interface Duration {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly seconds: number;
}

const INT_MAX = 2_147_483_647;
const INT_MIN = -2_147_483_648;

interface Unit {
  readonly field: keyof Duration;
  readonly size: number;
}

const UNITS: Readonly<Record<string, Unit>> = {
  Y: { field: 'years', size: 1 },
  M: { field: 'months', size: 1 },
  W: { field: 'days', size: 7 },
  D: { field: 'days', size: 1 },
  H: { field: 'seconds', size: 3600 },
  S: { field: 'seconds', size: 1 },
};
const MINUTES: Unit = { field: 'seconds', size: 60 };

/**
 * An ISO 8601 duration such as `P1Y2M3DT4H5M6S` or `P2W`, ended by white space, a slash or the end
 * of the text. Numbers may be negative, units come in any order, and only the `T` before an `M`
 * makes it minutes.
 * @throws TimeError
 */
export function parseDuration(text: string): Duration {
  if (text === '') throw failure('No ISO 8601 time duration given');
  if (text[0] !== 'P')
    throw failure(`'${text}' is not a valid ISO 8601 time duration because it does not start with a 'P'`);
  if (text.length === 1 || isSpace(text[1])) {
    throw failure(`'${text}' is not a valid ISO 8601 time duration because nothing follows 'P'`);
  }
  const duration = { years: 0, months: 0, days: 0, seconds: 0 };
  let time = false;
  for (let at = 1; at < text.length && text[at] !== '/' && !isSpace(text[at]); at++) {
    if (text[at] === 'T') time = true;
    else at = addElement(duration, text, at, time);
  }
  if (Object.values(duration).every((amount) => amount === 0)) {
    throw failure(`'${text}' is not a valid ISO 8601 time duration because no amounts and units given`);
  }
  return duration;
}

/** Read one number and unit; returns where the unit is. */
function addElement(duration: Record<keyof Duration, number>, text: string, start: number, time: boolean): number {
  const invalid = (reason: string): TimeError =>
    new TimeError(
      'parse_duration_element',
      `'${text}' is not a valid ISO 8601 duration because ${reason}`,
      'bad_input',
    );

  const { value, length } = leadingInteger(text.slice(start));
  if (length === 0) throw invalid(`no valid integer at '${text.slice(start)}'`);
  const letter = text[start + length];
  if (letter === undefined) throw invalid(`no units after ${text.slice(start)}`);
  const unit = letter === 'M' && time ? MINUTES : UNITS[letter];
  if (unit === undefined) throw invalid(`'${letter}' is not a valid time unit`);
  // Years and months replace what was given before; days and seconds add up.
  const replaces = unit.field === 'years' || unit.field === 'months';
  const amount = (replaces ? 0 : duration[unit.field]) + value * unit.size;
  if (amount < INT_MIN || amount > INT_MAX) {
    throw new TimeError(
      'parse_duration_element',
      `'${text}' could not be parsed as an ISO 8601 duration because the the parsed value for one or more time units is too large`,
      'bad_input',
    );
  }
  duration[unit.field] = amount;
  return start + length;
}

/** Up to ten digits after a sign or colon; length 0 if there are none or they exceed 32 bits. */
function leadingInteger(text: string): { value: number; length: number } {
  const sign = text[0] === '-' || text[0] === '+' || text[0] === ':' ? 1 : 0;
  let length = sign;
  let value = 0;
  while (length - sign < 10 && isDigit(text[length])) value = value * 10 + Number(text[length++]);
  if (length === sign || value > INT_MAX) return { value: 0, length: 0 };
  return { value: text[0] === '-' && value !== 0 ? -value : value, length };
}

/** Seconds in a duration, counting 365 days to a year and 30 to a month. */
export function durationSeconds({ years, months, days, seconds }: Duration): number {
  return (years * 365 + months * 30 + days) * 86_400 + seconds;
}

function failure(message: string): TimeError {
  return new TimeError('crm_time_parse_duration', message);
}
