import type { Action } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import { pseudoAction } from './pseudo.js';

/** Tell remote nodes that they are, or are no longer, in maintenance. */
export function maintenanceAction(cluster: Cluster): Action {
  const action = pseudoAction(cluster, 'maintenance_nodes');
  action.alwaysInGraph = true;
  return action;
}
