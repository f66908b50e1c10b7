import type { Bundle, Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import { countActive } from '../active.js';
import type { StatusKind } from '../kind.js';
import { kindOf } from '../kinds.js';

export const status: StatusKind<Bundle> = {
  isActive(bundle, all) {
    for (const resource of parts(bundle)) {
      if (kindOf(resource).status.isActive(resource, all) !== all) return !all;
    }
    return all;
  },
  role: () => Role.unknown,
  activeNode(bundle) {
    const active = bundle.replicas
      .map(({ container }) => container)
      .filter(({ activeNodes }) => activeNodes.length > 0);
    const [only, ...others] = active;
    if (!only) return { node: undefined, all: 0, clean: 0 };
    if (others.length === 0) return kindOf(only).status.activeNode(only);
    return countActive(bundle, new Set(active.flatMap(({ activeNodes }) => activeNodes)));
  },
  maxPerNode: ({ replicasPerHost }) => replicasPerHost,
  *primitives(bundle) {
    for (const resource of parts(bundle)) yield* kindOf(resource).status.primitives(resource);
  },
};

/** What its replicas are made of. */
function* parts({ replicas }: Bundle): IterableIterator<Resource> {
  for (const { ip, child, container, remote } of replicas) {
    for (const part of [ip, child, container, remote]) if (part) yield part;
  }
}
