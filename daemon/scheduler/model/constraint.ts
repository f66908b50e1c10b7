import type { Candidate, Node, Probe } from './node.js';
import type { Resource } from './resource.js';
import type { Role } from './role.js';

export interface Location {
  readonly id: string;
  readonly resource: Resource;
  /** Applies to this role only; unknown: to all. */
  readonly role: Role;
  readonly probe: Probe;
  /** Nodes and the score each gets. */
  readonly nodes: Candidate[];
}

export interface Colocation {
  readonly id: string;
  /** Node attribute that must be equal; `#uname` by default. */
  readonly attribute: string;
  readonly dependent: Resource;
  readonly primary: Resource;
  readonly dependentRole: Role;
  readonly primaryRole: Role;
  readonly score: number;
  /** The dependent's preferences and failures count for the primary. */
  readonly influence: boolean;
  readonly explicit: boolean;
}

export interface Ticket {
  readonly id: string;
  granted: boolean;
  standby: boolean;
  /** Seconds since 1970; -1 if never. */
  lastGranted: number;
  readonly attributes: Map<string, string>;
}

export interface TicketConstraint {
  readonly id: string;
  readonly ticket: Ticket;
  readonly resource: Resource;
  readonly role: Role;
  readonly lossPolicy: 'stop' | 'demote' | 'fence' | 'freeze';
}

export interface Tag {
  readonly id: string;
  readonly members: readonly string[];
}

/** A node that a resource is forbidden to use after failures, and why. */
export interface Ban {
  readonly resource: Resource;
  readonly node: Node;
  readonly failCount: number;
}
