import { spawnSync } from 'node:child_process';
import { CibError } from '../result/error.js';

/** Run `bzip2` on the content of a file. Node knows no bzip2, so its command does the work. @throws CibError `compression` */
export function bzip2(options: readonly string[], input: Uint8Array, path: string): Buffer {
  const { error, status, stdout, stderr } = spawnSync('bzip2', options, { input, maxBuffer: 2 ** 30 });
  if (error) throw new CibError('compression', `cannot run bzip2 for ${path}: ${error.message}`, { file: path });
  if (status !== 0) throw new CibError('compression', stderr.toString().trim(), { file: path });
  return stdout;
}
