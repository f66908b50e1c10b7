import { CibError } from '../../cib/result/error.js';
import type { Setup } from './setup.js';

/** A directory on a node: who can make it may change the membership of the cluster. crmsh uses the same. */
const DIRECTORY = '/run/.crmsh_lock_directory';
const STEP_SECONDS = 10;

/**
 * Change the membership while no other node does.
 * @throws CibError `EBUSY` if another is still at it after core.lock_timeout seconds
 */
export async function locked<T>({ session, runner, note }: Setup, host: string, task: () => Promise<T>): Promise<T> {
  const patience = Number((await session.preferences()).get('core.lock_timeout'));
  if (!(patience >= 0)) throw new CibError('EINVAL', 'the option core.lock_timeout is no number of seconds');
  const end = session.now().getTime() + patience * 1000;
  while ((await runner.run(host, ['mkdir', DIRECTORY])).status !== 0) {
    if (session.now().getTime() >= end) {
      throw new CibError(
        'EBUSY',
        `Timed out after ${patience} seconds. Cannot continue since the lock directory exists at the node(${host}:${DIRECTORY})`,
      );
    }
    note(`Other nodes are changing the membership: waiting for ${host}`);
    await session.sleep(STEP_SECONDS * 1000);
  }
  try {
    return await task();
  } finally {
    await runner.run(host, ['rmdir', DIRECTORY]);
  }
}
