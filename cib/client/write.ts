import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
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
 * @param mode of a new file, before the umask
 * @throws the system error, with the old file untouched
 */
export function writeDurably(path: string, data: string | Uint8Array, mode = 0o666): void {
  const target = resolve(path);
  const old = statSync(target, { throwIfNoEntry: false });
  if (!old || old.isFile()) replaceFile(target, data, old, mode);
  else writeInto(target, data);
}

function replaceFile(target: string, data: string | Uint8Array, old: Stats | undefined, mode: number): void {
  const directory = dirname(target);
  const temporary = join(directory, `.${basename(target)}.${process.pid}.new`);
  // One may be left of a process that had the same id and did not live to rename it.
  rmSync(temporary, { force: true });
  const fd = openSync(temporary, 'wx', old ? 0o600 : mode);
  const reader = old && openForReaders(target, old);
  try {
    try {
      writeAll(fd, data);
      if (old) keepIdentity(fd, old);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, target);
    if (reader !== undefined) refresh(reader, data);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  } finally {
    if (reader !== undefined) closeSync(reader);
  }
  syncDirectory(directory);
}

/**
 * Scripts keep a CIB file open while tools that write in place change it, and read it then. They see
 * the new content, too, if the file they have open is brought up to date after it was replaced;
 * unless it has another name, under which it is a backup.
 */
function openForReaders(path: string, { nlink }: Stats): number | undefined {
  try {
    return nlink === 1 ? openSync(path, 'r+') : undefined;
  } catch {
    return undefined;
  }
}

function refresh(fd: number, data: string | Uint8Array): void {
  try {
    ftruncateSync(fd);
    writeAll(fd, data);
  } catch {
    // It is in place; that a file without a name could not be written is nobody's loss.
  }
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
