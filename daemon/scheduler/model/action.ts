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

/** What holds of an action; combined by `|`, since orderings look at several of them at a time. */
export const ActionFlag = {
  /** No agent is run. */
  pseudo: 1 << 0,
  runnable: 1 << 1,
  /** Need not be done. */
  optional: 1 << 2,
  alwaysInGraph: 1 << 3,
  /** Can be a part of a live migration. */
  migratable: 1 << 4,
  /** A stop that ends a migration whose other half failed. */
  migrationAbort: 1 << 5,
  /** An active recurring monitor that must be run again. */
  reschedule: 1 << 6,
} as const;

/** Something to be done, or a point in the transition that others wait for. */
export class Action {
  /** A set of `ActionFlag`. A field and no accessor, since nothing is read more often; see `add` and `clear`. */
  readonly flags: number;
  /** What holds of all instances of a clone, and at which of the clone's changes that was reckoned. */
  flagsOfAll = 0;
  flagsOfAllAt = -1;
  /** The same of those on a node. */
  flagsOnNode: Map<Node, number> | undefined;
  flagsOnNodeAt = -1;
  /** Name of the operation, e.g. start; of notifications and fencing too. */
  task: string;
  /** Where it runs. */
  node: Node | undefined;
  /** Of a cancel: what is cancelled. */
  cancelTask: string | undefined;
  /** Can be done by the DC for the node. */
  readonly onDc: boolean;
  attributesEvaluated = false;
  inGraph = false;
  /** On the path that is searched for a loop. */
  visited = false;
  inputsMerged = false;

  /** Its `op` element. */
  config: Element | undefined;
  needs: 'nothing' | 'quorum' | 'fencing' = 'nothing';
  onFail: OnFail = 'ignore';
  failRole: Role = 0;
  priority = 0;
  /** Why it is needed, or why it cannot be done. */
  reason: string | undefined;
  /** Meta-attributes; shared by many actions until one of them sets its own, by `setMeta`. */
  meta: ReadonlyMap<string, string> = NO_PAIRS;
  private ownMeta: Map<string, string> | undefined;
  /** What the agent is told of other instances of a clone: more meta-attributes, which override. */
  told: ReadonlyMap<string, string> = NO_PAIRS;
  /** Parameters of this action alone. */
  extra: ReadonlyMap<string, string> = NO_PAIRS;

  /** Actions before and after it, the latest relation last. The peer's lists go from the latest to the first. */
  before: Related[] = [];
  readonly after: Related[] = [];
  /** All flags of the relations to an action after this one; kept once there are many. */
  afterFlags: Map<Action, number> | undefined;
  /** With an ordering that needs a number of runnable ones: how many, and how many there are. */
  requiredRunnableBefore = 0;
  runnableBefore = 0;

  /**
   * @param id counts up from 1; the order in which actions came to be decides ties
   * @param key `RESOURCE_TASK_INTERVAL`, or the like for what is no operation
   */
  constructor(
    readonly id: number,
    readonly resource: Resource | undefined,
    readonly key: string,
    task: string,
    readonly intervalMs: number,
    node: Node | undefined,
    flags: number,
  ) {
    this.task = task;
    this.node = node;
    this.flags = flags;
    this.noteChange();
    this.onDc = task === 'lrm_delete';
  }

  /** Set some of `ActionFlag`. */
  add(flags: number): void {
    this.change(this.flags | flags);
  }

  clear(flags: number): void {
    this.change(this.flags & ~flags);
  }

  private change(flags: number): void {
    if (flags === this.flags) return;
    (this as { flags: number }).flags = flags;
    this.noteChange();
  }

  private noteChange(): void {
    if (this.resource) noteActionChange(this.resource);
  }

  /** What orderings can make of it is the same as long as this is. */
  get state(): number {
    return this.resource ? this.resource.actionChanges : this.flags;
  }

  get pseudo(): boolean {
    return (this.flags & ActionFlag.pseudo) !== 0;
  }
  set pseudo(value: boolean) {
    this.set(ActionFlag.pseudo, value);
  }
  get runnable(): boolean {
    return (this.flags & ActionFlag.runnable) !== 0;
  }
  set runnable(value: boolean) {
    this.set(ActionFlag.runnable, value);
  }
  get optional(): boolean {
    return (this.flags & ActionFlag.optional) !== 0;
  }
  set optional(value: boolean) {
    this.set(ActionFlag.optional, value);
  }
  get alwaysInGraph(): boolean {
    return (this.flags & ActionFlag.alwaysInGraph) !== 0;
  }
  set alwaysInGraph(value: boolean) {
    this.set(ActionFlag.alwaysInGraph, value);
  }
  get migratable(): boolean {
    return (this.flags & ActionFlag.migratable) !== 0;
  }
  set migratable(value: boolean) {
    this.set(ActionFlag.migratable, value);
  }
  get migrationAbort(): boolean {
    return (this.flags & ActionFlag.migrationAbort) !== 0;
  }
  set migrationAbort(value: boolean) {
    this.set(ActionFlag.migrationAbort, value);
  }
  get reschedule(): boolean {
    return (this.flags & ActionFlag.reschedule) !== 0;
  }
  set reschedule(value: boolean) {
    this.set(ActionFlag.reschedule, value);
  }

  /** Where it runs, unless that is known. */
  placeOn(node: Node): void {
    if (this.node) return;
    this.node = node;
    this.noteChange();
  }

  private set(flag: number, value: boolean): void {
    this.change(value ? this.flags | flag : this.flags & ~flag);
  }

  setMeta(name: string, value: string): void {
    if (!this.ownMeta || this.ownMeta !== this.meta) {
      this.ownMeta = new Map(this.meta);
      this.meta = this.ownMeta;
    }
    this.ownMeta.set(name, value);
  }
}

/** What holds of a whole follows from the actions of its parts. */
export function noteActionChange(resource: Resource): void {
  for (let up: Resource | undefined = resource; up; up = up.parent) up.actionChanges++;
}

const NO_PAIRS: ReadonlyMap<string, string> = new Map();

/** An action and how it relates to the one that lists it. */
export interface Related {
  readonly action: Action;
  /** A set of `Relation` flags. */
  flags: number;
  inGraph: boolean;
  /** At which states of the two it was found to have no effect (any more). */
  idleAtFirst: number;
  idleAtThen: number;
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

/**
 * An ordering between actions that may not exist yet: each side is an action, or a resource and the
 * name of an operation (of a clone or group also running, stopped, promoted, demoted).
 */
export interface Ordering {
  readonly id: number;
  readonly flags: number;
  readonly firstResource: Resource | undefined;
  readonly firstTask: string;
  readonly firstAction: Action | undefined;
  readonly thenResource: Resource | undefined;
  readonly thenTask: string;
  readonly thenAction: Action | undefined;
}
