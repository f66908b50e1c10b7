import type { Colocation, Location } from '../model/constraint.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import type { Role } from '../model/role.js';
import type { ScoreTable } from '../place/score-table.js';

/** How scores are taken along colocations, from one resource to the next. */
export interface Follow {
  /** Follow what the source is colocated with, rather than what is colocated with it. */
  readonly thisWith?: boolean;
  /** A node that would go below zero by this is left as it was. */
  readonly nonNegative?: boolean;
  /** Give up what would leave no node available. */
  readonly active?: boolean;
}

/** What the placement asks of a kind of resource. */
export interface PlaceKind<R extends Resource = Resource> {
  /**
   * Choose nodes for the resource and all inside it.
   * @param preferred taken if no other node is better
   * @param stopIfFail if there is no node, the resource is to be stopped; otherwise this can be tried again
   * @returns the node, of a primitive (or, of a group, its first member)
   */
  assign(resource: R, preferred: Node | undefined, stopIfFail: boolean): Node | undefined;
  /** Colocations that follow from what the resource is, between it or parts of it and others. */
  colocateParts(resource: R): void;
  applyLocation(resource: R, location: Location): void;
  /** Keep it to a node that shuts down, if it is locked to that. */
  lockToNode(resource: R): void;
  /** Role it will have. */
  nextRole(resource: R): Role;

  /**
   * As the dependent: take a colocation's effect on node scores, or on the priority of promotion.
   * @returns what was added to the priority
   */
  dependOn(dependent: R, primary: Resource, colocation: Colocation): number;
  /** The same, as the primary, of a primitive that depends on it. */
  attract(dependent: Resource, primary: R, colocation: Colocation): number;
  /** Add to a list the colocations with the resource that bear on the origin: itself or a part of it. */
  collectWithThis(resource: R, origin: Resource, list: Colocation[]): void;
  /** Likewise those of the resource with others. */
  collectThisWith(resource: R, origin: Resource, list: Colocation[]): void;
  /**
   * Add the scores of the source, and of all that is colocated with it, to those of the target.
   * @param scores those of the target; without them the source is the target
   * @returns the sums, or the scores as they were
   */
  addScores(
    source: R,
    target: Resource | undefined,
    scores: ScoreTable | undefined,
    colocation: Colocation | undefined,
    factor: number,
    follow: Follow,
  ): ScoreTable | undefined;

  /** Add to the set all that must run where the resource does. */
  collectTogether(resource: R, origin: Resource, found: Set<Resource>): void;
  /** Add what it needs of a node to a sum, but for what is assigned or summed on its own. */
  addUtilization(resource: R, origin: Resource, all: ReadonlySet<Resource>, sum: Map<string, number>): void;
}
