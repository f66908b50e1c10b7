/** Where and when a line of a log was written. */
export interface Stamp {
  /** Seconds since 1970, on the clock that history counts by. */
  readonly time: number;
  readonly node: string | undefined;
}

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?([+-])(\d\d):?(\d\d)\s+(?:\[\d+\])?\s*(\S+)/;
const ISO = /^(\d{4}-\d\d-\d\dT\S+)\s+(?:\[\d+\])?\s*(\S+)/;
const SYSLOG = /^([A-Za-z]{2,4}\s+\d{1,2}\s+\d\d:\d\d:\d\d(?:\.\d+)?)\s+(?:\[\d+\])?\s*(\S+)/;
const OLD = /^(\d{4})\/(\d\d)\/(\d\d)_(\d\d:\d\d:\d\d)/;

/**
 * Read the stamp at the beginning of a line; undefined if there is none.
 * @param year of stamps that have none
 */
export function stampOf(line: string, year: number): Stamp | undefined {
  const exact = RFC3339.exec(line);
  if (exact) {
    const [, y, month, day, hour, minute, second, fraction, sign, hours, minutes, node] = exact as unknown as string[];
    const local = new Date(Number(y), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
    // crmsh adds the offset to the local time; limits and saved sessions count by that clock.
    const offset = (Number(hours) * 3600 + Number(minutes) * 60) * (sign === '-' ? -1 : 1);
    return { time: local.getTime() / 1000 + offset + Number(`0.${fraction ?? 0}`), node };
  }
  const [, iso, isoNode] = ISO.exec(line) ?? [];
  if (iso !== undefined) return stamp(iso, isoNode);
  const [, plain, plainNode] = SYSLOG.exec(line) ?? [];
  if (plain !== undefined) return stamp(`${plain} ${year}`, plainNode);
  const [, y, month, day, clock] = OLD.exec(line) ?? [];
  return y === undefined ? undefined : stamp(`${y}-${month}-${day}T${clock}`, undefined);
}

function stamp(text: string, node: string | undefined): Stamp | undefined {
  const milliseconds = new Date(text).getTime();
  return Number.isNaN(milliseconds) ? undefined : { time: milliseconds / 1000, node };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `2019-03-22`, local. */
export function dateText(seconds: number): string {
  const date = new Date(seconds * 1000);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** `15:07:37`, local. */
export function clockText(seconds: number): string {
  const date = new Date(seconds * 1000);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
}
