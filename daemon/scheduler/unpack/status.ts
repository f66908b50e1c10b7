import { int } from '../../../cib/number/int.js';
import { isTrue } from '../../../cib/options/read.js';
import type { Element } from '../../../cib/xml/element.js';
import { kindOf } from '../kinds/kinds.js';
import { configError, configWarning, note } from '../log.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { isGuest } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { Role } from '../model/role.js';
import { addNodeAttributes } from './attributes.js';
import { demandStop } from './demand.js';
import { fenceNode } from './fence.js';
import { unpackNodeHistory } from './history/node.js';
import { judgeNode } from './node-state.js';
import { findNodeBy } from './nodes.js';
import { judgeRemoteNode, unpackRemoteState } from './remote-state.js';
import { unpackTicketState } from './tickets.js';

/** The state of tickets, nodes, and by the history of operations of resources. */
export function unpackStatus(cluster: Cluster, status: Element | undefined): void {
  const states = [...(status?.elements('node_state') ?? [])];
  for (const section of status?.elements() ?? []) {
    if (section.name === 'tickets') {
      for (const ticket of section.elements('ticket_state')) unpackTicketState(cluster, ticket);
    } else if (section.name === 'node_state') unpackNodeState(cluster, section);
  }
  const stopNeeded: Resource[] = [];
  // The state of a guest or remote node is known only when that of its connection is.
  while (unpackHistories(cluster, states, false, stopNeeded));
  unpackHistories(cluster, states, cluster.options.fencingEnabled, stopNeeded);
  for (const container of stopNeeded) {
    const { node } = kindOf(container).status.activeNode(container);
    if (node) demandStop(container, node);
  }
  for (const node of cluster.nodes) {
    if (node.kind === 'cluster') continue;
    if (node.shutdown && node.remote) node.remote.nextRole = Role.stopped;
    if (!node.historyUnpacked) judgeRemoteNode(node);
  }
}

function unpackNodeState(cluster: Cluster, state: Element): void {
  const { id } = state;
  const source = 'unpack_node_state';
  if (id === undefined) {
    configError(cluster, source, 'Ignoring invalid node_state entry without id');
    return;
  }
  const name = state.get('uname');
  const node = findNodeBy(cluster, id, name);
  if (!node) {
    const text = `Ignoring recorded state for removed node with name ${name ?? 'unknown'} and id ${id}`;
    note(cluster, 'notice', source, text);
    return;
  }
  if (node.kind !== 'cluster') {
    node.remoteFenced = int(state.get('node_fenced'), 0) > 0;
    return;
  }
  unpackTransientAttributes(cluster, node, state);
  node.unclean = false;
  node.seen = true;
  judgeNode(cluster, node, state);
  if (!cluster.quorate && node.online && cluster.options.noQuorumPolicy === 'fence') {
    fenceNode(cluster, node, 'cluster does not have quorum');
  }
}

function unpackTransientAttributes(cluster: Cluster, node: Node, state: Element): void {
  addNodeAttributes(cluster, node, state.child('transient_attributes'), true);
  const { attributes } = node;
  const source = 'unpack_transient_attributes';
  if (isTrue(attributes.get('standby'))) {
    note(cluster, 'info', source, `${node.name} is in standby mode`);
    node.standby = true;
  }
  if (isTrue(attributes.get('maintenance'))) {
    note(cluster, 'info', source, `${node.name} is in maintenance mode`);
    node.maintenance = true;
  }
  const discovery = attributes.get('resource-discovery-enabled');
  if (discovery !== undefined && !isTrue(discovery)) {
    const text = `Ignoring resource-discovery-enabled attribute for ${node.name} because disabling resource discovery is not allowed for cluster nodes`;
    configWarning(cluster, source, text);
  }
}

/**
 * Read the histories of nodes whose state is known by now.
 * @param all the rest, whatever is known of them
 * @returns whether any was read, on which others may depend
 */
function unpackHistories(cluster: Cluster, states: readonly Element[], all: boolean, stopNeeded: Resource[]): boolean {
  let progress = false;
  for (const state of states) {
    const { id } = state;
    const name = state.get('uname');
    if (id === undefined || name === undefined) continue;
    const node = findNodeBy(cluster, id, name);
    if (!node || node.historyUnpacked || !(all || isKnown(cluster, node))) continue;
    if (node.kind !== 'cluster') {
      judgeRemoteNode(node);
      unpackRemoteState(cluster, node, state);
    }
    node.historyUnpacked = true;
    unpackNodeHistory(cluster, node, state, stopNeeded);
    progress = true;
  }
  return progress;
}

/** Whether it is known well enough if a node is there to tell what its history means. */
function isKnown(cluster: Cluster, node: Node): boolean {
  const { shutdownLock, fencingEnabled } = cluster.options;
  if (isGuest(node)) return node.remote.role === Role.started && node.remote.launcher.role === Role.started;
  if (node.kind !== 'cluster') return node.remote !== undefined && (shutdownLock || node.remote.role === Role.started);
  return fencingEnabled || shutdownLock || node.online;
}
