import { formatInterval } from '../../../cib/time/interval.js';
import { kindOf } from '../kinds/kinds.js';
import { configError, note } from '../log.js';
import { type Action, ActionFlag, Relation } from '../model/action.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { parseRole, Role, roleName } from '../model/role.js';
import { configuredOperations, findConfig, type OperationConfig } from '../operations/config.js';
import { taskKey } from '../operations/key.js';
import { addOrdering } from '../order/new.js';
import { relate } from '../order/relate.js';
import { cancelAction } from './cancel.js';
import { resourceAction, startAction } from './create.js';
import { findActions, findActionsOn } from './find.js';

/** Exit statuses that recurring monitors and probes expect. */
export const EXPECT_STOPPED = '7';
export const EXPECT_PROMOTED = '8';

interface Recurring {
  readonly id: string;
  readonly name: string;
  readonly intervalMs: number;
  /** Unknown: any but promoted. */
  readonly role: Role;
}

const CANNOT_RECUR = /^(?:stop|start|demote|promote|reload-agent|migrate_to|migrate_from)$/;

/** Make the recurring operations of a resource, for where it will be active and for where it will not. */
export function createRecurring(resource: Resource): void {
  const { assigned, blocked, maintenance, nextRole, managed } = resource;
  if (blocked || maintenance) return;
  const goesOn = assigned && !assigned.maintenance && (nextRole !== Role.stopped || !managed);
  const start = goesOn ? startAction(resource, assigned, true) : undefined;
  for (const config of configuredOperations(resource)) {
    const recurring = readRecurring(resource, config);
    if (!recurring) continue;
    if (start) monitorActive(resource, start, assigned, recurring);
    if (recurring.role === Role.stopped) monitorInactive(resource, assigned, recurring);
  }
}

function readRecurring(resource: Resource, config: OperationConfig): Recurring | undefined {
  const { intervalMs, name = '' } = config;
  const { id } = config.xml;
  if (intervalMs === 0) return undefined;
  const ignore = (source: string, text: string): undefined => {
    configError(resource.cluster, source, text);
    return undefined;
  };
  const source = 'is_recurring_history';
  if (!id) return ignore(source, 'Ignoring resource history entry without ID');
  if (CANNOT_RECUR.test(name)) return ignore(source, `Ignoring ${id} because ${name} action cannot be recurring`);
  const twice = duplicateOf(config, configuredOperations(resource));
  if (twice) {
    const [first, second] = twice;
    const text = `Operation ${second} is duplicate of ${first} (do not use same name and interval combination more than once per resource)`;
    return ignore('is_op_dup', text);
  }
  const role = parseRole(config.role);
  if (config.role !== undefined && role === Role.unknown) {
    return ignore(source, `Ignoring ${id} role because ${config.role} is not a valid role`);
  }
  if (!findConfig(resource, name, intervalMs, false)) return undefined;
  return { id, name, intervalMs, role };
}

/** Ids of the first two operations with the name and interval of one, if there are two. */
function duplicateOf(
  { name, intervalMs }: OperationConfig,
  configs: readonly OperationConfig[],
): readonly [string, string] | undefined {
  let first: string | undefined;
  for (const other of configs) {
    if (other.intervalMs !== intervalMs || other.name !== name) continue;
    const { id } = other.xml;
    if (first !== undefined && id !== undefined) return [first, id];
    first ??= id;
  }
  return undefined;
}

/** Whether a recurring operation goes on as it is. */
function goesOn(resource: Resource, node: Node | undefined, { name, intervalMs }: Recurring, start: Action): boolean {
  if (!node || (kindOf(resource).order.flagsOf(start, undefined) & ActionFlag.optional) === 0) return false;
  let isActive = false;
  for (const action of findActions(resource, taskKey(name, intervalMs))) {
    if (action.node !== node) continue;
    if (action.reschedule) return false;
    isActive = true;
  }
  return isActive;
}

function monitorActive(resource: Resource, start: Action, node: Node | undefined, recurring: Recurring): void {
  const { id, name, intervalMs, role } = recurring;
  const { cluster, nextRole } = resource;
  if (role === Role.stopped) return;
  const optional = goesOn(resource, node, recurring, start);
  const fits = role === Role.unknown ? nextRole !== Role.promoted : nextRole === role;
  if (!fits) {
    if (!optional) return;
    cancelForRole(resource, recurring, node);
    const key = `${resource.id}_${name}_${intervalMs}`;
    const of = roleName(role === Role.unknown ? Role.unpromoted : role);
    const text = `Cancelling recurring action ${key} because ${id} configured for ${of} role (not ${roleName(nextRole)})`;
    note(cluster, 'info', 'recurring_op_for_active', text);
    return;
  }
  const monitor = resourceAction(resource, name, node, optional, { intervalMs });
  if (!start.runnable || !node?.online || node.unclean) monitor.runnable = false;
  else if (!monitor.optional) {
    const text = `Start ${formatInterval(intervalMs)}-interval ${monitor.task} for ${resource.id} on ${node.name}`;
    note(cluster, 'info', 'recurring_op_for_active', text);
  }
  if (nextRole === Role.promoted) monitor.setMeta('op_target_rc', EXPECT_PROMOTED);
  if (!node || resource.managed) orderMonitor(resource, monitor);
}

