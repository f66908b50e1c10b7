import { int32 } from '../../../../cib/number/int.js';
import type { Element } from '../../../../cib/xml/element.js';
import { configError } from '../../log.js';
import type { Cluster } from '../../model/cluster.js';
import type { Node } from '../../model/node.js';
import type { Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import { findNode } from '../nodes.js';
import { addRunning } from '../running.js';
import { Execution, Exit, endedWith, type Operation } from './operation.js';
import { compareAge } from './order.js';

const operationsOn = (cluster: Cluster, id: string, node: string): IterableIterator<Element> | readonly Element[] =>
  cluster.history.get(node)?.get(id)?.elements('lrm_rsc_op') ?? [];

/** The one entry that fits; none if there are several. */
function only(entries: Iterable<Element>, fits: (entry: Element) => boolean): Element | undefined {
  let found: Element | undefined;
  for (const entry of entries) {
    if (!fits(entry)) continue;
    if (found) return undefined;
    found = entry;
  }
  return found;
}

/** Names of the nodes that an entry is about. */
interface Route {
  readonly source: string;
  readonly target: string;
}

/** Where a migration went from and to; undefined if the entry does not fit the node it is of, which is logged. */
function routeOf({ resource, node, xml }: Operation, end: 'source' | 'target'): Route | undefined {
  const complain = (text: string): undefined => {
    const message = `Ignoring resource history entry ${xml.id} ${text}`;
    configError(resource.cluster, 'get_migration_node_names', message);
    return undefined;
  };
  const source = xml.get('migrate_source');
  const target = xml.get('migrate_target');
  if (source === undefined || target === undefined) return complain('without migrate_source and migrate_target');
  const here = end === 'source' ? source : target;
  if (here.toLowerCase() === node.name.toLowerCase()) return { source, target };
  return complain(`because migrate_${end}='${here}' does not match ${node.name}`);
}

const migrateFrom = ({ resource }: Operation, { source, target }: Route): Element | undefined =>
  only(
    operationsOn(resource.cluster, resource.id, target),
    (entry) => entry.get('operation') === 'migrate_from' && entry.get('migrate_source') === source,
  );

const migrateTo = ({ resource }: Operation, { source, target }: Route): Element | undefined =>
  only(
    operationsOn(resource.cluster, resource.id, source),
    (entry) => entry.get('operation') === 'migrate_to' && entry.get('migrate_target') === target,
  );

const ifSucceeded = (entry: Element | undefined): Element | undefined =>
  entry && endedWith(entry, Exit.ok) ? entry : undefined;

const CHANGES_STATE = new Set(['start', 'stop', 'migrate_to', 'migrate_from']);

/** Something later than an entry started, stopped or moved the resource on that node. */
function changedAfter({ cluster, id }: Resource, node: string, entry: Element): boolean {
  for (const other of operationsOn(cluster, id, node)) {
    if (other === entry || !CHANGES_STATE.has(other.get('operation') ?? '')) continue;
    if (compareAge(other, entry, cluster) > 0) return true;
  }
  return false;
}

/** A later monitor found the resource not running on that node. */
function foundStoppedAfter({ cluster, id }: Resource, node: string, entry: Element): boolean {
  const monitor = only(operationsOn(cluster, id, node), (other) => other.get('operation') === 'monitor');
  return monitor !== undefined && endedWith(monitor, Exit.notRunning) && compareAge(monitor, entry, cluster) > 0;
}

/** The state on a node is newer than the migration. */
function outdatedOn(resource: Resource, node: string, to: Element | undefined, from: Element | undefined): boolean {
  const last = from ?? to;
  if (!last) return false;
  const atSource = node.toLowerCase() === last.get('migrate_source')?.toLowerCase();
  const entry = to && last !== to && atSource ? to : last;
  return changedAfter(resource, node, entry) || foundStoppedAfter(resource, node, entry);
}

/** Nothing is known of the resource on that node but operations that are pending. */
function unknownOn({ cluster, id }: Resource, node: string): boolean {
  for (const entry of operationsOn(cluster, id, node)) {
    const exit = entry.get('rc-code');
    if (exit !== undefined && exit !== String(Exit.unknown)) return false;
  }
  return true;
}

/** Failed in the middle of a migration: it must be recovered, and not by going on. */
function failAndStay(resource: Resource): void {
  resource.failed = true;
  resource.stopIfFailed = true;
  resource.migratable = false;
}

/** The first half of a migration succeeded: where the resource is now depends on the second. */
export function afterMigrateTo(operation: Operation): void {
  const { resource, node, xml } = operation;
  const route = routeOf(operation, 'source');
  if (!route) return;
  const { cluster } = resource;
  const sourceChanged = changedAfter(resource, route.source, xml);
  const from = migrateFrom(operation, route);
  if (from && sourceChanged) return;
  const execution = from ? int32(from.get('op-status'), Execution.pending) : Execution.pending;
  const exit = from ? int32(from.get('rc-code'), Exit.ok) : Exit.ok;
  const targetChanged = outdatedOn(resource, route.target, xml, from);
  if (sourceChanged && targetChanged) return;
  if (exit === Exit.ok && execution === Execution.done) {
    // Moved, but not yet stopped at the source.
    resource.role = Role.stopped;
    resource.danglingMigrationSources.unshift(node);
    return;
  }
  resource.role = Role.started;
  const target = findNode(cluster, route.target);
  const activeOnTarget = !targetChanged && target?.online === true ? target : undefined;
  if (execution !== Execution.pending) {
    if (activeOnTarget) addRunning(resource, activeOnTarget, true);
    else failAndStay(resource);
    return;
  }
  if (target?.online && unknownOn(resource, route.target)) return;
  if (activeOnTarget) {
    addRunning(resource, activeOnTarget, false);
    noteUnderWay(resource, findNode(cluster, route.source), activeOnTarget);
  } else if (!sourceChanged) failAndStay(resource);
}

function noteUnderWay(resource: Resource, source: Node | undefined, target: Node): void {
  if (!source?.online) return;
  resource.migrationTarget = target;
  resource.migrationSource = source;
}

/** The first half of a migration failed: the resource may be on either node, or both. */
export function afterFailedMigrateTo(operation: Operation): void {
  const { resource, node, xml } = operation;
  const route = routeOf(operation, 'source');
  if (!route) return;
  resource.role = Role.started;
  const from = ifSucceeded(migrateFrom(operation, route));
  if (!unknownOn(resource, route.target) && !outdatedOn(resource, route.target, xml, from)) {
    const target = findNode(resource.cluster, route.target);
    if (target?.online) addRunning(resource, target, false);
  } else if (!changedAfter(resource, route.source, xml)) resource.danglingMigrationSources.unshift(node);
}

/** The second half of a migration failed: the resource may still be active at the source. */
export function afterFailedMigrateFrom(operation: Operation): void {
  const { resource, xml } = operation;
  const route = routeOf(operation, 'target');
  if (!route) return;
  resource.role = Role.started;
  const to = ifSucceeded(migrateTo(operation, route));
  if (unknownOn(resource, route.source) || outdatedOn(resource, route.source, to, xml)) return;
  const source = findNode(resource.cluster, route.source);
  if (source?.online) addRunning(resource, source, true);
}
