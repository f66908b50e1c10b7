import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { isGuest, outermost, topResource } from '../model/relations.js';
import type { Resource } from '../model/resource.js';

/**
 * A node attribute as a resource sees it: with target `host`, that of the host of the guest node's
 * container (where it is, or will be) takes the place of the guest's own.
 */
export function nodeAttribute(
  node: Node,
  name: string,
  target: string | undefined,
  when: 'current' | 'assigned',
): string | undefined {
  return attributeHolder(node, target, when)?.attributes.get(name);
}

function attributeHolder(node: Node, target: string | undefined, when: 'current' | 'assigned'): Node | undefined {
  if (!isGuest(node) || target?.toLowerCase() !== 'host') return node;
  const container = node.remote.launcher;
  return when === 'assigned' ? container.assigned : container.activeNodes[0];
}

/** Values of one node attribute as small numbers: equal when the texts are, case aside. */
export interface AttributeClasses {
  /** By node index. */
  readonly of: Int32Array;
  readonly count: number;
  /** Each node is alone in its class, whoever asks: so it is with names, unless there are guests. */
  readonly single: boolean;
}

/** What nodes without the attribute have in common. */
const UNSET = 0;

const classesOf = new WeakMap<Cluster, Map<string, AttributeClasses>>();

/** Classes of all nodes by an attribute. Attributes do not change while resources are placed. */
export function attributeClasses(cluster: Cluster, name: string): AttributeClasses {
  const known = classesOf.get(cluster) ?? new Map<string, AttributeClasses>();
  classesOf.set(cluster, known);
  const found = known.get(name);
  if (found) return found;
  const numbers = new Map<string, number>();
  const of = new Int32Array(cluster.nodes.length);
  for (const node of cluster.nodes) {
    const value = node.attributes.get(name)?.toLowerCase();
    if (value === undefined) continue;
    const number = numbers.get(value) ?? numbers.size + 1;
    numbers.set(value, number);
    of[node.index] = number;
  }
  const single = numbers.size === of.length && cluster.nodes.every(({ kind }) => kind !== 'guest');
  const classes = { of, count: numbers.size + 1, single };
  known.set(name, classes);
  return classes;
}

/** Class of a node by an attribute, for the colocations of a resource. */
export function attributeClass(node: Node | undefined, classes: AttributeClasses, resource: Resource): number {
  if (!node) return UNSET;
  if (node.kind !== 'guest') return classes.of[node.index] ?? UNSET;
  const holder = attributeHolder(node, colocationTarget(node, resource), 'assigned');
  return holder ? (classes.of[holder.index] ?? UNSET) : UNSET;
}

/** A bundled resource on its bundle's nodes is colocated by what the hosts are. */
function colocationTarget(node: Node, resource: Resource): string | undefined {
  const around = outermost(resource);
  if (
    node.remote?.parent &&
    outermost(node.remote).kind === 'bundle' &&
    around.kind === 'bundle' &&
    topResource(resource) === around.child
  ) {
    return 'host';
  }
  return resource.meta.get('container-attribute-target');
}
