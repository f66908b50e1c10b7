import { performDemands } from '../act/demands.js';
import { kindOf } from '../kinds/kinds.js';
import { type Action, Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import { isRemote, type Node } from '../model/node.js';
import { isRemoteNode } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { Role } from '../model/role.js';
import { fenceNode } from '../unpack/fence.js';
import { addOrdering } from './new.js';

type ConnectionState = 'unknown' | 'alive' | 'resting' | 'failed' | 'stopped';

/** What can be done over the connection to a remote node. */
export function connectionState(node: Node, connection: Resource): ConnectionState {
  const current = kindOf(connection).status.activeNode(connection).node;
  if (connection.nextRole === Role.stopped || !connection.assigned) {
    if (current?.unclean) return 'failed';
    if (!connection.failed) return 'stopped';
    // Until it is tried again nobody knows whether it can be recovered
    const waits = connection.nextRole === Role.stopped && connection.remoteReconnectMs > 0 && node.remoteFenced;
    return waits && !isShutdownRequested(node) ? 'unknown' : 'failed';
  }
  if (!current) return 'unknown';
  if (current.unclean || !current.online) return 'resting';
  const migrating = connection.migrationSource !== undefined && connection.migrationTarget !== undefined;
  return connection.activeNodes.length > 1 && migrating ? 'resting' : 'alive';
}

const isShutdownRequested = (node: Node): boolean => (node.attributes.get('shutdown') ?? '0') !== '0';

/** A remote node that cannot be reached and will not be. */
export const isLostRemoteNode = (node: Node): boolean =>
  isRemoteNode(node) && node.remote !== undefined && connectionState(node, node.remote) === 'failed';

/** Order actions on remote and guest nodes with those of the connections to them. */
export function orderRemoteActions(cluster: Cluster): void {
  if (!cluster.haveRemoteNodes) return;
  const { actions } = cluster;
  for (let i = actions.length - 1; i >= 0; i--) orderRemoteAction(cluster, actions[i] as Action);
}

function orderRemoteAction(cluster: Cluster, action: Action): void {
  const { resource, task, node, pseudo } = action;
  if (!resource) return;
  if (resource.isRemoteConnection && task === 'clear_failcount') {
    addOrdering(cluster, action, { resource, task: 'start' }, Relation.ordered);
    return;
  }
  if (!node || !isRemote(node) || pseudo || !node.remote) return;
  const connection = node.remote;
  if (task === 'start') {
    // Should the connection fail to start, the resource is left where it was
    for (let i = resource.actions.length - 1; i >= 0; i--) {
      const stop = resource.actions[i] as Action;
      if (stop.task !== 'stop' || stop.node === node) continue;
      addOrdering(cluster, { resource: connection, task: 'start' }, stop, Relation.ordered);
    }
  }
  if (connection.launcher) orderOnGuest(action, node, connection, connection.launcher);
  else orderOnRemote(action, node, connection);
}

/** Migrations go with stops: both need the connection as it is. */
const kindOfTask = (task: string): string => (/^migrate_(?:to|from)$/i.test(task) ? 'stop' : task);

const isRecurring = ({ meta }: Action): boolean => Number(meta.get('interval') ?? 0) > 0;

function afterStart(connection: Resource, action: Action, extra: number): void {
  const flags = Relation.guestAllowed | Relation.unrunnableFirstBlocks | extra;
  addOrdering(connection.cluster, { resource: connection, task: 'start' }, action, flags);
}

function beforeStop(action: Action, connection: Resource, extra: number): void {
  addOrdering(connection.cluster, action, { resource: connection, task: 'stop' }, Relation.guestAllowed | extra);
}

function fence(node: Node, cluster: Cluster, reason: string): void {
  fenceNode(cluster, node, reason);
  performDemands(cluster);
}

function orderOnRemote(action: Action, node: Node, connection: Resource): void {
  const state = connectionState(node, connection);
  const { cluster } = connection;
  switch (kindOfTask(action.task)) {
    case 'start':
    case 'promote':
      afterStart(connection, action, state === 'failed' ? Relation.firstImpliesThen : Relation.none);
      break;
    case 'stop':
      if (state === 'alive') beforeStop(action, connection, Relation.thenImpliesFirst);
      else if (state === 'failed') fence(node, cluster, 'resources are active but connection is unrecoverable');
      else if (connection.nextRole === Role.stopped) beforeStop(action, connection, Relation.thenImpliesFirst);
      else afterStart(connection, action, Relation.none);
      break;
    case 'demote':
      // Otherwise the order of the stop is enough
      if (state === 'resting' || state === 'unknown') afterStart(connection, action, Relation.none);
      break;
    default:
      if (isRecurring(action)) afterStart(connection, action, Relation.firstImpliesThen);
      else orderOnce(action, node, connection, state);
  }
}

function orderOnce(action: Action, node: Node, connection: Resource, state: ConnectionState): void {
  const current = kindOf(connection).status.activeNode(connection).node;
  if (action.task === 'monitor' && state === 'failed') {
    const reason = 'resources are in unknown state and connection is unrecoverable';
    fence(node, connection.cluster, reason);
  }
  // The connection is about to go for good: look while it is there
  if (current && state === 'stopped') beforeStop(action, connection, Relation.unrunnableFirstBlocks);
  else afterStart(connection, action, Relation.none);
}

function orderOnGuest(action: Action, node: Node, connection: Resource, launcher: Resource): void {
  if (launcher.failed) fence(node, connection.cluster, 'container failed');
  const task = kindOfTask(action.task);
  switch (task) {
    case 'start':
    case 'promote':
      // If the container is recovered, so is the resource
      afterStart(launcher, action, Relation.firstImpliesThen);
      afterStart(connection, action, Relation.none);
      break;
    case 'stop':
    case 'demote':
      // With a container that failed, this is implied by its stop
      if (!launcher.failed) beforeStop(action, connection, Relation.none);
      break;
    default:
      if (!isRecurring(action)) afterStart(connection, action, Relation.none);
      else if (KNOWN.has(task)) afterStart(connection, action, Relation.firstImpliesThen);
  }
}

const KNOWN = new Set(['monitor', 'notify', 'notified', 'stopped', 'running', 'promoted', 'demoted']);
