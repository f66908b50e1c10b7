import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { isTrue } from '../../../../cib/options/read.js';
import { configError, note } from '../../log.js';
import { addScores } from '../../model/candidates.js';
import type { Colocation } from '../../model/constraint.js';
import type { Node } from '../../model/node.js';
import type { Clone, Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import { assign } from '../../place/assign.js';
import { keepTo } from '../../place/colocation/apply.js';
import { notePlacement } from '../../place/colocation/effect.js';
import { addAllTo, byDependent, byPrimary, colocationsOf, colocationsWithThis } from '../../place/colocation/lists.js';
import { addColocatedScores, addDependent } from '../../place/colocation/spread.js';
import { compareNumbers, sortInstances } from '../../place/compare-instances.js';
import { isBlocked, placedInstances } from '../../place/compatible.js';
import { assignInstances } from '../../place/instances.js';
import { applyLocation } from '../../place/location.js';
import { highestNextRole } from '../../place/role.js';
import { recordScores } from '../../place/scores.js';
import { sortAsList } from '../../place/sort.js';
import { collectTogether } from '../../place/utilization.js';
import { assignedNode } from '../../place/whereabouts.js';
import { kindOf } from '../kinds.js';
import type { PlaceKind } from '../place.js';
import { attractByRole, attractPromoted } from './attract.js';
import { addPromotionScores, chooseRoles } from './promote.js';

export const place: PlaceKind<Clone> = {
  assign(clone, preferred, stopIfFail) {
    if (!clone.unassigned || clone.assigning) return undefined;
    clone.assigning = true;
    notePlacement(clone);
    if (clone.promotable) addPromotionScores(clone);
    for (const { primary } of [...colocationsOf(clone)]) kindOf(primary).place.assign(primary, preferred, stopIfFail);
    for (const colocation of colocationsWithThis(clone)) addDependent(colocation, clone);
    recordScores(clone, 'pcmk__clone_assign');
    sortInstances(clone.children);
    assignInstances(clone, clone.children, { total: clone.cloneMax, perNode: clone.cloneNodeMax });
    if (clone.promotable) chooseRoles(clone);
    clone.unassigned = false;
    clone.assigning = false;
    notePlacement(clone);
    return undefined;
  },

  colocateParts(clone) {
    if (clone.ordered) sortAsList(clone.children, compareNumbers);
    for (const instance of clone.children) kindOf(instance).place.colocateParts(instance);
  },

  applyLocation(clone, location) {
    applyLocation(clone, location);
    for (const instance of clone.children) kindOf(instance).place.applyLocation(instance, location);
  },

  // Clones are not locked to a node
  lockToNode() {},

  nextRole: highestNextRole,

  dependOn(clone) {
    throw new Error(`${clone.id} is placed by its instances`);
  },

  attract(dependent, clone, colocation) {
    if (clone.unassigned) return 0;
    if (clone.promotable && colocation.primaryRole !== Role.unknown) {
      if (dependent.unassigned) {
        attractByRole(dependent, clone, colocation);
        return 0;
      }
      if (colocation.dependentRole === Role.promoted) return attractPromoted(dependent, clone, colocation);
    }
    if (interleaves(colocation)) return attractInterleaved(dependent, clone, colocation);
    if (colocation.score >= INFINITY_SCORE) {
      keepTo(dependent, nodesOf(clone), false, colocation);
      return 0;
    }
    let delta = 0;
    for (const instance of clone.children) {
      delta = addScores(delta, kindOf(instance).place.attract(dependent, instance, colocation));
    }
    return delta;
  },

  collectWithThis(clone, origin, list) {
    addAllTo(list, clone.withThis, byDependent);
    if (clone.parent) kindOf(clone.parent).place.collectWithThis(clone.parent, origin, list);
  },

  collectThisWith(clone, origin, list) {
    addAllTo(list, clone.with, byPrimary);
    if (clone.parent) kindOf(clone.parent).place.collectThisWith(clone.parent, origin, list);
  },

  addScores: addColocatedScores,
  collectTogether,

  addUtilization(clone, origin, all, sum) {
    if (!clone.unassigned) return;
    let counted = false;
    for (const instance of clone.children) {
      if (all.has(instance)) counted = true;
      else if (instance.children.some((member) => all.has(member))) {
        kindOf(instance).place.addUtilization(instance, origin, all, sum);
        counted = true;
      }
    }
    const [first] = clone.children;
    if (!counted && first) kindOf(first).place.addUtilization(first, origin, all, sum);
  },
};

/** Nodes where instances that are not blocked will be. */
function nodesOf(clone: Clone): Map<Node, number> {
  const nodes = new Map<Node, number>();
  for (const instance of clone.children) {
    const node = assignedNode(instance);
    if (node && !isBlocked(instance)) nodes.set(node, node.score);
  }
  return nodes;
}

/** Whether each instance of the dependent goes with one of the primary. */
function interleaves({ dependent, primary }: Colocation): boolean {
  if (dependent.kind !== 'clone' && dependent.kind !== 'bundle') return false;
  if (!isTrue(dependent.meta.get('interleave'))) return false;
  if (maxPerNode(dependent) === maxPerNode(primary)) return true;
  const why = 'because they do not support the same number of instances per node';
  configError(dependent.cluster, 'can_interleave', `Cannot interleave ${dependent.id} and ${primary.id} ${why}`);
  return false;
}

const maxPerNode = (resource: Resource): number => kindOf(resource).status.maxPerNode(resource);

function attractInterleaved(dependent: Resource, clone: Clone, colocation: Colocation): number {
  const instance = placedInstances(clone).compatibleWith(dependent);
  if (instance) return kindOf(dependent).place.dependOn(dependent, instance, colocation);
  if (colocation.score >= INFINITY_SCORE) {
    const text = `${dependent.id} cannot run because it cannot interleave with any instance of ${clone.id}`;
    note(clone.cluster, 'notice', 'pcmk__clone_apply_coloc_score', text);
    assign(dependent, undefined, true, true);
  }
  return 0;
}
