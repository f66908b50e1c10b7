import type { Finder } from '../../../cib/references/expand.js';
import type { Element } from '../../../cib/xml/element.js';
import type { OperationConfig } from '../operations/config.js';

export type Pairs = ReadonlyMap<string, string>;

/** Pairs of an element, and of what it stands in. */
export interface Inherited {
  readonly parent: Element | undefined;
  readonly pairs: Pairs;
}

/** An operation as it is configured, or else its task and interval. */
export type OperationKey = OperationConfig | string;

/** Parameters as an agent is given them, and their digest. */
export interface Given {
  readonly parameters: Pairs;
  readonly digest: string;
}

/**
 * What follows from the configuration alone, whatever the time and the state of the cluster: read once
 * for all instances of a clone, and by later runs too as long as the configuration stays as it is.
 * Nothing gets in here that a line of the log tells of, since every run is to leave it.
 */
export class Memory {
  find: Finder | undefined;
  unfencing: boolean | undefined;
  oldRules: boolean | undefined;
  /** Whether op_defaults say the same for all operations of all agents. */
  plainOperationDefaults: boolean | undefined;
  /** Configurations with their template taken in. */
  readonly expanded = new WeakMap<Element, Element>();
  readonly meta = new WeakMap<Element, Inherited>();
  readonly parameters = new WeakMap<Element, Inherited>();
  /** Configured operations, by their `operations` element. */
  readonly operations = new WeakMap<Element, readonly OperationConfig[]>();
  /** Meta-attributes of operations, by the configuration of the resource. */
  readonly operationMeta = new WeakMap<Element, Map<OperationKey, Pairs>>();
  /** The same of operations that are configured alike, by all that they are made of. */
  readonly alikeMeta = new Map<string, Pairs>();
  /** What agents are given of parameters, by the timeout that counts among them ('' if none does). */
  readonly given = new WeakMap<Pairs, Map<string, Given>>();
}

/** Counts how often the rules of a run asked for what may be another thing in the next. */
export interface Asked {
  time: number;
  node: number;
}
