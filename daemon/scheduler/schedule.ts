import type { Element } from '../../cib/xml/element.js';
import type { Cluster, RunOptions } from './model/cluster.js';
import { unpack } from './unpack/unpack.js';

/**
 * Decide what to do: from a CIB to a transition. The CIB is only read.
 * @throws CibError if the CIB is of a feature set beyond ours
 */
export function schedule(cib: Element, run: RunOptions): Cluster {
  return unpack(cib, run);
}
