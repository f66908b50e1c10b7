import type { Origin, Version } from '../../cib/operations/request.js';
import type { Files } from '../runtime/files.js';
import { replaceFile } from '../runtime/files.js';
import { readHistory } from './journal.js';

/** A change that is taken back unless it is confirmed in time. */
export interface Guard {
  /** Of the change. */
  readonly sequence: number;
  readonly version: Version;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly deadline: number;
  /** The patchset that takes it back. */
  readonly inverse: string;
  /** Who made it, and may confirm it. */
  readonly user: string;
}

/** The client that the journal names where a change was taken back. */
export const ROLLBACK = 'rollback';

/** Number of the daemon itself among its clients. */
export const SELF = -1;

export const rollbackOrigin = ({ version, user }: Guard): Origin => ({
  user: 'root',
  client: ROLLBACK,
  command: `roll back ${Object.values(version).join('.')} of ${user}: not confirmed`,
});

const FILE = 'unconfirmed';

/** Note a guard beside the CIB, so that it outlives the daemon; none if undefined. */
export async function writeGuard(files: Files, directory: string, guard: Guard | undefined): Promise<void> {
  if (guard) await replaceFile(files, `${directory}/${FILE}`, [Buffer.from(`${JSON.stringify(guard)}\n`)]);
  else await files.remove(`${directory}/${FILE}`);
  await files.syncDirectory(directory);
}

/**
 * The guard that was left when the daemon stopped, however it stopped.
 * @param sequence of the last change there is: one that was noted and did not happen needs no guard
 */
export async function readGuard(files: Files, directory: string, sequence: number): Promise<Guard | undefined> {
  if (!(await files.list(directory)).includes(FILE)) return undefined;
  let guard: Guard;
  try {
    guard = JSON.parse((await files.read(`${directory}/${FILE}`)).toString());
  } catch {
    return undefined;
  }
  if (guard.sequence > sequence) return undefined;
  const since = Object.values(guard.version).join('.');
  const later = await readHistory(files, directory, { since }, sequence);
  return later.some(({ client }) => client === ROLLBACK) ? undefined : guard;
}
