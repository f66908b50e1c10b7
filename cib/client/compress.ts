import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CibError } from '../result/error.js';

/** Files of that name hold bzip2-compressed text. Node knows no bzip2, so its command does the work. */
export const isCompressed = (path: string): boolean => path.endsWith('.bz2');

/** As a path it stands for standard input. */
export const STANDARD_INPUT = '-';

/** The text of a file, decompressed if need be. @throws system errors, CibError `compression` */
export function readText(path: string): string {
  if (path === STANDARD_INPUT) return readFileSync(0, 'utf8');
  return isCompressed(path) ? bzip2(['-dc'], readFileSync(path), path).toString('utf8') : readFileSync(path, 'utf8');
}

/** @throws CibError `compression` */
export function compressed(text: string, path: string): Uint8Array {
  return bzip2(['-c'], Buffer.from(text), path);
}

function bzip2(options: readonly string[], input: Uint8Array, path: string): Buffer {
  const { error, status, stdout, stderr } = spawnSync('bzip2', options, { input, maxBuffer: 2 ** 30 });
  if (error) throw new CibError('compression', `cannot run bzip2 for ${path}: ${error.message}`, { file: path });
  if (status !== 0) throw new CibError('compression', stderr.toString().trim(), { file: path });
  return stdout;
}
