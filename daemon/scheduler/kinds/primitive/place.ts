import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { note } from '../../log.js';
import { forbidEverywhere } from '../../model/candidates.js';
import type { Colocation } from '../../model/constraint.js';
import type { Node } from '../../model/node.js';
import type { Primitive } from '../../model/resource.js';
import { Role, roleName } from '../../model/role.js';
import { asCandidate, assign } from '../../place/assign.js';
import { addNeeds } from '../../place/capacity.js';
import { assignBest } from '../../place/choose.js';
import { affects } from '../../place/colocation/affects.js';
import { applyToPriority, applyToScores } from '../../place/colocation/apply.js';
import { notePlacement } from '../../place/colocation/effect.js';
import {
  addAllTo,
  addExplicitTo,
  byDependent,
  byPrimary,
  colocationsOf,
  colocationsWithThis,
} from '../../place/colocation/lists.js';
import { addColocatedScores, addDependent } from '../../place/colocation/spread.js';
import { applyLocation } from '../../place/location.js';
import { lockToNode } from '../../place/lock.js';
import { anyCandidateAvailable, forgetStates } from '../../place/nodes.js';
import { recordScores } from '../../place/scores.js';
import { collectTogether } from '../../place/utilization.js';
import { kindOf } from '../kinds.js';
import type { PlaceKind } from '../place.js';
import { colocateWithLauncher } from './launcher.js';

export const place: PlaceKind<Primitive> = {
  assign(primitive, preferred, stopIfFail) {
    const { parent } = primitive;
    if (parent && !parent.assigning) kindOf(parent).place.assign(parent, preferred, stopIfFail);
    if (!primitive.unassigned) return primitive.assigned;
    if (primitive.assigning) return undefined;
    primitive.assigning = true;
    notePlacement(primitive);
    applyColocations(primitive);
    settleRole(primitive);
    recordScores(primitive, 'pcmk__primitive_assign');
    chooseNode(primitive, preferred, stopIfFail);
    primitive.assigning = false;
    notePlacement(primitive);
    if (primitive.isRemoteConnection) settleRemoteNode(primitive);
    return primitive.assigned;
  },

  colocateParts: colocateWithLauncher,
  applyLocation: (primitive, location) => applyLocation(primitive, location),
  lockToNode,
  nextRole: ({ nextRole }) => nextRole,

  dependOn: (dependent, primary, colocation) => kindOf(primary).place.attract(dependent, primary, colocation),

  attract(dependent, primary, colocation) {
    const what = affects(dependent, primary, colocation);
    if (what === 'role') return applyToPriority(dependent, primary, colocation);
    if (what === 'location') applyToScores(dependent, primary, colocation);
    return 0;
  },

  collectWithThis(primitive, origin, list) {
    const { parent, withThis } = primitive;
    if (primitive !== origin) return addExplicitTo(list, withThis, byDependent);
    addAllTo(list, withThis, byDependent);
    if (parent) kindOf(parent).place.collectWithThis(parent, origin, list);
  },

  collectThisWith(primitive, origin, list) {
    const { parent, with: own } = primitive;
    if (primitive !== origin) return addExplicitTo(list, own, byPrimary);
    addAllTo(list, own, byPrimary);
    if (parent) kindOf(parent).place.collectThisWith(parent, origin, list);
  },

  addScores: addColocatedScores,
  collectTogether,

  addUtilization(primitive, _origin, _all, sum) {
    if (primitive.unassigned) addNeeds(sum, primitive);
  },
};

const isMandatory = ({ score }: Colocation): boolean => Math.abs(score) >= INFINITY_SCORE;

/** Mandatory colocations come first, so that as many of them as can be are satisfied. */
function applyColocations(primitive: Primitive): void {
  // Copies: assigning a bundle may colocate more
  const own = [...colocationsOf(primitive)];
  const withThis = [...colocationsWithThis(primitive)];
  for (const mandatory of [true, false]) {
    for (const each of own) if (isMandatory(each) === mandatory) followPrimary(primitive, each);
    for (const each of withThis) if (isMandatory(each) === mandatory) addDependent(each, primitive);
  }
}

function followPrimary(primitive: Primitive, colocation: Colocation): void {
  const { primary, score, dependentRole } = colocation;
  const optional = dependentRole >= Role.promoted || (score < 0 && score > -INFINITY_SCORE);
  const before = optional ? primitive.candidates.scores.slice() : [];
  if (primary.unassigned) kindOf(primary).place.assign(primary, undefined, true);
  const { ledger } = primitive.cluster;
  const position = ledger?.position ?? 0;
  place.dependOn(primitive, primary, colocation);
  if (!optional || anyCandidateAvailable(primitive.candidates)) return;
  for (let i = 0; i < before.length; i++) primitive.candidates.scores[i] = before[i] as number;
  ledger?.rewind(position, new Set([primitive]));
}

function settleRole(primitive: Primitive): void {
  const { cluster, nextRole, role } = primitive;
  if (nextRole === Role.stopped) forbidEverywhere(primitive, { source: 'role' });
  else if (nextRole > role && !cluster.quorate && cluster.options.noQuorumPolicy === 'freeze') {
    const step = `from ${roleName(role)} to ${roleName(nextRole)}`;
    const text = `Resource ${primitive.id} cannot be elevated ${step} due to no-quorum-policy=freeze`;
    note(cluster, 'notice', 'pcmk__primitive_assign', text);
    primitive.nextRole = role;
  }
}

function chooseNode(primitive: Primitive, preferred: Node | undefined, stopIfFail: boolean): void {
  const { cluster } = primitive;
  // Without a device, fencing could not make it safe to move anything
  if (cluster.options.fencingEnabled && !cluster.haveFencing) primitive.managed = false;
  if (!primitive.managed) {
    primitive.nextRole = primitive.role;
    const { node } = kindOf(primitive).status.activeNode(primitive);
    assign(primitive, node && asCandidate(node), true, stopIfFail);
  } else if (cluster.options.stopAll) assign(primitive, undefined, true, stopIfFail);
  else assignBest(primitive, preferred, stopIfFail);
}

/** A remote node will be there if its connection is assigned. */
function settleRemoteNode(connection: Primitive): void {
  const node = connection.cluster.nodesByName.get(connection.id.toLowerCase());
  if (!node) return;
  forgetStates(connection.cluster);
  if (!connection.assigned || connection.nextRole === Role.stopped) node.shutdown = true;
  else {
    node.online = true;
    if (!node.seen) node.unclean = false;
  }
}
