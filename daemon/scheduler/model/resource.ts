import type { Element } from '../../../cib/xml/element.js';
import type { OperationConfig } from '../operations/config.js';
import type { Action } from './action.js';
import type { Candidates } from './candidates.js';
import type { Cluster } from './cluster.js';
import type { Colocation, Location, TicketConstraint } from './constraint.js';
import type { Node } from './node.js';
import type { Notification } from './notification.js';
import type { Role } from './role.js';

export type MultipleActive = 'stop_start' | 'stop_only' | 'block' | 'stop_unexpected';

/** What must hold before a resource may be started or recovered. */
export type Requires = 'nothing' | 'quorum' | 'fencing' | 'unfencing';

/** What all kinds of resource have in common. */
export interface ResourceBase {
  readonly cluster: Cluster;
  /** Of an instance of a unique clone, with `:N`. */
  readonly id: string;
  /** Name in the operation history, where it is not the id: without `:N` for active instances of anonymous clones. */
  historyId: string | undefined;
  /** Configuration, template expanded; instances of a clone share it. Never to be changed. */
  readonly xml: Element;
  /** Configuration as it stands, before template expansion. */
  readonly originalXml: Element;
  /** The `operations` element, template expanded. */
  readonly operations: Element | undefined;
  /** What is in there, once it is read. */
  configured: readonly OperationConfig[] | undefined;
  readonly parent: Resource | undefined;
  readonly children: Resource[];
  readonly meta: Map<string, string>;
  readonly utilization: Map<string, string>;
  /** Parameters by node name ('' where no node is at hand), since rules may make them differ. */
  readonly parameterCache: Map<string, ReadonlyMap<string, string>>;

  // Wishes
  priority: number;
  stickiness: number;
  failureTimeoutMs: number;
  migrationThreshold: number;
  remoteReconnectMs: number;
  multipleActive: MultipleActive;
  requires: Requires;
  managed: boolean;
  maintenance: boolean;
  critical: boolean;
  notify: boolean;
  /** Not an instance of an anonymous clone. */
  unique: boolean;
  promotable: boolean;
  migratable: boolean;
  exclusiveProbes: boolean;
  remoteNestingAllowed: boolean;

  // What is
  blocked: boolean;
  failed: boolean;
  failureIgnored: boolean;
  /** Active, but no longer configured. */
  removed: boolean;
  /** Removed, and was launched by another resource. */
  removedLaunched: boolean;
  startPending: boolean;
  /** Multiply active, of which only the unexpected ones are to be stopped. */
  stopUnexpected: boolean;
  stopIfFailed: boolean;
  fenceDevice: boolean;
  isRemoteConnection: boolean;
  isReplicaContainer: boolean;
  role: Role;
  activeNodes: Node[];
  /** Where its state is known, from the history. */
  readonly probed: Map<Node, Node>;
  pendingAction: string | undefined;
  pendingNode: Node | undefined;
  lockNode: Node | undefined;
  /** Seconds since 1970 at which the shutdown lock began. */
  lockTime: number;
  migrationSource: Node | undefined;
  migrationTarget: Node | undefined;
  readonly danglingMigrationSources: Node[];
  /** What starts this one: the container of a guest, or what `container` names. */
  launcher: Resource | undefined;
  readonly launched: Resource[];

  // Placement
  candidates: Candidates;
  nextRole: Role;
  assigned: Node | undefined;
  /** What that node was worth when it was chosen. */
  assignedScore: number;
  unassigned: boolean;
  assigning: boolean;
  updatingCandidates: boolean;
  promotionPriority: number;
  readonly locations: Location[];
  readonly tickets: TicketConstraint[];
  /** Colocations of this resource with others, and of others with it. */
  readonly with: Colocation[];
  readonly withThis: Colocation[];

  // Actions
  /** Oldest first. */
  readonly actions: Action[];
  /** The same by their key without the id of the resource: `TASK`, or `TASK_INTERVAL` of recurring ones. */
  readonly actionsByTask: Map<string, Action[]>;
  /** Grows with every action of it, or of anything inside it, and with every change of their flags. */
  actionChanges: number;
  restarting: boolean;
  reload: boolean;
  visited: boolean;
}

export interface Primitive extends ResourceBase {
  readonly kind: 'primitive';
  readonly agent: { readonly class: string; readonly provider: string | undefined; readonly type: string };
}

export interface Group extends ResourceBase {
  readonly kind: 'group';
  /** Members start and stop in order. */
  ordered: boolean;
  /** Members run together. */
  colocated: boolean;
}

export interface Clone extends ResourceBase {
  readonly kind: 'clone';
  cloneMax: number;
  cloneNodeMax: number;
  promotedMax: number;
  promotedNodeMax: number;
  promotedInstances: number;
  ordered: boolean;
  interleave: boolean;
  /** Instances ever made, removed ones included. */
  totalClones: number;
  /** Promotion scores have been added to the scores of nodes. */
  promotionAdded: boolean;
  /** Colocations have been added to the priorities of promotion. */
  promotionConstrained: boolean;
  /** Of start, stop, promote and demote of instances, if these are to be notified. */
  readonly notifications: Map<string, Notification>;
  /** What is cloned, with parameters and meta-attributes of the clone. */
  childXml: Element;
}

/** One replica of a bundle: the resources that are made for it. */
export interface Replica {
  readonly offset: number;
  ipAddress: string | undefined;
  child: Resource | undefined;
  container: Resource;
  ip: Resource | undefined;
  remote: Resource | undefined;
  /** The guest node that the replica makes, as the child sees it. */
  node: Node | undefined;
}

export interface Bundle extends ResourceBase {
  readonly kind: 'bundle';
  engine: 'docker' | 'podman';
  image: string | undefined;
  readonly replicas: Replica[];
  replicaCount: number;
  replicasPerHost: number;
  promotedMax: number;
  /** The clone made of the bundled primitive. */
  child: Clone | undefined;
}

export type Resource = Primitive | Group | Clone | Bundle;
