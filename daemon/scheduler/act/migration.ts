import { type Action, Relation } from '../model/action.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { orderActions } from '../order/new.js';
import { resourceAction, startAction, stopAction } from './create.js';

/** Whether a resource that moves can do so without being stopped. */
export function canMigrate(resource: Resource, current: Node | undefined): boolean {
  const { migratable, managed, failed, startPending, assigned } = resource;
  if (!migratable || !managed || failed || startPending) return false;
  return current !== undefined && !current.unclean && assigned !== undefined && !assigned.unclean;
}

/** A migration of which one half failed is ended by a stop at its source. */
export function abortDanglingMigrations(resource: Resource): void {
  for (const source of resource.danglingMigrationSources) stopAction(resource, source, false).migrationAbort = true;
}

/** Move a resource by migration, of which the first half may be done already. */
export function migrate(resource: Resource, current: Node): void {
  const { assigned, migrationTarget } = resource;
  const start = startAction(resource, assigned, true);
  const stop = stopAction(resource, current, true);
  const to = migrationTarget ? undefined : resourceAction(resource, 'migrate_to', current, true);
  const from = resourceAction(resource, 'migrate_from', assigned, true);
  start.migratable = true;
  stop.migratable = true;
  start.pseudo = true;
  from.migratable = true;
  if (to) {
    to.migratable = true;
    to.needs = start.needs;
    orderActions(resource, 'monitor', resource, 'migrate_to', Relation.ordered);
    const flags = Relation.ordered | Relation.unmigratableThenBlocks;
    orderActions(resource, 'migrate_to', resource, 'migrate_from', flags);
  } else {
    from.needs = start.needs;
    orderActions(resource, 'monitor', resource, 'migrate_from', Relation.ordered);
  }
  const done = Relation.ordered | Relation.unmigratableThenBlocks;
  orderActions(resource, 'migrate_from', resource, 'stop', done);
  orderActions(resource, 'migrate_from', resource, 'start', done | Relation.firstElseThen);
  if (to) {
    addNodes(to, current, assigned);
    // Should the source be lost meanwhile, it must be known that this was under way
    if (!resource.isRemoteConnection) to.setMeta('record-pending', 'true');
  }
  addNodes(from, current, assigned);
}

function addNodes(action: Action, source: Node, target: Node | undefined): void {
  action.setMeta('migrate_source', source.name);
  action.setMeta('migrate_target', target?.name ?? '');
}
