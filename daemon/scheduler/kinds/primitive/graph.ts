import type { Primitive, Resource } from '../../model/resource.js';
import type { GraphKind } from '../graph.js';

export const graph: GraphKind<Primitive> = {
  addActions: (primitive, add) => add(primitive),

  addMeta(primitive, set) {
    for (const [name, as] of PASSED_ON) {
      const value = primitive.meta.get(name);
      if (value !== undefined) set(as, value);
    }
    // It may be launched itself, or as a part of what is: the outermost counts
    for (let up: Resource | undefined = primitive; up; up = up.parent) {
      if (up.launcher) set('CRM_meta_container', up.launcher.id);
    }
  },

  *listed(primitive) {
    yield primitive;
  },
};

const PASSED_ON = [
  ['clone', 'CRM_meta_clone'],
  ['remote-node', 'CRM_meta_remote_node'],
  ['external-ip', 'pcmk_external_ip'],
] as const;