function orderMonitor(resource: Resource, monitor: Action): void {
  const { cluster, nextRole, role } = resource;
  const binding = Relation.firstImpliesThen | Relation.unrunnableFirstBlocks;
  addOrdering(cluster, { resource, task: 'start' }, monitor, binding);
  addOrdering(cluster, { resource, task: 'reload-agent' }, monitor, binding);
  const task = nextRole === Role.promoted ? 'promote' : role === Role.promoted ? 'demote' : undefined;
  if (task) addOrdering(cluster, { resource, task }, monitor, Relation.ordered | Relation.unrunnableFirstBlocks);
}

/** The resource goes on in another role: what was to be monitored in this one ends before. */
function cancelForRole(resource: Resource, { name, intervalMs }: Recurring, node: Node | undefined): void {
  const cancel = cancelAction(resource, name, intervalMs, node);
  const task = taskThatChanges(resource);
  if (task) addOrdering(resource.cluster, cancel, { resource, task }, Relation.unrunnableFirstBlocks);
}

function taskThatChanges({ role, nextRole }: Resource): string | undefined {
  if (role === Role.promoted) return 'demote';
  if (role !== Role.unpromoted && role !== Role.started) return undefined;
  if (nextRole === Role.promoted) return 'promote';
  return nextRole === Role.stopped ? 'stop' : undefined;
}

function monitorInactive(resource: Resource, node: Node | undefined, recurring: Recurring): void {
  const { id, name, intervalMs } = recurring;
  const { cluster } = resource;
  if (!resource.unique) {
    const text = `Ignoring ${id} (recurring monitors for Stopped role are not supported for anonymous clones)`;
    note(cluster, 'notice', 'recurring_op_for_inactive', text);
    return;
  }
  const key = taskKey(name, intervalMs);
  for (const elsewhere of cluster.nodes) {
    if (elsewhere === node) {
      cancelIfRunning(resource, node, recurring);
      continue;
    }
    const optional = findActionsOn(resource, key, elsewhere).length > 0;
    const monitor = resourceAction(resource, name, elsewhere, optional, { intervalMs });
    monitor.setMeta('op_target_rc', EXPECT_STOPPED);
    if (resource.managed) {
      for (const probe of findActions(resource, 'monitor', elsewhere)) {
        relate(probe, monitor, Relation.unrunnableFirstBlocks);
      }
    }
    orderAfterStops(resource, elsewhere, monitor);
    if (!elsewhere.online || elsewhere.unclean) monitor.runnable = false;
    if (monitor.runnable && !monitor.optional) {
      const text = `Start recurring ${formatInterval(intervalMs)}-interval ${monitor.task} for Stopped ${resource.id} on ${elsewhere.name}`;
      note(cluster, 'notice', 'recurring_op_for_inactive', text);
    }
  }
}

function orderAfterStops(resource: Resource, node: Node, monitor: Action): void {
  for (const stop of findActionsOn(resource, 'stop', node)) {
    if (!stop.optional && !monitor.optional && !resource.managed) monitor.optional = true;
    if (!stop.runnable) monitor.runnable = false;
    if (!resource.managed) continue;
    addOrdering(resource.cluster, stop, monitor, Relation.firstImpliesThen | Relation.unrunnableFirstBlocks);
  }
}

/** What watched that the resource stays stopped ends where it will be active. */
function cancelIfRunning(resource: Resource, node: Node, { name, intervalMs }: Recurring): void {
  if (findActionsOn(resource, taskKey(name, intervalMs), node).length === 0) return;
  const cancel = cancelAction(resource, name, intervalMs, node);
  const { nextRole, id, cluster } = resource;
  if (nextRole === Role.started || nextRole === Role.unpromoted) {
    addOrdering(cluster, cancel, { resource, task: 'start' }, Relation.unrunnableFirstBlocks);
  }
  const text = `Cancelling ${formatInterval(intervalMs)}-interval ${name} action for ${id} on ${node.name} because configured for Stopped role (not ${roleName(nextRole)})`;
  note(cluster, 'info', 'cancel_if_running', text);
}
