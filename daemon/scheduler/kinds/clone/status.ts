import type { Clone, Resource } from '../../model/resource.js';
import { countActive } from '../active.js';
import { highestRole } from '../group/status.js';
import type { StatusKind } from '../kind.js';
import { kindOf } from '../kinds.js';

export const status: StatusKind<Clone> = {
  isActive: ({ children }, all) => {
    const active = (child: Resource): boolean => kindOf(child).status.isActive(child, all);
    return all ? children.every(active) : children.some(active);
  },
  role: ({ children }) => highestRole(children),
  activeNode: (clone) => countActive(clone, clone.activeNodes),
  maxPerNode: ({ cloneNodeMax }) => cloneNodeMax,
  *primitives({ children }) {
    for (const child of children) yield* kindOf(child).status.primitives(child);
  },
};
