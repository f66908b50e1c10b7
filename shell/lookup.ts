import { CibError } from '../cib/result/error.js';
import { nearest } from '../tools/command/suggest.js';
import type { Entry, Level } from './level.js';

/**
 * The entry of a name, an alias, a beginning that only one has, or a few letters that only one has
 * in that order: `cfg` is configure.
 * @throws CibError if there is none, naming the likeliest
 */
export function findEntry(level: Level, name: string): Entry {
  const { entries } = level;
  const exact = entries.find((entry) => entry.name === name || entry.aliases?.includes(name));
  if (exact) return exact;
  const visible = entries.filter((entry) => !('hidden' in entry && entry.hidden));
  const begun = visible.filter((entry) => entry.name.startsWith(name.toLowerCase()));
  if (begun.length === 1) return begun[0] as Entry;
  const short = begun.length === 0 ? visible.filter((entry) => isShortFor(name, entry.name)) : [];
  if (short.length === 1) return short[0] as Entry;
  const near = nearest(
    name,
    visible.flatMap((entry) => [entry.name, ...(entry.aliases ?? [])]),
  );
  const hint =
    begun.length > 1
      ? ` (it could be ${begun.map((entry) => entry.name).join(', ')})`
      : near === undefined
        ? ''
        : ` (did you mean ${near}?)`;
  throw new CibError('EINVAL', `No such command${hint}`);
}

/** With the first letter, and not more than half of them: with more, it is rather a mistake. */
function isShortFor(letters: string, name: string): boolean {
  if (letters.length * 2 > name.length || !/^[a-z_-]+$/i.test(letters)) return false;
  return new RegExp(`^${[...letters].join('.*')}`, 'i').test(name);
}
