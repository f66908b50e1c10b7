/** Buckets by which the peer's hash tables (GLib's) of 8, 16, 32 … places spread their keys. */
const PRIMES = [7, 13, 31, 61, 127, 251, 509, 1021, 2039, 4093, 8191, 16381, 32749, 65521];
const SMALLEST = 8;

interface Slot<T> {
  readonly entry: readonly [key: string, value: T];
  readonly hash: number;
}
type Table<T> = (Slot<T> | undefined)[];

/**
 * Entries in the order in which the peer comes across them. It keeps them in hash tables and now and
 * then takes the first that serves, so that this order decides.
 */
export function inPeerOrder<T>(entries: Iterable<readonly [string, T]>): (readonly [string, T])[] {
  let table: Table<T> = new Array(SMALLEST).fill(undefined);
  let count = 0;
  for (const entry of entries) {
    const hash = hashOf(entry[0]);
    let at = home(hash, table.length);
    for (let step = 1; table[at]; step++) at = (at + step) & (table.length - 1);
    table[at] = { entry, hash };
    count++;
    if (table.length <= count + (count >> 4)) table = grown(table, count);
  }
  return table.flatMap((slot) => (slot ? [slot.entry] : []));
}

/** The peer's hash of a string; 0 and 1 stand for unused places. */
function hashOf(text: string): number {
  let hash = 0;
  for (const byte of Buffer.from(text)) hash = (Math.imul(hash, 31) + (byte < 128 ? byte : byte - 256)) >>> 0;
  return Math.max(2, hash);
}

function home(hash: number, size: number): number {
  return (Math.imul(hash, 11) >>> 0) % (PRIMES[Math.log2(size / SMALLEST)] ?? size - 1);
}

/** A larger table with the same content: what stands in the place of another goes there, and that moves on. */
function grown<T>(old: Table<T>, count: number): Table<T> {
  const size = Math.max(SMALLEST, 2 ** Math.floor(Math.log2(Math.floor(count * 1.333)) + 1));
  const table: Table<T> = [...old, ...new Array(size - old.length).fill(undefined)];
  const settled = new Uint8Array(size);
  for (let i = 0; i < old.length; i++) {
    if (settled[i]) continue;
    let moving = table[i];
    table[i] = undefined;
    while (moving) {
      let at = home(moving.hash, size);
      for (let step = 1; settled[at]; step++) at = (at + step) & (size - 1);
      settled[at] = 1;
      const replaced: Slot<T> | undefined = table[at];
      table[at] = moving;
      moving = replaced;
    }
  }
  return table;
}
