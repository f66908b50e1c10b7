import type { LiveClient } from '../cib/client/client.js';
import { decided } from './levels/decided.js';
import { coordinator } from './remote/controller.js';
import type { Session } from './session.js';

/** So often the state is looked at if nothing is heard of a change: rules depend on the time, too. */
const LOOK = 2000;

/**
 * Wait until the cluster has done what follows from a change: until the scheduler, asked about the
 * CIB as it is, has nothing left to do. Without a cluster there is nothing to wait for.
 * @returns false if nobody is there to do it
 */
export async function settle(session: Session): Promise<boolean> {
  if ((await session.cib()).backend !== 'live') return true;
  const [{ openCib }, { isSettled }] = await Promise.all([
    import('../cib/client/open.js'),
    import('../tools/resources/restart/wait.js'),
  ]);
  // A connection of its own: what it hears of ends with it.
  const listener = (await openCib(session.env, 'crm')) as LiveClient;
  try {
    let tell = () => {};
    await listener.subscribe(() => tell());
    for (;;) {
      const change = new Promise<void>((resolve) => {
        tell = resolve;
      });
      if (isSettled(await decided(session))) return true;
      // Without a coordinator nothing is done, however long one waits.
      if ((await coordinator(session)) === undefined) {
        session.say('warning', "can't find DC");
        return false;
      }
      await Promise.race([change, session.sleep(LOOK)]);
    }
  } finally {
    await listener.close();
  }
}
