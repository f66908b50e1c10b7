import type { Element } from '../../cib/xml/element.js';
import type { Cluster, RunOptions } from '../../daemon/scheduler/model/cluster.js';
import type { Session } from '../session.js';

/** The CIB at hand, in a schema that the scheduler works with. */
export async function currentCib(session: Session): Promise<Element> {
  const { upgradeConfigured } = await import('../../cib/upgrade/configured.js');
  const cib = (await (await session.cib()).call({ operation: 'query' })).output as Element;
  return (await upgradeConfigured(cib)).root;
}

/** What the scheduler makes of it now. */
export async function decided(session: Session, run: Omit<RunOptions, 'now'> = {}): Promise<Cluster> {
  const [cib, { schedule }] = await Promise.all([currentCib(session), import('../../daemon/scheduler/schedule.js')]);
  return schedule(cib, { now: session.now().getTime(), ...run });
}
