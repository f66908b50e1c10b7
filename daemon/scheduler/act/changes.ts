import { formatInterval } from '../../../cib/time/interval.js';
import type { Element } from '../../../cib/xml/element.js';
import { note, remark } from '../log.js';
import { Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { isAnonymousClone, topResource } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { findConfig } from '../operations/config.js';
import { compareDigests, needsHostName } from '../operations/digest.js';
import { addOrdering } from '../order/new.js';
import { isUp } from '../place/nodes.js';
import { intervalOf } from '../unpack/history/operation.js';
import { activeSpan, byAge } from '../unpack/history/order.js';
import { reschedule, scheduleCancel } from './cancel.js';
import { cleanUp } from './cleanup.js';
import { resourceAction, stopAction } from './create.js';
import { clearFailures, hasFailed } from './failures.js';
import { unfenceAgain } from './unfence.js';

/** Find what is configured otherwise than it was run, by the history: restart, reload, run anew, cancel, forget. */
export function handleChanges(cluster: Cluster): void {
  const primitives = primitivesByHistory(cluster);
  for (const node of cluster.nodes) {
    // In maintenance nothing is done, but recurring operations are ended
    if (!node.maintenance && !isUp(node)) continue;
    for (const [id, entry] of cluster.history.get(node.name) ?? []) {
      if (entry.children.length === 0) continue;
      for (const resource of primitives.get(id) ?? []) handleHistory(resource, node, entry);
    }
  }
}

/** Primitives that histories are about by their names, the last of the configuration first. */
function primitivesByHistory({ resources }: Cluster): ReadonlyMap<string, readonly Resource[]> {
  const found = new Map<string, Resource[]>();
  const add = (name: string, primitive: Resource): void => {
    const named = found.get(name);
    if (named) named.push(primitive);
    else found.set(name, [primitive]);
  };
  const visit = (resource: Resource): void => {
    for (const child of resource.children) visit(child);
    if (resource.kind !== 'primitive') return;
    const { id, historyId } = resource;
    add(id, resource);
    if (historyId !== undefined && historyId !== id) add(historyId, resource);
  };
  for (const resource of resources) visit(resource);
  for (const named of found.values()) named.reverse();
  return found;
}

function handleHistory(resource: Resource, node: Node, entry: Element): void {
  if (resource.removed) {
    if (!isAnonymousClone(topResource(resource))) cleanUp(resource, node);
    return;
  }
  const isActive = resource.activeNodes.includes(node);
  if (agentChanged(resource, node, entry, isActive)) cleanUp(resource, node);
  if (!isActive) return;
  const operations = byAge(entry.elements('lrm_rsc_op'), resource.cluster);
  const { start, stop } = activeSpan(operations);
  if (start < stop) return;
  for (const operation of operations.slice(Math.max(0, start))) handleOperation(resource, node, operation);
}

function agentChanged(resource: Resource, node: Node, entry: Element, isActive: boolean): boolean {
  let changed = false;
  for (const part of ['type', 'class', 'provider']) {
    const is = resource.xml.get(part);
    const was = entry.get(part);
    if (is === was) continue;
    changed = true;
    unfenceAgain(resource, node, 'Device definition changed');
    if (!isActive) continue;
    const text = `Forcing restart of ${resource.id} on ${node.name} because ${part} changed from '${was ?? ''}' to '${is ?? ''}'`;
    note(resource.cluster, 'notice', 'pcmk__rsc_agent_changed', text);
  }
  if (changed && isActive) {
    stopAction(resource, node, false);
    resource.startPending = true;
  }
  return changed;
}

const ONCE = /^(?:monitor|start|promote|migrate_from)$/i;

function handleOperation(resource: Resource, node: Node, operation: Element): void {
  const task = operation.get('operation') ?? '';
  const intervalMs = intervalOf(operation);
  if (intervalMs > 0 && (resource.maintenance || node.maintenance)) {
    scheduleCancel(resource, operation.get('call-id'), task, intervalMs, node, 'maintenance mode');
    return;
  }
  if (intervalMs === 0 && !ONCE.test(task)) return;
  // Where its container will run is not known yet
  if (needsHostName(resource)) resource.cluster.parameterChecks.push({ resource, node, operation, isActive: true });
  else checkActive(resource, node, operation);
}

/** If an operation is configured otherwise than it was run, past failures of the resource do not count. */
export function checkActive(resource: Resource, node: Node, operation: Element): void {
  if (handleConfig(resource, node, operation) && hasFailed(resource, node)) {
    clearFailures(resource, node, 'action definition changed');
  }
}

/** Do what a change of an operation's definition or parameters calls for; whether there was one. */
function handleConfig(resource: Resource, node: Node, operation: Element): boolean {
  const { cluster } = resource;
  const task = operation.get('operation') ?? '';
  const intervalMs = intervalOf(operation);
  if (intervalMs > 0 && !findConfig(resource, task, intervalMs, false)) {
    if (cluster.options.cancelRemovedActions) {
      scheduleCancel(resource, operation.get('call-id'), task, intervalMs, node, 'removed');
    }
    return true;
  }
  const restarted = intervalMs === 0 && /^(?:monitor|migrate_from|promote)$/.test(task) ? 'start' : task;
  const digest = compareDigests(resource, node, operation);
  const { verdict } = digest;
  if (cluster.run.sanitized && verdict !== 'match' && digest.secure !== undefined) {
    if (digest.secure === operation.get('op-secure-digest')) {
      const text = `Only 'private' parameters to ${formatInterval(intervalMs)}-interval ${restarted} for ${resource.id} on ${node.name} changed: ${operation.get('transition-magic')}`;
      note(cluster, 'info', 'pcmk__check_action_config', text);
      remark(cluster, text);
      return false;
    }
  }
  if (verdict === 'match') return false;
  if (verdict === 'restart') forceRestart(resource, restarted, intervalMs, node);
  else if (intervalMs > 0) reschedule(resource, restarted, intervalMs, node);
  else if (operation.has('op-restart-digest')) {
    unfenceAgain(resource, node, 'Device parameters changed (reload)');
    reload(resource, node);
  } else forceRestart(resource, restarted, intervalMs, node);
  return true;
}

function forceRestart(resource: Resource, task: string, intervalMs: number, node: Node): void {
  resourceAction(resource, task, undefined, false, { intervalMs }).reason = 'resource definition change';
  unfenceAgain(resource, node, 'Device parameters changed');
}

/** Let the agent take up new parameters, unless the resource is stopped or demoted anyway. */
function reload(resource: Resource, node: Node): void {
  if (!resource.managed || resource.failed) return;
  if (resource.startPending) {
    stopAction(resource, node, false);
    return;
  }
  resource.reload = true;
  const action = resourceAction(resource, 'reload-agent', node, false);
  action.reason ??= 'resource definition change';
  const flags = Relation.ordered | Relation.thenCancelsFirst;
  addOrdering(resource.cluster, action, { resource, task: 'stop' }, flags);
  addOrdering(resource.cluster, action, { resource, task: 'demote' }, flags);
}
