import { close, fdatasync, ftruncate, open, write, writev } from 'node:fs';
import { chown, link, mkdir, open as openHandle, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The disk as a daemon sees it. Every failure is an error with Node's `code` (`ENOSPC`, `EIO` …). */
export interface Files {
  /** Names in a directory, in no order; empty if there is none. */
  list(directory: string): Promise<string[]>;
  read(path: string): Promise<Buffer>;
  /** In bytes. */
  size(path: string): Promise<number>;
  /** A file to append to: made anew, empty, or an existing one from `from` on. */
  append(path: string, from?: number): Promise<AppendFile>;
  rename(from: string, to: string): Promise<void>;
  link(existing: string, path: string): Promise<void>;
  /** Also a directory with all that is in it; what is not there is no error. */
  remove(path: string): Promise<void>;
  makeDirectory(path: string): Promise<void>;
  /** Make renames and new names in a directory durable. */
  syncDirectory(path: string): Promise<void>;
}

export interface AppendFile {
  write(data: Buffer): Promise<void>;
  writeAll(data: readonly Buffer[]): Promise<void>;
  /** Return when all that was written is on disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** The disk itself. Files are readable by their owner alone; `owner` gets them, if this is root. */
export function systemFiles(owner?: Owner): Files {
  const give = async (path: string): Promise<void> => {
    if (owner) await chown(path, owner.uid, owner.gid);
  };
  return {
    async list(directory) {
      try {
        return await readdir(directory);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw error;
      }
    },
    read: (path) => readFile(path),
    size: async (path) => (await stat(path)).size,
    async append(path, from) {
      const fd = await new Promise<number>((resolve, reject) =>
        open(path, from === undefined ? 'w' : 'r+', 0o600, (error, it) => (error ? reject(error) : resolve(it))),
      );
      if (from === undefined) await give(path);
      else await new Promise<void>((resolve, reject) => ftruncate(fd, from, settle(resolve, reject)));
      return new SystemAppendFile(fd, from ?? 0);
    },
    rename,
    link,
    remove: (path) => rm(path, { force: true, recursive: true }),
    async makeDirectory(path) {
      await mkdir(dirname(path), { recursive: true });
      if ((await mkdir(path, { recursive: true, mode: 0o750 })) !== undefined) await give(path);
    },
    async syncDirectory(path) {
      const handle = await openHandle(path, 'r');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
  };
}

const settle =
  (resolve: () => void, reject: (error: Error) => void) =>
  (error: Error | null): void => {
    if (error) reject(error);
    else resolve();
  };

/** On callbacks, not promises of file handles: it is what every acknowledged change waits for. */
class SystemAppendFile implements AppendFile {
  constructor(
    private readonly fd: number,
    private position: number,
  ) {}

  write(data: Buffer): Promise<void> {
    return new Promise((resolve, reject) => this.writeRest(data, resolve, reject));
  }

  async writeAll(data: readonly Buffer[]): Promise<void> {
    // Many small pieces by one call; a short write is completed piece by piece.
    for (let from = 0; from < data.length; from += 512) {
      const batch = data.slice(from, from + 512);
      const wanted = batch.reduce((size, { length }) => size + length, 0);
      const written = await new Promise<number>((resolve, reject) =>
        writev(this.fd, batch, this.position, (error, count) => (error ? reject(error) : resolve(count))),
      );
      this.position += written;
      if (written < wanted) await this.write(Buffer.concat(batch).subarray(written));
    }
  }

  sync(): Promise<void> {
    return new Promise((resolve, reject) => fdatasync(this.fd, settle(resolve, reject)));
  }

  close(): Promise<void> {
    return new Promise((resolve, reject) => close(this.fd, settle(resolve, reject)));
  }

  private writeRest(data: Buffer, resolve: () => void, reject: (error: Error) => void): void {
    write(this.fd, data, 0, data.length, this.position, (error, count) => {
      if (error) {
        reject(error);
        return;
      }
      this.position += count;
      if (count < data.length) this.writeRest(data.subarray(count), resolve, reject);
      else resolve();
    });
  }
}

/** Write a whole file so that after a crash there is the old one or the new one, never a part. */
export async function replaceFile(files: Files, path: string, parts: readonly Buffer[]): Promise<void> {
  const temporary = `${path}.new`;
  const file = await files.append(temporary);
  try {
    await file.writeAll(parts);
    await file.sync();
  } finally {
    await file.close();
  }
  await files.rename(temporary, path);
}
