import type { AppendFile, Files } from '../../../daemon/runtime/files.js';

/** Numbers in [0, 1), the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Inode {
  /** What a power cut leaves for certain. */
  durable: Buffer;
  current: Buffer;
}

type NameChange = { readonly name: string; readonly inode: Inode | undefined };

/** What decides when an operation happens, and whether it does. */
export interface Fate {
  /** Settles when the operation's turn has come. */
  turn(): Promise<void>;
  /** The code of the error that an operation fails with, if it does. */
  failure(operation: 'write' | 'sync' | 'name'): string | undefined;
}

const SECTOR = 512;

/**
 * A disk that keeps, when it is cut off, what was synced, and of what was not any part: sectors of
 * data, and the first so many changes of names.
 */
export class Disk {
  private names = new Map<string, Inode>();
  private durableNames = new Map<string, Inode>();
  private pendingNames: NameChange[] = [];

  /** The state after a power cut. */
  cut(random: () => number): Disk {
    const after = new Disk();
    const names = new Map(this.durableNames);
    const kept = Math.floor(random() * (this.pendingNames.length + 1));
    for (const { name, inode } of this.pendingNames.slice(0, kept)) set(names, name, inode);
    const copies = new Map<Inode, Inode>();
    for (const [name, inode] of names) {
      const copy = copies.get(inode) ?? settled(inode, random);
      copies.set(inode, copy);
      after.names.set(name, copy);
      after.durableNames.set(name, copy);
    }
    return after;
  }

  /** Files as they are, for tests that look or do damage. */
  get(path: string): Buffer | undefined {
    return this.names.get(path)?.current;
  }

  put(path: string, data: Buffer | string): void {
    const content = Buffer.from(data);
    const inode = { durable: content, current: content };
    this.names.set(path, inode);
    this.durableNames.set(path, inode);
  }

  get paths(): string[] {
    return [...this.names.keys()].sort();
  }

  files(fate: Fate): Files {
    const check = (operation: 'write' | 'sync' | 'name', path: string): void => {
      const code = fate.failure(operation);
      if (code) throw Object.assign(new Error(`${code}: ${operation} ${path}`), { code });
    };
    const change = async (path: string, apply: () => void): Promise<void> => {
      await fate.turn();
      check('name', path);
      apply();
    };
    const need = (path: string): Inode => {
      const inode = this.names.get(path);
      if (!inode) throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
      return inode;
    };
    return {
      list: async (directory) => {
        const inside = this.paths.filter((path) => path.startsWith(`${directory}/`));
        return [...new Set(inside.map((path) => path.slice(directory.length + 1).split('/')[0] as string))];
      },
      read: async (path) => Buffer.from(need(path).current),
      size: async (path) => need(path).current.length,
      append: async (path, from) => {
        await change(path, () => {
          if (from === undefined) this.name(path, { durable: Buffer.alloc(0), current: Buffer.alloc(0) });
          else need(path).current = Buffer.from(need(path).current.subarray(0, from));
        });
        return this.open(need(path), path, fate, check);
      },
      rename: (from, to) =>
        change(to, () => {
          const inode = need(from);
          this.name(to, inode);
          this.name(from, undefined);
        }),
      link: (existing, path) => change(path, () => this.name(path, need(existing))),
      remove: (path) =>
        change(path, () => {
          for (const name of this.paths) if (name === path || name.startsWith(`${path}/`)) this.name(name, undefined);
        }),
      makeDirectory: async () => {},
      syncDirectory: async (path) => {
        await fate.turn();
        check('sync', path);
        for (const { name, inode } of this.pendingNames) set(this.durableNames, name, inode);
        this.pendingNames = [];
      },
    };
  }

  private open(
    inode: Inode,
    path: string,
    fate: Fate,
    check: (operation: 'write' | 'sync', path: string) => void,
  ): AppendFile {
    const write = async (data: Buffer): Promise<void> => {
      // Bytes may be changed by their owner as soon as the promise settles, not before.
      await fate.turn();
      try {
        check('write', path);
      } catch (error) {
        // A disk that is full takes what still fits.
        inode.current = Buffer.concat([inode.current, data.subarray(0, data.length >> 1)]);
        throw error;
      }
      inode.current = Buffer.concat([inode.current, data]);
    };
    return {
      write,
      writeAll: async (data) => {
        for (const piece of data) await write(piece);
      },
      sync: async () => {
        await fate.turn();
        check('sync', path);
        inode.durable = inode.current;
      },
      close: async () => {},
    };
  }

  private name(name: string, inode: Inode | undefined): void {
    set(this.names, name, inode);
    this.pendingNames.push({ name, inode });
  }
}

function set(names: Map<string, Inode>, name: string, inode: Inode | undefined): void {
  if (inode) names.set(name, inode);
  else names.delete(name);
}

/** Of what was not synced, sector by sector, the old content or the new. */
function settled({ durable, current }: Inode, random: () => number): Inode {
  if (durable.equals(current)) return { durable, current };
  const length = random() < 0.5 ? current.length : Math.max(durable.length, Math.floor(random() * current.length));
  const content = Buffer.alloc(length);
  for (let at = 0; at < length; at += SECTOR) {
    const from = random() < 0.6 ? current : durable;
    if (at < from.length) from.copy(content, at, at, Math.min(at + SECTOR, from.length));
  }
  // Where nothing differs nothing is at stake.
  let same = 0;
  while (same < Math.min(durable.length, current.length, length) && durable[same] === current[same]) same++;
  durable.copy(content, 0, 0, same);
  return { durable: content, current: content };
}
