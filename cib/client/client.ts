import type { Request, Version } from '../operations/request.js';
import type { UpgradeStep } from '../upgrade/step.js';
import type { Element } from '../xml/element.js';

/** What a performed request gives back. */
export interface Reply {
  /** Result of a query; for a change, undefined unless the operation says otherwise. */
  readonly output?: Element | undefined;
  /** Version after the request. */
  readonly version: Version;
  /** What an upgrade did, if it was done in this process. */
  readonly upgrade?: readonly UpgradeStep[];
}

/** The one way to a CIB, whether it lies in a file, in a shadow copy or in a daemon. */
export interface CibClient {
  readonly backend: 'file' | 'shadow' | 'live';
  /** Path of the file, or of the daemon's socket. */
  readonly location: string;
  /** Perform one request. @throws CibError with the daemon's or the operation's return code */
  call(request: Request): Promise<Reply>;
  /**
   * The text of a whole-CIB query, as `cibadmin --query` prints it: passed through from the daemon
   * without being parsed, so that its cost is that of the copy.
   */
  queryText(request: Request): Promise<string>;
  close(): Promise<void>;
}

/** A change of a live CIB, as subscribers see it. */
export interface Notification {
  /** A v2 patchset. */
  readonly patch: Element;
  readonly user: string;
  readonly client: string;
}

/** A client of the daemon, which can also tell of changes. */
export interface LiveClient extends CibClient {
  readonly backend: 'live';
  subscribe(listener: (change: Notification) => void): Promise<void>;
  /** Entries of the journal, newest last. */
  history(range: HistoryRange): Promise<readonly JournalEntry[]>;
}

export interface HistoryRange {
  /** At most this many entries, the newest. */
  readonly last?: number;
  /** Only changes after this version, `admin_epoch.epoch.num_updates`. */
  readonly since?: string;
}

/** One accepted change. */
export interface JournalEntry {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number;
  readonly user: string;
  readonly client: string;
  readonly command?: string;
  readonly from: Version;
  readonly to: Version;
  /** v2 patchset as XML text. */
  readonly patch: string;
  /** The patchset that takes it back; it cannot be made of the other, which does not say what it overwrites. */
  readonly undo?: string;
}

/** What decides which CIB is meant. */
export interface ClientEnvironment {
  readonly CIB_file?: string | undefined;
  readonly CIB_shadow?: string | undefined;
  readonly CIB_shadow_dir?: string | undefined;
  readonly CIB_user?: string | undefined;
  readonly HOME?: string | undefined;
  readonly USER?: string | undefined;
  /** Path of the daemon's main socket. */
  readonly PCMK_cib_socket?: string | undefined;
  /** Directory of a daemon run by hand: its CIB in `cib/`, its sockets in `run/`. */
  readonly METRONOME_DIR?: string | undefined;
  readonly XDG_RUNTIME_DIR?: string | undefined;
}

/** Takes a line for the log: a level, what it is about (a name people filter by), and the text. */
export type Log = (level: 'error' | 'warning' | 'info' | 'debug' | 'trace', source: string, text: string) => void;
