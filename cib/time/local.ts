import { fromEpoch } from './arithmetic.js';
import type { DateTime } from './date.js';

/** A point in time in the local time zone of the process (environment variable TZ). */
export function localTime(date: Date): DateTime {
  return fromEpoch(date.getTime() / 1000, -date.getTimezoneOffset() * 60);
}
