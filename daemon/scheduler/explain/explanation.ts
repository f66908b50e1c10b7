import type { Source } from '../model/ledger.js';

/** Why a resource is, or is not, where it is: plain data, to be shown as sentences or as JSON. */
export interface Explanation {
  readonly resource: string;
  readonly kind: 'primitive' | 'group' | 'clone' | 'bundle';
  /** The node that was asked about. */
  readonly node?: string;
  /** It will be there (or, if no node was asked about, somewhere) when the transition is done. */
  readonly runs: boolean;
  /** Each primitive of it. */
  readonly standings: readonly Standing[];
  readonly nodes: readonly NodeAccount[];
  readonly obstacles: readonly Obstacle[];
  /** The smallest single change known to make it otherwise. */
  readonly remedy?: Remedy;
}

/** Where a primitive, or an instance of one, is and will be. */
export interface Standing {
  readonly resource: string;
  readonly managed: boolean;
  readonly activeOn: readonly string[];
  readonly role: string;
  readonly next?: { readonly node: string; readonly role: string };
  /** What went wrong with it where it is, e.g. `monitor on n1: Not running`. */
  readonly failures: readonly string[];
  /** What is going to be done with it, and why. */
  readonly actions: readonly { readonly task: string; readonly node?: string; readonly reason?: string }[];
}

/** What one node is worth to the resource (to one primitive of it, which decides). */
export interface NodeAccount {
  readonly node: string;
  readonly resource: string;
  readonly active: boolean;
  readonly chosen: boolean;
  /** Absent if the node was never allowed: the cluster is opt-in, or guests and remote nodes are meant. */
  readonly score?: number;
  readonly contributions: readonly Part[];
  /** What keeps the node from running anything, e.g. `offline`. */
  readonly unavailable: readonly string[];
  readonly promotion?: { readonly score: number; readonly contributions: readonly Part[] };
}

export interface Part {
  readonly source: Source;
  readonly score: number;
  readonly id?: string;
  readonly other?: string;
  readonly text: string;
}

export interface Obstacle {
  readonly kind:
    | 'target-role'
    | 'unmanaged'
    | 'maintenance'
    | 'blocked'
    | 'stop-all-resources'
    | 'quorum'
    | 'no-fencing-device'
    | 'removed'
    | 'ticket'
    | 'ordering'
    | 'fencing'
    | 'no-node';
  readonly resource?: string;
  readonly text: string;
}

export interface Remedy {
  /** E.g. `remove the location constraint ban-web`. */
  readonly change: string;
  /** The command of the shell that makes it. */
  readonly command: string;
  /** What would come of it. */
  readonly result: string;
}
