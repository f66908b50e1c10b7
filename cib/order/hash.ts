/**
 * The order in which Pacemaker lists what it keeps in a hash table: GLib's, which depends on the
 * hashes of the strings and on the order they came in. Scripts have come to know it.
 */

/** Buckets are 2^n; a hash is reduced modulo the largest prime below, except in the smallest tables. */
const PRIMES = [1, 2, 3, 7, 13, 31, 61, 127, 251, 509, 1021, 2039, 4093, 8191, 16381, 32749, 65521, 131071] as const;
const MIN_SHIFT = 3;

interface Entry {
  readonly key: string;
  readonly hash: number;
}

/** Distinct keys, in the order they were inserted, put in the order of the table. */
export function hashOrder(keys: Iterable<string>): string[] {
  let table: (Entry | undefined)[] = new Array(1 << MIN_SHIFT);
  let count = 0;
  for (const key of keys) {
    place(table, { key, hash: hashOf(key) });
    count++;
    if (table.length <= count + Math.floor(count / 16)) table = resized(table, count);
  }
  return table.flatMap((entry) => (entry ? [entry.key] : []));
}

/** Pacemaker's hash, over signed bytes; GLib marks unused buckets by 0 and 1, which become 2. */
function hashOf(key: string): number {
  let hash = 0;
  for (const byte of Buffer.from(key)) hash = (Math.imul(hash, 31) + (byte > 127 ? byte - 256 : byte)) >>> 0;
  return Math.max(hash, 2);
}

function* probe(size: number, hash: number): Generator<number, never> {
  const prime = PRIMES[Math.log2(size)] as number;
  let index = (Math.imul(hash, 11) >>> 0) % prime;
  for (let step = 1; ; step++) {
    yield index;
    index = (index + step) & (size - 1);
  }
}

function place(table: (Entry | undefined)[], entry: Entry): void {
  for (const index of probe(table.length, entry.hash)) {
    if (table[index]) continue;
    table[index] = entry;
    return;
  }
}

/** Tables grow in place: an entry moved to a bucket that is not yet reassigned drives out the one there. */
function resized(old: readonly (Entry | undefined)[], count: number): (Entry | undefined)[] {
  const shift = Math.max(MIN_SHIFT, 32 - Math.clz32(Math.floor(count * 1.333)));
  const table = [...old, ...new Array<undefined>(Math.max(0, (1 << shift) - old.length))];
  const settled = new Set<number>();
  for (let start = 0; start < old.length; start++) {
    if (settled.has(start)) continue;
    let moving = table[start];
    table[start] = undefined;
    while (moving) {
      const index = firstOf(probe(1 << shift, moving.hash), (candidate) => !settled.has(candidate));
      settled.add(index);
      [moving, table[index]] = [table[index], moving];
    }
  }
  return table.slice(0, 1 << shift);
}

function firstOf(candidates: Generator<number, never>, fits: (index: number) => boolean): number {
  for (const candidate of candidates) if (fits(candidate)) return candidate;
  throw new Error('unreachable');
}
