import { kindOf } from '../kinds/kinds.js';
import type { Cluster } from '../model/cluster.js';
import { checkParameters } from './checks.js';
import { clearFailuresOfRemoved } from './failures.js';
import { scheduleProbes } from './probe.js';

/** Make the actions that lead to where resources were assigned. */
export function createActions(cluster: Cluster): void {
  checkParameters(cluster);
  if (cluster.options.startupProbes) scheduleProbes(cluster);
  if (cluster.options.stopRemovedResources) clearFailuresOfRemoved(cluster);
  for (const resource of cluster.resources) kindOf(resource).act.createActions(resource);
}
