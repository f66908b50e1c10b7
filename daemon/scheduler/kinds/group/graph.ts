import type { Group } from '../../model/resource.js';
import type { GraphKind } from '../graph.js';
import { kindOf } from '../kinds.js';

export const graph: GraphKind<Group> = {
  addActions(group, add) {
    add(group);
    for (const member of group.children) kindOf(member).graph.addActions(member, add);
  },

  addMeta() {},

  *listed(group) {
    for (const member of group.children) yield* kindOf(member).graph.listed(member);
  },
};
