import { readWhole, readWholeText } from './read.js';

/** Files of that name hold bzip2-compressed text. */
export const isCompressed = (path: string): boolean => path.endsWith('.bz2');

/** As a path it stands for standard input. */
export const STANDARD_INPUT = '-';

/** The text of a file, decompressed if need be. @throws system errors, CibError `compression` */
export async function readText(path: string): Promise<string> {
  if (path === STANDARD_INPUT) return readWholeText(0);
  if (!isCompressed(path)) return readWholeText(path);
  // Loaded late: starting processes is a large module, and few files are compressed.
  const { bzip2 } = await import('./bzip2.js');
  return bzip2(['-dc'], readWhole(path), path).toString('utf8');
}

/** @throws CibError `compression` */
export async function compressed(text: string, path: string): Promise<Uint8Array> {
  const { bzip2 } = await import('./bzip2.js');
  return bzip2(['-c'], Buffer.from(text), path);
}
