import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CibError, fromSystemError } from '../../cib/result/error.js';
import type { Context } from '../command/context.js';
import { readInput } from './input.js';
import { simulate, type Wish } from './simulate.js';
import type { StatusContent, Timing } from './simulation.js';

/**
 * Processor time that each XML file of a directory takes to be decided upon; those that are no valid
 * CIB are left out.
 * @throws CibError if the directory cannot be read
 */
export async function profile(directory: string, wish: Wish, repeat: number, context: Context): Promise<Timing[]> {
  const timings: Timing[] = [];
  for (const name of filesIn(directory)) {
    const file = join(directory, name);
    const start = process.cpuUsage();
    try {
      const cib = await readInput({ kind: 'file', file }, context);
      const quiet = { ...wish, quiet: true, process: true, execute: false };
      const show = (): StatusContent => ({ text: '' });
      for (let i = 0; i < repeat; i++) simulate(cib, quiet, { now: context.now(), problem() {}, log() {}, show });
    } catch (error) {
      if (error instanceof CibError) continue;
      throw error;
    }
    const { user, system } = process.cpuUsage(start);
    timings.push({ file: `${directory}/${name}`, seconds: (user + system) / 1e6 });
  }
  return timings;
}

function filesIn(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => !name.startsWith('.') && name.endsWith('.xml') && statSync(join(directory, name)).isFile())
      .sort();
  } catch (error) {
    throw fromSystemError(error);
  }
}
