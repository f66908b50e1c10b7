import type { Element } from '../../../cib/xml/element.js';
import type { Node } from './node.js';
import type { Resource } from './resource.js';
import type { Role } from './role.js';

export type OnFail =
  | 'ignore'
  | 'demote'
  | 'restart'
  | 'reset-remote'
  | 'restart-container'
  | 'ban'
  | 'block'
  | 'stop'
  | 'standby'
  | 'fence';

/** Something to be done, or a point in the transition that others wait for. */
export interface Action {
  /** Counts up from 1; the order in which actions came to be decides ties. */
  readonly id: number;
  readonly resource: Resource | undefined;
  /** Where it runs. */
  node: Node | undefined;
  /** Operation name, e.g. start; of notifications and fencing too. */
  readonly task: string;
  /** `RESOURCE_TASK_INTERVAL`, or the like for what is no operation. */
  readonly key: string;
  readonly intervalMs: number;
  /** Of a cancel: what is cancelled. */
  cancelTask: string | undefined;
  /** Its `op` element. */
  config: Element | undefined;

  /** No agent is run. */
  pseudo: boolean;
  runnable: boolean;
  optional: boolean;
  alwaysInGraph: boolean;
  migratable: boolean;
  migrationAbort: boolean;
  /** An active recurring monitor that must be run again. */
  reschedule: boolean;
  onDc: boolean;
  attributesEvaluated: boolean;
  inGraph: boolean;
  visited: boolean;
  inputsMerged: boolean;

  needs: 'nothing' | 'quorum' | 'fencing';
  onFail: OnFail;
  failRole: Role;
  priority: number;
  reason: string | undefined;
  readonly meta: Map<string, string>;
  /** Parameters of this action alone. */
  readonly extra: Map<string, string>;

  readonly before: Related[];
  readonly after: Related[];
  /** With an ordering that needs a number of runnable ones: how many, and how many there are. */
  requiredRunnableBefore: number;
  runnableBefore: number;
}

/** An action and how it relates to the one that lists it. */
export interface Related {
  readonly action: Action;
  /** A set of `Relation` flags. */
  flags: number;
  inGraph: boolean;
}

/** How a first action bears on a then action; combined by `|`. */
export const Relation = {
  none: 0,
  /** First runs before then, if both run. */
  ordered: 1 << 0,
  /** Only if first cannot be part of a live migration. */
  ifFirstUnmigratable: 1 << 1,
  /** If then is required, so is first. */
  thenImpliesFirst: 1 << 4,
  /** If first is required, so is then. */
  firstImpliesThen: 1 << 5,
  promotedThenImpliesFirst: 1 << 6,
  /** First runs only if then can run and migrate; required if then is. */
  unmigratableThenBlocks: 1 << 7,
  /** Then runs only if first can. */
  unrunnableFirstBlocks: 1 << 8,
  /** If first cannot run, then becomes a real action. */
  firstElseThen: 1 << 9,
  firstImpliesSameNodeThen: 1 << 10,
  nestedRemoteProbe: 1 << 11,
  /** Restart of a primitive, or stop of neighbours in a group. */
  intermediateStop: 1 << 12,
  /** Not at the same time, in either order. */
  serialize: 1 << 14,
  ifOnSameNode: 1 << 15,
  thenImpliesFirstInGraph: 1 << 16,
  firstImpliesThenInGraph: 1 << 17,
  asymmetric: 1 << 20,
  ifOnSameNodeOrTarget: 1 << 21,
  /** Then runs if enough instances of first can. */
  minRunnable: 1 << 22,
  ifRequiredOnSameNode: 1 << 23,
  /** Even if first runs on the guest node that then creates. */
  guestAllowed: 1 << 24,
  /** If then becomes required, first becomes optional. */
  thenCancelsFirst: 1 << 25,
} as const;

/** An ordering between actions that may not exist yet: by action, or by resource and task or key. */
export interface Ordering {
  readonly id: number;
  readonly flags: number;
  readonly firstResource: Resource | undefined;
  readonly firstTask: string | undefined;
  firstAction: Action | undefined;
  readonly thenResource: Resource | undefined;
  readonly thenTask: string | undefined;
  thenAction: Action | undefined;
}
