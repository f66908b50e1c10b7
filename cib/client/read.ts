import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { CibError } from '../result/error.js';

/** No CIB, and no list of commands, is larger; some devices have no end. */
const MOST = 512 * 1024 * 1024;
const CHUNK = 1024 * 1024;

/**
 * All that a file holds, be it a file or a stream.
 * @param file its path, or a descriptor
 * @throws system errors, CibError `EFBIG`
 */
export function readWhole(file: string | number): Buffer {
  const fd = typeof file === 'number' ? file : openSync(file, 'r');
  try {
    return fstatSync(fd).isFile() ? readFileSync(fd) : readStream(fd, file);
  } finally {
    if (fd !== file) closeSync(fd);
  }
}

function readStream(fd: number, file: string | number): Buffer {
  const chunks: Buffer[] = [];
  for (let size = 0; size <= MOST; ) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const length = readSync(fd, chunk, 0, CHUNK, null);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, length));
    size += length;
  }
  throw new CibError('EFBIG', `${typeof file === 'number' ? 'standard input' : file}: there is no end to it`);
}

export const readWholeText = (file: string | number): string => readWhole(file).toString('utf8');
