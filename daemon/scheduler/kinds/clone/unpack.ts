import { intAtLeast } from '../../../../cib/number/int.js';
import { isTrue } from '../../../../cib/options/read.js';
import type { Element } from '../../../../cib/xml/element.js';
import { configError, warnOnce } from '../../log.js';
import { within } from '../../model/relations.js';
import type { Clone, Resource, ResourceBase } from '../../model/resource.js';
import type { Build, UnpackKind } from '../kind.js';
import { checkInstances } from '../most-instances.js';

export const unpack: UnpackKind<Clone> = {
  create(base) {
    const own: Omit<Clone, keyof ResourceBase> = {
      kind: 'clone',
      cloneMax: 0,
      cloneNodeMax: 1,
      promotedMax: 0,
      promotedNodeMax: 0,
      promotedInstances: 0,
      ordered: false,
      interleave: false,
      totalClones: 0,
      promotionAdded: false,
      promotionConstrained: false,
      notifications: new Map(),
      childXml: base.xml,
    };
    return Object.assign(base, own);
  },

  unpack(clone, build) {
    readOptions(clone);
    const cloned = childOf(clone.xml);
    if (!cloned) {
      configError(clone.cluster, 'clone_unpack', `${clone.id} has nothing to clone`);
      return false;
    }
    clone.childXml = cloned;
    if (!clone.meta.has('resource-stickiness')) clone.meta.set('resource-stickiness', '1');
    clone.meta.set('globally-unique', String(clone.unique));
    checkInstances(clone.id, clone.cloneMax);
    // A clone of none still has one instance, which is never started.
    for (let made = 0; made < Math.max(1, clone.cloneMax); made++) {
      if (!addInstance(clone, build)) return false;
    }
    return true;
  },
};

const childOf = (xml: Element): Element | undefined => {
  for (const child of xml.elements()) if (child.name === 'primitive' || child.name === 'group') return child;
  return undefined;
};

function readOptions(clone: Clone): void {
  const { meta, cluster } = clone;
  if (clone.promotable) {
    clone.promotedMax = atLeast0(meta.get('promoted-max') ?? legacy(clone, 'promoted-max', 'master-max'), 1);
    const perNode = meta.get('promoted-node-max') ?? legacy(clone, 'promoted-node-max', 'master-node-max');
    clone.promotedNodeMax = atLeast0(perNode, 1);
  }
  clone.cloneNodeMax = atLeast0(meta.get('clone-node-max'), 1);
  clone.cloneMax = atLeast0(meta.get('clone-max'), Math.max(1, cluster.nodes.length));
  clone.ordered = isTrue(meta.get('ordered'));
  clone.interleave = isTrue(meta.get('interleave'));
  if (!clone.unique && clone.cloneNodeMax > 1) {
    const text = `Ignoring clone-node-max of ${clone.cloneNodeMax} for ${clone.id} because anonymous clones support only one instance per node`;
    configError(cluster, 'clone_unpack', text);
    clone.cloneNodeMax = 1;
  }
}

function legacy({ meta, id, cluster }: Clone, name: string, oldName: string): string | undefined {
  const value = meta.get(oldName);
  if (value === undefined) return undefined;
  const text = `Support for the ${oldName} meta-attribute (such as in ${id}) is deprecated and will be removed in a future release. Use the ${name} meta-attribute instead.`;
  warnOnce(cluster, 'unpack_meta_int', oldName, text);
  return value;
}

/** A number, 0 if it is negative or none; the default if nothing is given. */
function atLeast0(text: string | undefined, byDefault: number): number {
  return text === undefined ? byDefault : intAtLeast(0, text);
}

/** Make one more instance; one beyond clone-max counts as removed. */
export function addInstance(clone: Clone, build: Build): Resource | undefined {
  const removed = clone.totalClones >= clone.cloneMax;
  const instance = build(clone.childXml, clone, String(clone.totalClones));
  if (!instance) return undefined;
  clone.totalClones++;
  clone.children.push(instance);
  if (removed) for (const each of within(instance)) each.removed = true;
  instance.meta.set('clone-max', String(clone.cloneMax));
  return instance;
}
