import { pseudoAction } from '../act/pseudo.js';
import { kindOf } from '../kinds/kinds.js';
import { note } from '../log.js';
import type { Action } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Graph } from '../model/graph.js';
import { isRemote, type Node } from '../model/node.js';
import { belongsInGraph, inputBelongs, mergeInputs } from './inclusion.js';

/**
 * Collect the actions to be done, each with those it waits for: the transition. Relations between
 * actions lose their meaning on the way, so that nothing may look at them afterwards.
 */
export function makeGraph(cluster: Cluster): Graph {
  const graph: Graph = { synapses: [] };
  // The latest actions come first, as in all lists of actions of the peer
  const addAll = (actions: readonly Action[]): void => {
    for (let i = actions.length - 1; i >= 0; i--) addAction(cluster, graph, actions[i] as Action);
  };
  for (const resource of cluster.resources) {
    kindOf(resource).graph.addActions(resource, ({ actions }) => addAll(actions));
  }
  if (nodesToMaintain(cluster).length > 0) pseudoAction(cluster, 'maintenance_nodes').alwaysInGraph = true;
  for (let i = cluster.actions.length - 1; i >= 0; i--) complain(cluster, cluster.actions[i] as Action);
  addAll(cluster.actions);
  return graph;
}

function addAction(cluster: Cluster, graph: Graph, action: Action): void {
  mergeInputs(action);
  if (action.inGraph || !belongsInGraph(cluster, action)) return;
  action.inGraph = true;
  const inputs: Action[] = [];
  for (const input of action.before) {
    if (!inputBelongs(cluster, action, input)) continue;
    input.inGraph = true;
    inputs.push(input.action);
  }
  const priority = Math.max(action.resource?.priority ?? 0, action.priority);
  graph.synapses.push({ id: graph.synapses.length, priority, action, inputs });
}

/** Remote nodes whose state tells the wrong thing about maintenance. */
export const nodesToMaintain = (cluster: Cluster): Node[] =>
  cluster.nodes.filter((node) => isRemote(node) && node.maintenance !== node.remoteMaintenance);

/** A node cannot be shut down or fenced as long as something on it cannot be stopped. */
function complain(cluster: Cluster, { resource, node, optional, runnable, task, key }: Action): void {
  if (!resource || !node?.shutdown || resource.maintenance || optional || runnable || task !== 'stop') return;
  if (!cluster.quorate && cluster.options.noQuorumPolicy !== 'ignore') return;
  const what = node.unclean ? 'fence' : 'shut down';
  const why = `${resource.managed ? ' blocked' : ' unmanaged'}${resource.failed ? ' failed' : ''}`;
  note(cluster, 'error', 'pcmk__create_graph', `Cannot ${what} ${node.name} because of ${resource.id}:${why} (${key})`);
}
