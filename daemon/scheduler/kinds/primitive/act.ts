import { startAction } from '../../act/create.js';
import { abortDanglingMigrations, canMigrate, migrate } from '../../act/migration.js';
import { probePrimitive } from '../../act/probe.js';
import { createRecurring } from '../../act/recurring.js';
import { goToNextRole, restart } from '../../act/roles.js';
import { note } from '../../log.js';
import type { Node } from '../../model/node.js';
import type { Primitive } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import type { ActKind } from '../act.js';
import { kindOf } from '../kinds.js';

const SOURCE = 'pcmk__primitive_create_actions';

export const act: ActKind<Primitive> = {
  createActions(primitive) {
    if (primitive.nextRole === Role.unknown) primitive.nextRole = primitive.assigned ? Role.started : Role.stopped;
    const active = kindOf(primitive).status.activeNode(primitive);
    abortDanglingMigrations(primitive);

    const { assigned } = primitive;
    const current = active.node;
    const isMoving = current && assigned && current !== assigned && primitive.nextRole >= Role.started;
    let mayMigrate = Boolean(isMoving) && canMigrate(primitive, current);
    let needsStop = Boolean(isMoving);
    let multiplyActive = false;
    if (continuesMigration(primitive, current, mayMigrate, active.all)) {
      // The target is still what it was when the migration began
    } else if (primitive.migrationSource || primitive.migrationTarget) {
      giveUpMigration(primitive, active.all);
      needsStop = true;
      mayMigrate = false;
    } else {
      const { requires } = primitive;
      const needsFencing = requires === 'fencing' || requires === 'unfencing';
      multiplyActive = (needsFencing ? active.all : active.clean) > 1;
    }
    primitive.stopUnexpected = multiplyActive && primitive.multipleActive === 'stop_unexpected';
    if (multiplyActive && recovers(primitive, active.all)) needsStop = true;

    // What a pending start will end in has to be waited for
    if (primitive.startPending) startAction(primitive, assigned, true).alwaysInGraph = true;
    const needsPromote = needsPromotion(primitive, Boolean(isMoving));
    if (needsRecovery(primitive, Boolean(isMoving), current)) needsStop = true;
    restart(primitive, current, needsStop, needsPromote);
    goToNextRole(primitive);
    createRecurring(primitive);
    if (mayMigrate && current) migrate(primitive, current);
  },

  probe: probePrimitive,
};

function continuesMigration(
  { migrationSource, migrationTarget, assigned }: Primitive,
  current: Node | undefined,
  mayMigrate: boolean,
  activeNodes: number,
): boolean {
  if (!migrationSource || !migrationTarget || !mayMigrate || activeNodes !== 2) return false;
  return current === migrationSource && assigned === migrationTarget;
}

function giveUpMigration(primitive: Primitive, activeNodes: number): void {
  const { id, cluster, migrationSource, migrationTarget } = primitive;
  const from = migrationSource?.name ?? 'unspecified node';
  const to = migrationTarget?.name ?? 'unspecified node';
  const why =
    activeNodes > 2
      ? `is migrating from ${from} to ${to} and possibly active elsewhere`
      : `can no longer migrate from ${from} to ${to}`;
  note(cluster, 'notice', SOURCE, `Forcing recovery of ${id} because it ${why}`);
  primitive.migrationSource = undefined;
  primitive.migrationTarget = undefined;
}

/** Active more than once: complain, and tell whether it is stopped for that. */
function recovers(primitive: Primitive, activeNodes: number): boolean {
  const { id, cluster, multipleActive, xml } = primitive;
  const attempt = ATTEMPTS[multipleActive];
  const standard = xml.get('class') ?? 'Untyped';
  const text = `${standard} resource ${id} might be active on ${activeNodes} nodes (${attempt})`;
  note(cluster, 'error', SOURCE, text);
  const more =
    'For more information, see "What are multiply active resources?" at https://projects.clusterlabs.org/w/clusterlabs/faq/';
  note(cluster, 'notice', SOURCE, more);
  return multipleActive === 'stop_start' || multipleActive === 'stop_unexpected';
}

const ATTEMPTS = {
  stop_start: 'attempting recovery',
  stop_unexpected: 'stopping unexpected instances',
  stop_only: 'stopping all',
  block: 'blocking',
} as const;

const needsPromotion = ({ failed, stopIfFailed, nextRole }: Primitive, isMoving: boolean): boolean =>
  !isMoving && failed && !stopIfFailed && nextRole === Role.promoted;

/** Whether a resource that stays where it is must be stopped, to be started again if it can. */
function needsRecovery(primitive: Primitive, isMoving: boolean, current: Node | undefined): boolean {
  if (isMoving) return false;
  if (primitive.failed) return primitive.stopIfFailed;
  if (primitive.blocked) return true;
  if (primitive.role <= Role.started || !current || !primitive.assigned) return false;
  return !startAction(primitive, primitive.assigned, true).optional;
}
