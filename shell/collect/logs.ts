import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { stampOf } from '../history/time.js';
import type { Runner } from '../remote/runner.js';
import type { Span } from './span.js';

/** What the log of the cluster is called in a report. */
export const MAIN_LOG = 'ha-log.txt';

/** Programs that print what a file holds. */
const UNPACK: Readonly<Record<string, string>> = { '.bz2': 'bzip2', '.xz': 'xz', '.zst': 'zstd' };

/** Milliseconds since 1970 of a line; undefined if it has no stamp. @param now to tell the year, where stamps have none */
export function lineTime(line: string, now: Date): number | undefined {
  const exact = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)/.exec(line)?.[0];
  if (exact !== undefined) return Date.parse(exact.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  const time = stampOf(line, now.getFullYear())?.time;
  if (time === undefined) return undefined;
  // Nothing was logged after now: that was last year.
  const far = time * 1000 > now.getTime() + 24 * 3600 * 1000;
  return (far ? (stampOf(line, now.getFullYear() - 1)?.time ?? time) : time) * 1000;
}

/** The lines of a span; one without a stamp belongs to the one before it. */
export function linesWithin(text: string, { from, to }: Span, now: Date): string {
  let inside = false;
  const lines = text.split('\n').filter((line) => {
    const time = lineTime(line, now);
    if (time !== undefined) inside = time >= from && time <= to;
    return inside && line !== '';
  });
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** A log and its older parts, that rotation has put beside it, oldest first; those that ended before the span are left out. */
export function partsOf(log: string, { from }: Span): string[] {
  const directory = dirname(log);
  if (!existsSync(directory)) return [];
  const name = basename(log);
  return readdirSync(directory)
    .filter(
      (file) =>
        file === name || (file.startsWith(name) && /^[-.]\d+(\.(gz|bz2|xz|zst))?$/.test(file.slice(name.length))),
    )
    .map((file) => join(directory, file))
    .map((path) => ({ path, time: statSync(path).mtimeMs }))
    .filter(({ path, time }) => statSync(path).isFile() && time >= from)
    .sort((a, b) => a.time - b.time)
    .map(({ path }) => path);
}

/** What a log says of a span, its older parts included. */
export async function readLog(runner: Runner, log: string, span: Span, now: Date): Promise<string> {
  let text = '';
  for (const part of partsOf(log, span)) text += linesWithin(await readPart(runner, part), span, now);
  return text;
}

async function readPart(runner: Runner, path: string): Promise<string> {
  if (path.endsWith('.gz')) return gunzipSync(readFileSync(path)).toString('utf8');
  const program = UNPACK[path.slice(path.lastIndexOf('.'))];
  if (program === undefined) return readFileSync(path, 'utf8');
  return (await runner.run(undefined, [program, '-dc', path])).stdout;
}
