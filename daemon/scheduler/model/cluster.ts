import type { HealthScores } from '../../../cib/number/score.js';
import type { Finder } from '../../../cib/references/expand.js';
import type { DateTime } from '../../../cib/time/date.js';
import type { Element } from '../../../cib/xml/element.js';
import type { Action, Ordering } from './action.js';
import type { Colocation, Location, Tag, Ticket } from './constraint.js';
import type { Demand, ParameterCheck } from './demand.js';
import type { OperationDigest } from './digest.js';
import type { Finding, LogEntry } from './finding.js';
import type { Graph } from './graph.js';
import type { History } from './history.js';
import type { Ledger } from './ledger.js';
import type { Asked, Memory } from './memory.js';
import type { Node } from './node.js';
import type { Resource } from './resource.js';
import type { ScoreEntry } from './score.js';

export type NoQuorumPolicy = 'stop' | 'ignore' | 'freeze' | 'fence' | 'demote';
export type HealthStrategy = 'none' | 'migrate-on-red' | 'only-green' | 'progressive' | 'custom';
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
  readonly healthStrategy: HealthStrategy;
  /** What the names of node health are worth by that strategy. */
  readonly healthScores: HealthScores;
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
  /** Keep where scores come from. */
  readonly explain?: boolean;
  /** Secrets may be masked in the CIB: changes of parameters that were masked do not count. */
  readonly sanitized?: boolean;
  /** Stop after the status and node health. */
  readonly validateOnly?: boolean;
  /** Stop after location constraints, without status. */
  readonly locationOnly?: boolean;
  readonly noCounts?: boolean;
  /** Of earlier runs with this very configuration. */
  readonly memory?: Memory;
}

/** All that is known and decided in one run: filled by the passes, in order. */
export interface Cluster {
  readonly cib: Element;
  readonly run: RunOptions;
  readonly now: DateTime;
  readonly options: ClusterOptions;
  readonly resourceDefaults: Element | undefined;
  readonly operationDefaults: Element | undefined;
  /** Finds what an id-ref means. */
  readonly find: Finder;
  readonly memory: Memory;
  /** The same for what holds in this run only. */
  readonly passing: Memory;
  readonly asked: Asked;

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
  /** Those whose name in the history is not their id. */
  readonly resourcesByHistoryId: Map<string, Set<Resource>>;
  /** Templates with the resources that use them. */
  readonly templates: Map<string, Tag>;
  readonly tags: Map<string, Tag>;
  readonly tickets: Map<string, Ticket>;
  /** History entries of failed operations, as `crm_mon` shows them. */
  readonly failedOperations: Element[];
  /** Key and node of each of them. */
  readonly failedKeys: Set<string>;
  readonly history: History;
  /** What the state calls for, in the order in which it was found. */
  readonly demands: Demand[];
  /** Resources that a stop is demanded of. */
  readonly toBeStopped: Set<Resource>;
  /** To be looked at once resources are assigned. */
  readonly parameterChecks: ParameterCheck[];
  /** Recurring operations whose failure expired: they are to be run anew, whatever their digests. */
  readonly expiredOperations: Set<Element>;
  /** Digests of operation parameters, by node and operation key. */
  readonly digests: Map<Node, Map<string, OperationDigest>>;
  readonly locations: Location[];
  readonly colocations: Colocation[];
  readonly orderings: Ordering[];
  /** Grows as resources are placed, other than instances of clones. */
  placements: number;
  /** What `RunOptions` asks to be shown of the placement. */
  readonly scores: ScoreEntry[];
  /** Where scores come from, if that is asked for. */
  readonly ledger: Ledger | undefined;
  instanceCount: number;
  disabledCount: number;
  blockedCount: number;

  // From act and order
  /** Oldest first. */
  readonly actions: Action[];
  /** Those of no resource, by key. */
  readonly actionsByKey: Map<string, Action>;
  nextActionId: number;
  nextOrderingId: number;

  /** What was decided. */
  graph?: Graph;

  /** Seconds since 1970 at which to decide again at the latest; 0 if nothing is due. */
  recheckBy: number;
  readonly findings: Finding[];
  readonly log: LogEntry[];
  /** What was warned of once and need not be again. */
  readonly warned: Set<string>;
}
