import { int } from '../../../../cib/number/int.js';
import type { Element } from '../../../../cib/xml/element.js';
import { configError, note } from '../../log.js';
import type { OnFail } from '../../model/action.js';
import type { Cluster } from '../../model/cluster.js';
import type { Node } from '../../model/node.js';
import type { Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import { epoch } from '../context.js';
import { toSeconds } from '../interval.js';
import { targetRole } from '../target-role.js';
import { findByHistory } from './find-resource.js';
import { intervalOf } from './operation.js';
import { applyOperation } from './operation-result.js';
import { activeSpan, byAge } from './order.js';
import { findLaunchersOfRemoved, removedResource } from './removed.js';
import { settleState } from './settle.js';

/** What the history of one resource on one node has come to so far. */
export interface Progress {
  /** The worst that failures ask for. */
  onFail: OnFail;
  lastFailure: Element | undefined;
  readonly stopNeeded: Resource[];
}

/** The state of resources on a node, by its history. */
export function unpackNodeHistory(cluster: Cluster, node: Node, state: Element, stopNeeded: Resource[]): void {
  const entries = state.child('lrm')?.child('lrm_resources')?.elements('lrm_resource') ?? [];
  let anyLaunched = false;
  for (const entry of entries) {
    const resource = unpackHistory(cluster, node, entry, stopNeeded);
    if (resource?.removedLaunched) anyLaunched = true;
  }
  if (anyLaunched) findLaunchersOfRemoved(cluster, entries);
}

function unpackHistory(cluster: Cluster, node: Node, entry: Element, stopNeeded: Resource[]): Resource | undefined {
  const { id } = entry;
  if (id === undefined) {
    configError(cluster, 'unpack_lrm_resource', 'Ignoring invalid lrm_resource entry: No id');
    return undefined;
  }
  const operations = entry.elements('lrm_rsc_op');
  if (operations.length === 0 && !cluster.options.shutdownLock) return undefined;
  let resource = findByHistory(cluster, node, id);
  if (!resource && operations.length > 0) resource = removedResource(cluster, id, entry);
  if (!resource) return undefined;
  if (cluster.options.shutdownLock) readShutdownLock(cluster, resource, node, entry);

  const roleElsewhere = resource.role;
  resource.role = Role.unknown;
  const progress: Progress = { onFail: 'ignore', lastFailure: undefined, stopNeeded };
  const sorted = byAge(operations, cluster);
  for (const operation of sorted) applyOperation(resource, node, operation, progress);
  noteRecurring(resource, node, sorted);
  settleState(resource, node, progress);
  limitRole(resource);
  if (roleElsewhere > resource.role) resource.role = roleElsewhere;
  return resource;
}

/** The target role bounds what was found out from above. */
function limitRole(resource: Resource): void {
  const wanted = targetRole(resource);
  if (wanted === undefined) return;
  if (resource.nextRole === Role.unknown || wanted < resource.nextRole) resource.nextRole = wanted;
}

/** A resource may be kept for the node that it was shut down with. */
function readShutdownLock(cluster: Cluster, resource: Resource, node: Node, entry: Element): void {
  const since = int(entry.get('shutdown-lock'), 0);
  if (since === 0) return;
  const { shutdownLockLimitMs } = cluster.options;
  if (shutdownLockLimitMs > 0 && epoch(cluster) > since + toSeconds(shutdownLockLimitMs)) {
    const text = `Shutdown lock for ${resource.id} on ${node.name} expired`;
    note(cluster, 'info', 'unpack_shutdown_lock', text);
    cluster.demands.push({ kind: 'clear history', resource, node });
    return;
  }
  resource.lockNode = node;
  resource.lockTime = since;
}

/** Recurring operations since the last start go on. */
function noteRecurring(resource: Resource, node: Node, sorted: readonly Element[]): void {
  if (!node.online) return;
  let span: ReturnType<typeof activeSpan> | undefined;
  for (let at = 0; at < sorted.length; at++) {
    const operation = sorted[at] as Element;
    const intervalMs = intervalOf(operation);
    if (intervalMs === 0 || operation.get('op-status') === '-1') continue;
    span ??= activeSpan(sorted);
    if ((span.start < span.stop && at <= span.stop) || at < span.start) continue;
    const task = operation.get('operation') ?? '';
    resource.cluster.demands.push({ kind: 'recurring', resource, node, task, intervalMs });
  }
}
