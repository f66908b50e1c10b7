import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Write a file so that at every moment, power cuts included, it has either the old content or the
 * new: a temporary file beside it is written, synced and renamed. A file that is there keeps its
 * mode and, as far as the system permits, its owner; a symbolic link stays one.
 * @throws the system error, with the old file untouched
 */
export function writeDurably(path: string, data: string | Uint8Array): void {
  const target = resolve(path);
  const old = statSync(target, { throwIfNoEntry: false });
  if (!old || old.isFile()) replaceFile(target, data, old);
  else writeInto(target, data);
}

function replaceFile(target: string, data: string | Uint8Array, old: Stats | undefined): void {
  const directory = dirname(target);
  const temporary = join(directory, `.${basename(target)}.${process.pid}.new`);
  const fd = openSync(temporary, 'wx', old ? 0o600 : 0o666);
  try {
    try {
      writeAll(fd, data);
      if (old) keepIdentity(fd, old);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, target);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
  syncDirectory(directory);
}

function resolve(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** A pipe or terminal has no old content to keep. */
function writeInto(path: string, data: string | Uint8Array): void {
  const fd = openSync(path, 'w');
  try {
    writeAll(fd, data);
  } finally {
    closeSync(fd);
  }
}

function writeAll(fd: number, data: string | Uint8Array): void {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}

function keepIdentity(fd: number, { uid, gid, mode }: Stats): void {
  try {
    fchownSync(fd, uid, gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
  fchmodSync(fd, mode & 0o7777);
}

/** Make a rename last. Some file systems cannot sync directories, and need not. */
export function syncDirectory(directory: string): void {
  const fd = openSync(directory, 'r');
  try {
    fsyncSync(fd);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EINVAL' && code !== 'EROFS') throw error;
  } finally {
    closeSync(fd);
  }
}
