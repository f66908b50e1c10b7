import type { Version } from '../../cib/operations/request.js';
import type { CibError } from '../../cib/result/error.js';
import type { LogLevel } from '../runtime/log.js';
import type { Guard } from './guard.js';
import type { Job } from './ordering.js';

/** A change that was performed on the document in memory. */
export interface Change {
  /** Its journal record. */
  readonly payload: string;
  /** It changed the configuration, which the CIB file holds. */
  readonly configuration: boolean;
  /** The patchset that takes it back, if it changed the configuration. */
  readonly inverse: string | undefined;
  /** Take it back; later changes must have been taken back before. */
  undo(): void;
}

export type Performed =
  | { readonly kind: 'error'; readonly error: CibError }
  | {
      readonly kind: 'ok';
      readonly version: Version;
      /** Text of the result, in pieces. */
      readonly output: readonly string[] | undefined;
      readonly change: Change | undefined;
    };

export type Event =
  | { readonly kind: 'delivered'; readonly job: Job; readonly sequence: number }
  /** The request that was to be performed has been. */
  | { readonly kind: 'performed'; readonly result: Performed; readonly now: number }
  /** The journal is on disk up to `sequence`. */
  | { readonly kind: 'flushed'; readonly sequence: number }
  /** The journal could not be written; what is behind the last flush is lost. */
  | { readonly kind: 'failed'; readonly error: CibError }
  | { readonly kind: 'writable' }
  | { readonly kind: 'checkpointed'; readonly ok: boolean; readonly now: number }
  | { readonly kind: 'subscribe'; readonly client: number }
  | { readonly kind: 'gone'; readonly client: number }
  | { readonly kind: 'tick'; readonly now: number };

export type Effect =
  | { readonly kind: 'perform'; readonly job: Job; readonly sequence: number }
  | { readonly kind: 'append'; readonly sequence: number; readonly payload: string }
  | { readonly kind: 'undo'; readonly change: Change }
  | {
      readonly kind: 'reply';
      readonly client: number;
      readonly id: number;
      readonly version: Version;
      readonly output: readonly string[] | undefined;
    }
  | { readonly kind: 'fail'; readonly client: number; readonly id: number; readonly error: CibError }
  | { readonly kind: 'notify'; readonly clients: readonly number[]; readonly change: Change; readonly job: Job }
  /** Write the CIB file as of now, which is as of `sequence`. */
  | { readonly kind: 'checkpoint'; readonly sequence: number }
  /** Keep in mind what waits to be confirmed; nothing, if undefined. */
  | { readonly kind: 'guard'; readonly guard: Guard | undefined }
  /** Submit a request of the daemon itself that takes a change back. */
  | { readonly kind: 'revert'; readonly guard: Guard }
  /** Find out whether the journal can be written again, from `after` on. */
  | { readonly kind: 'probe'; readonly after: number }
  | { readonly kind: 'log'; readonly level: LogLevel; readonly text: string };

export interface Settings {
  /** Journal bytes after which the CIB file is written. */
  readonly checkpointBytes: number;
  /** Milliseconds that a change of the configuration may be in the journal only. */
  readonly checkpointDelay: number;
}
