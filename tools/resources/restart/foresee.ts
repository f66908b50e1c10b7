import type { Element } from '../../../cib/xml/element.js';
import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import { schedule } from '../../../daemon/scheduler/schedule.js';
import { simulateTransition } from '../../../daemon/scheduler/simulate/transition.js';
import { World } from '../../../daemon/scheduler/simulate/world.js';
import { unpack } from '../../../daemon/scheduler/unpack/unpack.js';

/** The state of a cluster once it has done what it will do now. @param root the CIB; it is changed */
export function foresee(root: Element, now: Date): Cluster {
  const options = { now: now.getTime(), noCounts: true };
  const cluster = schedule(root, options);
  const world = new World(root, Math.floor(now.getTime() / 1000));
  if (cluster.graph) simulateTransition(cluster, cluster.graph, world, [], () => {});
  return unpack(root, options);
}
