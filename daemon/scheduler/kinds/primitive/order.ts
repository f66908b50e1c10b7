import { orderAfterRoom } from '../../act/room.js';
import { orderRestartByUnfencing } from '../../act/unfence.js';
import { Relation } from '../../model/action.js';
import { compareNames } from '../../model/names.js';
import { topResource } from '../../model/relations.js';
import type { Primitive } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import { orderActions, orderStarts, orderStops } from '../../order/new.js';
import { updateOrdered } from '../../order/ordered.js';
import type { OrderKind } from '../order.js';
import { guestConnectionOf } from './launcher.js';

export const order: OrderKind<Primitive> = {
  orderParts(primitive) {
    if (!primitive.managed) return;
    const restart = Relation.ordered | Relation.firstImpliesThen | Relation.intermediateStop;
    orderActions(primitive, 'stop', primitive, 'start', restart);
    if (topResource(primitive).promotable || primitive.role > Role.unpromoted) {
      orderActions(primitive, 'demote', primitive, 'stop', Relation.promotedThenImpliesFirst);
      orderActions(primitive, 'start', primitive, 'promote', Relation.unrunnableFirstBlocks);
    }
    // A node where it is probed must have nothing of its history cleared
    const cleared = Relation.ifOnSameNode | Relation.thenCancelsFirst;
    orderActions(primitive, 'lrm_delete', primitive, 'monitor', cleared);
    orderByNodes(primitive);
    if (primitive.launcher) orderWithLauncher(primitive);
  },

  flagsOf: (action) => action.flags,
  update: updateOrdered,
};

function orderByNodes(primitive: Primitive): void {
  const { cluster, fenceDevice, requires, utilization, candidates } = primitive;
  const needsUnfencing = cluster.enableUnfencing && !fenceDevice && requires === 'unfencing';
  const needsRoom = utilization.size > 0 && cluster.options.placementStrategy !== 'default';
  if (!needsUnfencing && !needsRoom) return;
  const nodes = [...candidates.nodes].sort((a, b) => compareNames(a.name, b.name));
  if (needsUnfencing) for (const node of nodes) orderRestartByUnfencing(primitive, node);
  if (needsRoom) orderAfterRoom(primitive, nodes);
}

/** It starts after what launches it, and stops before. */
function orderWithLauncher(primitive: Primitive): void {
  const launcher = primitive.launcher;
  if (!launcher) return;
  if (primitive.isRemoteConnection) {
    // A probe may find the container active, so that the connection need not be recovered
    orderActions(launcher, 'monitor', primitive, 'stop', Relation.ordered);
  } else if (launcher.isRemoteConnection || guestConnectionOf(launcher)) return;
  orderStarts(launcher, primitive, Relation.firstImpliesThen | Relation.unrunnableFirstBlocks);
  orderStops(primitive, launcher, Relation.thenImpliesFirst);
}
