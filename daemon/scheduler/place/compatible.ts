import { kindOf } from '../kinds/kinds.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { Role } from '../model/role.js';
import { attributeClass, attributeClasses } from './attribute.js';
import { rankCandidates } from './nodes.js';
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
  const where = current ? currentNode(instance) : assignedNode(instance);
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
  const node = match.current ? currentNode(resource) : assignedNode(resource);
  if (node) return instances.find((instance) => matches(instance, node, match));
  const candidates = rankCandidates(resource.cluster, resource.candidates);
  for (const candidate of candidates) {
    const found = instances.find((instance) => matches(instance, candidate.node, match));
    if (found) return found;
  }
  return undefined;
}

/** Instances by node, in whatever role: where each of many is to be matched with one of many. */
export class InstancesByNode {
  private readonly byNode = new Map<Node, Resource>();

  /** @param current where they are, rather than where they will be */
  constructor(
    private readonly instances: readonly Resource[],
    private readonly current: boolean,
  ) {
    for (const instance of instances) {
      const node = this.nodeOf(instance);
      if (node && !isBlocked(instance) && !this.byNode.has(node)) this.byNode.set(node, instance);
    }
  }

  private nodeOf(resource: Resource): Node | undefined {
    return this.current ? currentNode(resource) : assignedNode(resource);
  }

  /** As `compatibleInstance`. */
  compatibleWith(resource: Resource): Resource | undefined {
    const node = this.nodeOf(resource);
    const found = node && this.byNode.get(node);
    if (node && (!found || this.nodeOf(found) === node)) return found;
    // One that is on no node yet, or what went with it was taken off its node meanwhile: both are rare
    return compatibleInstance(resource, this.instances, { role: Role.unknown, current: this.current });
  }
}

/** Instances of a clone; containers of a bundle. */
export const instancesOf = (resource: Resource): readonly Resource[] =>
  resource.kind === 'bundle' ? resource.replicas.map(({ container }) => container) : resource.children;
