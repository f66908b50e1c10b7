import type { DateTime } from '../../../cib/time/date.js';
import type { Element } from '../../../cib/xml/element.js';
import type { Action, Ordering } from './action.js';
import type { Colocation, Location, Tag, Ticket } from './constraint.js';
import type { Finding, LogEntry } from './finding.js';
import type { Node } from './node.js';
import type { Resource } from './resource.js';

export type NoQuorumPolicy = 'stop' | 'ignore' | 'freeze' | 'suicide' | 'demote';
export type PlacementStrategy = 'default' | 'utilization' | 'balanced' | 'minimal';

/** Cluster options, parsed once. Times in milliseconds. */
export interface ClusterOptions {
  /** All of them as text, defaults filled in. */
  readonly text: ReadonlyMap<string, string>;
  readonly symmetric: boolean;
  readonly maintenanceMode: boolean;
  readonly fencingEnabled: boolean;
  readonly fencingAction: string;
  readonly fencingTimeoutMs: number;
  readonly concurrentFencing: boolean;
  readonly startupFencing: boolean;
  readonly haveWatchdog: boolean;
  readonly priorityFencingDelayMs: number;
  readonly nodePendingTimeoutMs: number;
  readonly shutdownLock: boolean;
  readonly shutdownLockLimitMs: number;
  noQuorumPolicy: NoQuorumPolicy;
  readonly stopAll: boolean;
  readonly stopRemovedResources: boolean;
  readonly cancelRemovedActions: boolean;
  readonly startupProbes: boolean;
  readonly startFailureIsFatal: boolean;
  readonly placementStrategy: PlacementStrategy;
  readonly clusterDelay: string;
  readonly fenceRemoteWithoutQuorum: boolean;
}

/** What the caller wants of this run. */
export interface RunOptions {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  readonly localNode?: string;
  /** Collect allocation scores, and utilization, for output. */
  readonly scores?: boolean;
  readonly utilization?: boolean;
  /** Stop after the status and node health. */
  readonly validateOnly?: boolean;
  /** Stop after location constraints, without status. */
  readonly locationOnly?: boolean;
  readonly noCounts?: boolean;
}

/** All that is known and decided in one run: filled by the passes, in order. */
export interface Cluster {
  readonly cib: Element;
  readonly run: RunOptions;
  readonly now: DateTime;
  readonly options: ClusterOptions;

  // From unpack
  quorate: boolean;
  dc: Node | undefined;
  haveFencing: boolean;
  haveRemoteNodes: boolean;
  enableUnfencing: boolean;
  readonly nodes: Node[];
  readonly nodesById: Map<string, Node>;
  readonly nodesByName: Map<string, Node>;
  /** Top level. */
  readonly resources: Resource[];
  readonly resourcesById: Map<string, Resource>;
  readonly templates: Map<string, Tag>;
  readonly tags: Map<string, Tag>;
  readonly tickets: Map<string, Ticket>;
  /** History entries of failed operations, as `crm_mon` shows them. */
  readonly failedOperations: Element[];
  /** Containers that must be stopped. */
  readonly stopNeeded: Resource[];
  readonly locations: Location[];
  readonly colocations: Colocation[];
  readonly orderings: Ordering[];
  instanceCount: number;
  disabledCount: number;
  blockedCount: number;

  // From act and order
  readonly actions: Action[];
  readonly actionsByKey: Map<string, Action[]>;
  nextActionId: number;
  nextOrderingId: number;

  /** Seconds since 1970 at which to decide again at the latest; 0 if nothing is due. */
  recheckBy: number;
  readonly findings: Finding[];
  readonly log: LogEntry[];
}
