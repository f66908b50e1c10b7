import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { configError } from '../../log.js';
import { addScores } from '../../model/candidates.js';
import type { Colocation } from '../../model/constraint.js';
import type { Node } from '../../model/node.js';
import type { Group, Resource } from '../../model/resource.js';
import { notePlacement } from '../../place/colocation/effect.js';
import { addAllTo, addTo, byDependent, byPrimary } from '../../place/colocation/lists.js';
import { applyLocation } from '../../place/location.js';
import { highestNextRole } from '../../place/role.js';
import { recordScores } from '../../place/scores.js';
import { collectTogether } from '../../place/utilization.js';
import { addColocation } from '../../unpack/constraints/new-colocation.js';
import { kindOf } from '../kinds.js';
import type { PlaceKind } from '../place.js';

const firstOf = ({ children }: Group): Resource | undefined => children[0];
const lastOf = ({ children }: Group): Resource | undefined => children[children.length - 1];

/** Whether all members run on one node. */
const isTogether = ({ colocated, parent }: Group): boolean => colocated || parent?.kind === 'clone';

export const place: PlaceKind<Group> = {
  assign(group, preferred, stopIfFail) {
    if (!group.unassigned) return group.assigned;
    if (group.assigning) return undefined;
    const first = firstOf(group);
    if (!first) {
      group.unassigned = false;
      return undefined;
    }
    group.assigning = true;
    notePlacement(group);
    group.role = first.role;
    recordScores(group, 'pcmk__group_assign');
    let firstNode: Node | undefined;
    for (const member of group.children) {
      const node = kindOf(member).place.assign(member, preferred, stopIfFail);
      firstNode ??= node;
    }
    group.nextRole = first.nextRole;
    group.assigning = false;
    notePlacement(group);
    group.unassigned = false;
    return group.colocated ? firstNode : undefined;
  },

  colocateParts(group) {
    let previous: Resource | undefined;
    for (const member of group.children) {
      kindOf(member).place.colocateParts(member);
      if (previous && group.colocated) {
        const influence = member.critical;
        addColocation({ id: '#group-members', dependent: member, primary: previous, score: INFINITY_SCORE, influence });
      }
      previous = member;
    }
  },

  applyLocation(group, location) {
    applyLocation(group, location);
    // Members that must follow the first only need to know the nodes
    const nodes = location.nodes.map((candidate) => ({ ...candidate, score: 0 }));
    group.children.forEach((member, i) => {
      applyLocation(member, location, group.colocated && i > 0 ? nodes : location.nodes);
    });
  },

  lockToNode(group) {
    for (const member of group.children) kindOf(member).place.lockToNode(member);
  },

  nextRole: highestNextRole,

  dependOn(group, primary, colocation) {
    const delta = dependMembers(group, primary, colocation);
    if (delta !== 0) group.priority = addScores(delta, group.priority);
    return delta;
  },

  attract(dependent, group, colocation) {
    if (group.unassigned) return 0;
    const mandatory = colocation.score >= INFINITY_SCORE;
    if (group.colocated) {
      const member = mandatory ? lastOf(group) : firstOf(group);
      return member ? kindOf(member).place.attract(dependent, member, colocation) : 0;
    }
    if (mandatory) {
      const text = `${dependent.id}: Cannot perform mandatory colocation with non-colocated group ${group.id}`;
      configError(group.cluster, 'colocate_with_group', text);
      return 0;
    }
    let delta = 0;
    for (const member of group.children) {
      delta = addScores(delta, kindOf(member).place.attract(dependent, member, colocation));
    }
    return delta;
  },

  collectWithThis(group, origin, list) {
    const { parent } = group;
    if (group.children.length === 0 || (origin !== group && origin !== lastOf(group))) return;
    addAllTo(list, group.withThis, byDependent);
    if (parent) kindOf(parent).place.collectWithThis(parent, origin, list);
    if (!group.colocated) return;
    for (const member of group.children) {
      if (member !== origin) kindOf(member).place.collectWithThis(member, origin, list);
    }
  },

  collectThisWith(group, origin, list) {
    const { parent } = group;
    if (group.children.length === 0) return;
    if (origin !== group && origin !== firstOf(group)) return collectPastUnmanaged(group, origin, list);
    addAllTo(list, group.with, byPrimary);
    if (parent) kindOf(parent).place.collectThisWith(parent, origin, list);
    if (!group.colocated) return;
    for (const member of group.children) {
      if (member !== origin) kindOf(member).place.collectThisWith(member, origin, list);
    }
  },

  addScores(group, target, scores, colocation, factor, follow) {
    if (group.updatingCandidates) return scores;
    // A group's own preference is that of its last member, which all others must suit
    const member = scores ? firstOf(group) : lastOf(group);
    if (!member) return scores;
    group.updatingCandidates = true;
    const sums = kindOf(member).place.addScores(member, target, scores, colocation, factor, follow);
    group.updatingCandidates = false;
    return sums;
  },

  collectTogether(group, origin, found) {
    if (!isTogether(group)) return collectTogether(group, origin, found);
    found.add(group);
    for (const member of group.children) kindOf(member).place.collectTogether(member, origin, found);
  },

  addUtilization(group, origin, all, sum) {
    if (!group.unassigned) return;
    const members = isTogether(group) ? group.children : group.children.slice(0, 1);
    for (const member of members) {
      if (member.unassigned && !all.has(member)) kindOf(member).place.addUtilization(member, origin, all, sum);
    }
  },
};

function dependMembers(group: Group, primary: Resource, colocation: Colocation): number {
  const first = firstOf(group);
  if (!first) return 0;
  if (group.colocated) return kindOf(first).place.dependOn(first, primary, colocation);
  if (colocation.score >= INFINITY_SCORE) {
    const text = `${group.id}: Cannot perform mandatory colocation between non-colocated group and ${primary.id}`;
    configError(group.cluster, 'colocate_group_with', text);
    return 0;
  }
  let delta = 0;
  for (const member of group.children) {
    // As with the peer, the member is asked as if it were the primary
    delta = addScores(delta, kindOf(member).place.attract(member, primary as typeof member, colocation));
  }
  return delta;
}

/** An unmanaged member may be anywhere: one after it keeps to the group's mandatory colocations on its own. */
function collectPastUnmanaged(group: Group, origin: Resource, list: Colocation[]): void {
  for (const member of group.children) {
    if (member === origin) return;
    if (member.managed) continue;
    for (const colocation of group.with) if (colocation.score === INFINITY_SCORE) addTo(list, colocation, byPrimary);
    return;
  }
}
