import type { Primitive } from '../../model/resource.js';
import { countActive } from '../active.js';
import type { StatusKind } from '../kind.js';

export const status: StatusKind<Primitive> = {
  isActive: ({ activeNodes, managed }) => activeNodes.some((node) => node.unclean || node.online || !managed),
  role: ({ role }) => role,
  activeNode: (primitive) => countActive(primitive, primitive.activeNodes),
  maxPerNode: () => 1,
  *primitives(primitive) {
    yield primitive;
  },
};
