import { randomBytes } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, rmdirSync } from 'node:fs';

/** Make a directory in which everyone can make directories, and nobody can touch another's. */
export function makeProofDirectory(path: string): void {
  mkdirSync(path, { recursive: true });
  // Not left to mkdir, which the umask changes.
  chmodSync(path, 0o1777);
}

/** A name in it that nobody can guess. */
export const newProof = (directory: string): string => `${directory}/${randomBytes(16).toString('hex')}`;

/** What the kernel says of a name there, which is removed; undefined if there is nothing. */
export function takeProof(path: string): { isDirectory: boolean; uid: number; mode: number } | undefined {
  try {
    const stat = lstatSync(path);
    const isDirectory = stat.isDirectory();
    if (isDirectory) rmdirSync(path);
    return { isDirectory, uid: stat.uid, mode: stat.mode & 0o7777 };
  } catch {
    return undefined;
  }
}
