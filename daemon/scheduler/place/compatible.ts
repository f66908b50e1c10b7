import { kindOf } from '../kinds/kinds.js';
import type { Node } from '../model/node.js';
import type { Clone, Resource } from '../model/resource.js';
import { Role } from '../model/role.js';
import { attributeClass, attributeClasses } from './attribute.js';
import { bestCandidate } from './nodes.js';
import { assignedNode, currentNode } from './whereabouts.js';

/** What an instance must be like, to go with another. */
export interface Match {
  /** Unknown: any. */
  readonly role: Role;
  /** As it is now, rather than as it will be. */
  readonly current: boolean;
  /** Its node need only have the same value of this. */
  readonly attribute?: string;
}

/** Whether an instance is, or will be, on a node in a role. */
export function matches(instance: Resource, node: Node, { role, current, attribute }: Match): boolean {
  const { status, place } = kindOf(instance);
  if (role !== Role.unknown && role !== (current ? status.role(instance) : place.nextRole(instance))) return false;
  if (isBlocked(instance)) return false;
  const where = whereIs(instance, { current });
  if (!where) return false;
  if (attribute === undefined) return where === node;
  const classes = attributeClasses(instance.cluster, attribute);
  return attributeClass(where, classes, instance) === attributeClass(node, classes, instance);
}

/** Whether a resource, or anything inside it, is blocked. */
export const isBlocked = (resource: Resource): boolean => resource.blocked || resource.children.some(isBlocked);

/**
 * The instance of a clone (or container of a bundle) that goes with a resource: on its node, or while it
 * has none, on the best of its nodes that has one.
 */
export function compatibleInstance(
  resource: Resource,
  instances: readonly Resource[],
  match: Match,
): Resource | undefined {
  const node = whereIs(resource, match);
  if (node) return instances.find((instance) => matches(instance, node, match));
  const { cluster, candidates } = resource;
  const instanceOn = (on: Node) => instances.find((instance) => matches(instance, on, match));
  // Of the nodes where any instance is, as a rule, there are few
  const inhabited = match.attribute === undefined ? new Set(instances.map((each) => whereIs(each, match))) : undefined;
  const best = bestCandidate(cluster, candidates, undefined, (each) => {
    return inhabited?.has(each) !== false && instanceOn(each) !== undefined;
  });
  return best && instanceOn(best.node);
}

const whereIs = (resource: Resource, { current }: Pick<Match, 'current'>): Node | undefined =>
  current ? currentNode(resource) : assignedNode(resource);

/** Instances by node, in whatever role: where each of many is to be matched with one of many. */
export class InstancesByNode {
  private readonly byNode = new Map<Node, Resource>();

  constructor(
    private readonly instances: readonly Resource[],
    private readonly match: Pick<Match, 'current'>,
  ) {
    for (const instance of instances) {
      const node = whereIs(instance, match);
      if (node && !isBlocked(instance) && !this.byNode.has(node)) this.byNode.set(node, instance);
    }
  }

  /** As `compatibleInstance`. */
  compatibleWith(resource: Resource): Resource | undefined {
    const node = whereIs(resource, this.match);
    const found = node && this.byNode.get(node);
    if (node && (!found || whereIs(found, this.match) === node)) return found;
    // What went with it was taken off its node meanwhile
    if (node) return compatibleInstance(resource, this.instances, { role: Role.unknown, ...this.match });
    const { cluster, candidates } = resource;
    const best = bestCandidate(cluster, candidates, undefined, (each) => this.byNode.has(each));
    return best && this.byNode.get(best.node);
  }
}

interface Known {
  /** How far placement was. */
  readonly at: number;
  readonly byNode: InstancesByNode;
}

const known = new WeakMap<Resource, Known>();

/** Where the instances of a clone that is placed will be, looked up once for all instances of another. */
export function placedInstances(clone: Clone): InstancesByNode {
  const { placements } = clone.cluster;
  let found = known.get(clone);
  if (found?.at !== placements) {
    found = { at: placements, byNode: new InstancesByNode(clone.children, { current: false }) };
    known.set(clone, found);
  }
  return found.byNode;
}

/** Instances of a clone; containers of a bundle. */
export const instancesOf = (resource: Resource): readonly Resource[] =>
  resource.kind === 'bundle' ? resource.replicas.map(({ container }) => container) : resource.children;
