import type { Element } from '../../cib/xml/element.js';
import { createActions } from './act/act.js';
import { handleChanges } from './act/changes.js';
import { performDemands } from './act/demands.js';
import { scheduleNodeActions } from './act/nodes.js';
import type { Cluster, RunOptions } from './model/cluster.js';
import { applyOrderings } from './order/apply.js';
import { orderParts } from './order/parts.js';
import { orderRemoteActions } from './order/remote.js';
import { applyNodeCriteria } from './place/criteria.js';
import { applyNodeHealth } from './place/health.js';
import { assignResources, colocateParts } from './place/place.js';
import { changesOf } from './serialise/changes.js';
import { makeGraph } from './serialise/graph.js';
import { unpackConstraints } from './unpack/constraints/constraints.js';
import { unpack } from './unpack/unpack.js';

/**
 * Decide what to do: from a CIB to a transition. The CIB is only read.
 * @throws CibError if the CIB is of a feature set beyond ours
 */
export function schedule(cib: Element, run: RunOptions): Cluster {
  return decide(unpack(cib, run));
}

/** The same for a CIB that is unpacked, and not yet looked at by any pass. */
export function decide(cluster: Cluster): Cluster {
  const { run } = cluster;
  performDemands(cluster);
  applyNodeHealth(cluster);
  unpackConstraints(cluster);
  performDemands(cluster);
  if (run.validateOnly) return cluster;
  applyNodeCriteria(cluster);
  if (run.locationOnly) return cluster;
  colocateParts(cluster);
  orderParts(cluster);
  handleChanges(cluster);
  assignResources(cluster);
  createActions(cluster);
  // Connections that are lost make nodes that must be fenced
  orderRemoteActions(cluster);
  scheduleNodeActions(cluster);
  applyOrderings(cluster);
  // Naming the changes settles on which node actions are that had none
  changesOf(cluster);
  cluster.graph = makeGraph(cluster);
  return cluster;
}
