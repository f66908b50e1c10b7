import type { FailureIndex } from './failure.js';
import type { Resource } from './resource.js';

/** A node of the cluster, or one that Pacemaker Remote makes part of it. */
export interface Node {
  /** Place among all nodes in the order in which they came to be known. */
  readonly serial: number;
  /** Place in `Cluster.nodes`, known when the unpack pass is done; score tables are arrays by it. */
  index: number;
  readonly id: string;
  readonly name: string;
  /** A remote node is a guest once its connection is known to be launched by another resource. */
  kind: 'cluster' | 'remote' | 'guest';
  /** Of remote and guest nodes: the resource that is the connection to them. */
  remote: Resource | undefined;

  /** What candidates of this node begin with. */
  score: number;
  probe: Probe;

  online: boolean;
  /** Its state is unknown or it misbehaved; it must be fenced before it is trusted. */
  unclean: boolean;
  /** Has not finished joining. */
  pending: boolean;
  shutdown: boolean;
  standby: boolean;
  /** In standby because an operation with on-fail=standby failed. */
  standbyOnFail: boolean;
  maintenance: boolean;
  expectedUp: boolean;
  /** Has joined at least once: there is a node_state. */
  seen: boolean;
  isDc: boolean;
  probesAllowed: boolean;
  /** Guest whose container must be recovered, or remote node that must be fenced. */
  remoteReset: boolean;
  remoteFenced: boolean;
  remoteMaintenance: boolean;
  historyUnpacked: boolean;

  /** Node attributes, transient ones over permanent ones, `#uname` and its like included. */
  readonly attributes: Map<string, string>;
  readonly utilization: Map<string, string>;
  /** Fail counts among the attributes; made when first asked for. */
  failures: FailureIndex | undefined;
  /** Active here at the start. */
  readonly running: Resource[];
  /** Assigned here by the placement, in order. */
  readonly assigned: Resource[];
  /** Sum of the priorities of what is active here; for priority-fencing-delay. */
  priority: number;
}

/** What a location constraint says of probing on a node. */
export type Probe = 'always' | 'never' | 'exclusive';

/** A node as one resource sees it. */
export interface Candidate {
  readonly node: Node;
  score: number;
  /** Instances counted here while a clone is placed. */
  count: number;
  probe: Probe;
}

export const isRemote = (node: Node): boolean => node.kind !== 'cluster';
