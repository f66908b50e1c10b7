import { closeSync, openSync, readFileSync, realpathSync, unlinkSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CibError } from '../result/error.js';

const RETRY_MS = 10;
const PATIENCE_MS = 30_000;

/**
 * Run something while no other of our processes runs such a thing for the same file. The lock is a
 * file beside it that holds the process id of who made it, so that one left by a crash is noticed.
 * @throws CibError `EBUSY` if the file stays locked for half a minute; system errors if none can be made
 */
export async function withLock<T>(path: string, run: () => Promise<T>): Promise<T> {
  const target = realpathSync(path);
  const lock = join(dirname(target), `.${basename(target)}.lock`);
  for (let waited = 0; !acquire(lock); waited += RETRY_MS) {
    if (waited >= PATIENCE_MS) throw new CibError('EBUSY', `${path} is locked by another process`, { file: lock });
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  try {
    return await run();
  } finally {
    unlinkSync(lock);
  }
}

function acquire(lock: string): boolean {
  try {
    const fd = openSync(lock, 'wx', 0o600);
    writeSync(fd, String(process.pid));
    closeSync(fd);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (isStale(lock)) unlinkQuietly(lock);
  return false;
}

function isStale(lock: string): boolean {
  try {
    const owner = Number(readFileSync(lock, 'utf8'));
    // Between creating and writing it is empty for a moment.
    if (!(owner > 0)) return false;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function unlinkQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Whoever was faster has it now.
  }
}
