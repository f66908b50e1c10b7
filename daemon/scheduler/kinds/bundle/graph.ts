import type { Bundle } from '../../model/resource.js';
import type { GraphKind } from '../graph.js';
import { kindOf } from '../kinds.js';

export const graph: GraphKind<Bundle> = {
  addActions({ child, replicas }, add) {
    if (child) kindOf(child).graph.addActions(child, add);
    for (const { ip, container, remote } of replicas) {
      for (const part of [ip, container, remote]) if (part) kindOf(part).graph.addActions(part, add);
    }
  },

  addMeta() {},

  *listed({ replicas }) {
    for (const { ip, container, remote, child } of replicas) {
      for (const part of [ip, container, remote, child]) if (part) yield* kindOf(part).graph.listed(part);
    }
  },
};
