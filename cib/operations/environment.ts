import type { Cib } from '../document/cib.js';
import type { Editor } from '../document/editor.js';
import type { CibError } from '../result/error.js';
import type { Element } from '../xml/element.js';
import type { Origin } from './request.js';

/**
 * What an operation needs from whoever performs it. All of it is handed in, so that the same request
 * on the same CIB comes to the same result everywhere. A hook that gives no promise makes `perform`
 * run to its end before it returns.
 */
export interface PerformEnv {
  /** Milliseconds since 1970-01-01 UTC, for `cib-last-written`. */
  readonly now: number;
  /** Refuse a CIB that says it needs newer features than ours; files may hold any. */
  readonly checkFeatureSet?: boolean;
  /**
   * Check the CIB after a change; what the editor did is what has to be looked at.
   * @throws CibError `schema_validation`
   */
  validate?(cib: Cib, editor: Editor): void | Promise<void>;
  /** What a user may do; undefined if that is everything. Asked before anything is changed. */
  access?(cib: Cib, origin: Origin): Access | undefined | Promise<Access | undefined>;
  /** Transform a CIB, which it leaves as it is, to the newest schema, or the given one. */
  upgrade?(root: Element, schema: string | undefined): Upgraded | Promise<Upgraded>;
}

/** The permissions of one user for one CIB. */
export interface Access {
  /** A copy of what the user may read; undefined if that is nothing. */
  readable(): Element | undefined;
  /** @throws CibError `EACCES` if the user may not do what the editor did */
  check(editor: Editor): void;
}

export interface Upgraded {
  /** The CIB as far as it could be upgraded. */
  readonly root: Element;
  /** Why it is not the newest; ignored if it is newer than before. */
  readonly error?: CibError | undefined;
}
