import type { Element } from '../xml/element.js';

/**
 * One request to a CIB: the same for a file, a shadow copy and the daemon, and the unit that the
 * cluster orders and replicates.
 */
export interface Request {
  readonly operation: Operation;
  /** Section to work on (`resources`, `status` …); the whole CIB if absent. Excluded by `xpath`. */
  readonly section?: string | undefined;
  readonly xpath?: string | undefined;
  /** Input of create, modify, replace, delete, patch and sync. Never changed by whoever performs it. */
  readonly input?: Element | undefined;
  readonly options?: CallOptions | undefined;
  readonly origin?: Origin | undefined;
  /** Requests of a transaction, in order; all are performed or none. */
  readonly requests?: readonly Request[] | undefined;
  /** For upgrade: go no further than this schema. */
  readonly schema?: string | undefined;
  /** The change is taken back if it is not confirmed in so many milliseconds; the daemon alone does that. */
  readonly confirmWithin?: number | undefined;
}

export type Operation =
  | 'query'
  | 'create'
  | 'modify'
  | 'replace'
  | 'delete'
  | 'erase'
  | 'bump'
  | 'upgrade'
  | 'patch'
  | 'sync'
  | 'transaction'
  /** Let the change that waits for it stay. */
  | 'confirm'
  | 'noop'
  | 'ping';

export interface CallOptions {
  /** Apply to every match of the xpath, not just the first. */
  readonly multiple?: boolean;
  /** modify: create what is not there. */
  readonly canCreate?: boolean;
  /** query: only the element itself. */
  readonly noChildren?: boolean;
  /** query: the xpath of each match, not its content. */
  readonly addressOnly?: boolean;
  /** Compute and validate, change nothing. */
  readonly dryRun?: boolean;
  /** modify: a value `name++` or `name+=N` adds to the score that is there. */
  readonly scoreUpdate?: boolean;
  /** Leave `cib-last-written` and `update-*` as they are. */
  readonly noModificationTime?: boolean;
}

/** Who asked, for ACLs, `update-*` attributes and the journal. */
export interface Origin {
  /** User the request runs as; decided by whoever authenticated the peer, never by the peer. */
  readonly user: string;
  readonly groups?: readonly string[];
  /** Name of the tool or daemon. */
  readonly client: string;
  /** Node the request was made on. */
  readonly node?: string;
  /** Command line, for the journal. */
  readonly command?: string;
}

/** Superuser of a CIB, beside root. */
export const DAEMON_USER = 'hacluster';

export const isPrivileged = (user: string | undefined): boolean =>
  user === undefined || user === 'root' || user === DAEMON_USER;

export interface Version {
  readonly adminEpoch: number;
  readonly epoch: number;
  readonly numUpdates: number;
}
