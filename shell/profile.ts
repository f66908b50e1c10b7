import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { fromSystemError } from '../cib/result/error.js';

/**
 * Do something, and note what takes the time.
 * @param file for the profile, in the form that Chrome's developer tools read
 * @throws CibError if it cannot be written
 */
export async function profiled<T>(file: string, task: () => Promise<T>): Promise<T> {
  const inspector = new Session();
  inspector.connect();
  await inspector.post('Profiler.enable');
  await inspector.post('Profiler.start');
  try {
    return await task();
  } finally {
    const { profile } = await inspector.post('Profiler.stop');
    inspector.disconnect();
    write(file, JSON.stringify(profile));
  }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw fromSystemError(error, `${file}: ${(error as Error).message}`);
  }
}
