import type { Element } from '../../../cib/xml/element.js';
import type { Node } from '../model/node.js';
import type { Resource, ResourceBase } from '../model/resource.js';
import type { Role } from '../model/role.js';
import type { ActKind } from './act.js';
import type { GraphKind } from './graph.js';
import type { OrderKind } from './order.js';
import type { PlaceKind } from './place.js';

/**
 * Makes the resource of an element, as a part of another.
 * @param instance number of an instance of a clone, for it and all inside it
 * @returns undefined if its configuration cannot be used, which is logged
 */
export type Build = (element: Element, parent: Resource, instance?: string) => Resource | undefined;

/** What the passes ask of a kind of resource: each pass adds its own part. */
export interface Kind<R extends Resource = Resource> {
  readonly unpack: UnpackKind<R>;
  readonly status: StatusKind<R>;
  readonly place: PlaceKind<R>;
  readonly act: ActKind<R>;
  readonly order: OrderKind<R>;
  readonly graph: GraphKind<R>;
}

export interface UnpackKind<R extends Resource> {
  /** A resource of this kind, of what all kinds have in common and the defaults of its own. */
  create(base: ResourceBase): R;
  /**
   * Read what this kind has of its own, and make the resources inside it.
   * @returns false if the configuration cannot be used, which is logged
   */
  unpack(resource: R, build: Build): boolean;
}

/** Questions about the state that was found. */
export interface StatusKind<R extends Resource> {
  /** Whether all of it (or any of it) is active somewhere. */
  isActive(resource: R, all: boolean): boolean;
  /** The highest role of anything inside it. */
  role(resource: R): Role;
  /** Nodes where it is active, and how many they are, all and clean ones. */
  activeNode(resource: R): { readonly node: Node | undefined; readonly all: number; readonly clean: number };
  /** How many instances of it may be active on a node. */
  maxPerNode(resource: R): number;
  /** Primitives in it, in the order in which they are counted; removed and stopped ones too. */
  primitives(resource: R): Iterable<Resource>;
}
