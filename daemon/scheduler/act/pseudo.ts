import { Action, ActionFlag } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { performDemands } from './demands.js';

/** The action of the cluster with that key, which is no resource's: made if there is none. */
export function clusterAction(
  cluster: Cluster,
  key: string,
  task: string,
  node: Node | undefined,
  optional: boolean,
): Action {
  performDemands(cluster);
  let action = cluster.actionsByKey.get(key);
  if (!action) {
    action = new Action(
      cluster.nextActionId++,
      undefined,
      key,
      task,
      0,
      node,
      ActionFlag.runnable | ActionFlag.optional,
    );
    cluster.actions.push(action);
    cluster.actionsByKey.set(key, action);
  }
  if (node) action.node ??= node;
  if (!optional) action.optional = false;
  return action;
}

/** A point in the transition of that name; it is optional until something requires it. */
export function pseudoAction(cluster: Cluster, name: string): Action {
  performDemands(cluster);
  const known = cluster.actionsByKey.get(name);
  if (known) return known;
  const action = clusterAction(cluster, name, name, undefined, true);
  action.add(ActionFlag.pseudo | ActionFlag.runnable);
  return action;
}
