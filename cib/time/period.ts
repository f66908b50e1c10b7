import { add, subtract } from './arithmetic.js';
import { type DateTime, isRepresentableYear, isValid } from './date.js';
import { type Duration, parseDuration } from './duration.js';
import { TimeError } from './error.js';
import { parseDate } from './parse.js';

export interface Period {
  readonly start: DateTime;
  readonly end: DateTime;
}

/**
 * An ISO 8601 period: `start/end`, `start/duration`, `duration/end`, or a duration from now on.
 * @param now the current time in the local zone
 * @throws TimeError
 */
export function parsePeriod(text: string, now: DateTime): Period {
  if (text === '') throw failure('No ISO 8601 time period given');
  const slash = text.indexOf('/');
  const rest = slash < 0 ? undefined : text.slice(slash + 1);
  const period = text[0] === 'P' ? fromDuration(text, rest, now) : fromStart(text, rest, now);
  checkRange(period.start, 'start', rest);
  checkRange(period.end, 'end', rest);
  return period;
}

function fromDuration(text: string, rest: string | undefined, now: DateTime): Period {
  const duration: Duration = parseDuration(text);
  if (rest === undefined) return { start: now, end: add(now, duration) };
  if (rest[0] === 'P') throw failure(`'${text}' is not a valid ISO 8601 time period because it has two durations`);
  const end = parseDate(rest, now);
  return { start: subtract(end, duration), end };
}

function fromStart(text: string, rest: string | undefined, now: DateTime): Period {
  const start = parseDate(text, now);
  if (rest === undefined) {
    throw failure(`'${text}' is not a valid ISO 8601 time period because it has no duration or ending time`);
  }
  return { start, end: rest[0] === 'P' ? add(start, parseDuration(rest)) : parseDate(rest, now) };
}

/** The peer names what follows the slash as the culprit, and `(null)` without a slash. */
function checkRange(date: DateTime, which: 'start' | 'end', rest = '(null)'): void {
  if (isRepresentableYear(date.year) && isValid(date)) return;
  throw failure(
    `'${rest}' is not a valid ISO 8601 time period because the ${which} is invalid ` +
      '(must be between 0001-01-01T00:00:00 and 9999-12-31T23:59:59)',
  );
}

function failure(message: string): TimeError {
  return new TimeError('parse_period', message);
}
