import { note } from '../log.js';
import { type Action, ActionFlag, type Related, Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { isGuest } from '../model/relations.js';

const { runnable, optional, alwaysInGraph } = ActionFlag;
const SOURCE = 'should_add_action_to_graph';

/** Whether an action is part of the transition. */
export function belongsInGraph(cluster: Cluster, action: Action): boolean {
  const state = action.flags & (runnable | optional | alwaysInGraph);
  if ((state & runnable) === 0 || state === (runnable | optional) || isLeftAlone(action)) return false;
  if (action.pseudo || action.task === 'stonith' || action.task === 'do_shutdown') return true;

  const { node } = action;
  if (!node) return refuse(cluster, action, 'it was not assigned to a node');
  if (action.onDc || (isGuest(node) && !node.remoteReset)) return true;
  if (!node.online) return refuse(cluster, action, 'it was scheduled for offline node');
  if (node.unclean) return refuse(cluster, action, 'it was scheduled for unclean node');
  return true;
}

/** Of unmanaged resources only monitors are of interest, and the end of recurring ones. */
function isLeftAlone({ resource, task, meta }: Action): boolean {
  if (!resource || resource.managed || task === 'monitor') return false;
  return (meta.get('interval') ?? '0') === '0';
}

function refuse(cluster: Cluster, { key, id }: Action, cause: string): boolean {
  note(cluster, 'error', SOURCE, `Skipping action ${key} (${id}) because ${cause} (bug?)`);
  return false;
}

const sameNode = (a: Node | undefined, b: Node | undefined): boolean => a !== undefined && a === b;

/** Relations that tell nothing but the order, or what is to be shown. */
const HARMLESS = Relation.thenImpliesFirstInGraph | Relation.firstImpliesThenInGraph | Relation.ordered;

/**
 * Whether an action waits for one before it. Orderings that turn out to mean nothing, such as those
 * by load between actions on different nodes, are cleared.
 */
export function inputBelongs(cluster: Cluster, action: Action, input: Related): boolean {
  if (input.inGraph) return true;
  const { flags } = input;
  const first = input.action;
  if (flags === Relation.none) return false;
  if (!first.runnable) {
    if ((flags & ~HARMLESS) === 0) return false;
    if (flags & (Relation.minRunnable | Relation.unmigratableThenBlocks)) return false;
  }
  if (first.migratable) {
    if (flags & Relation.ifFirstUnmigratable) return false;
    if (flags === Relation.ordered && first.key.endsWith('_stop_0')) return false;
  }
  if (flags === Relation.ifOnSameNodeOrTarget) return bearsOnTarget(action, input);
  if (flags === Relation.ifRequiredOnSameNode) {
    const apart = first.node !== undefined && action.node !== undefined && first.node !== action.node;
    return apart || first.optional ? clear(input) : true;
  }
  if (isHopelessStop(action, first)) {
    const text = `Ignoring requirement that ${first.key} complete before ${action.key}: unmanaged failed resources cannot prevent clone shutdown`;
    note(cluster, 'warning', 'should_add_input_to_graph', text);
    return false;
  }
  return !first.optional || first.alwaysInGraph || first.inGraph || belongsInGraph(cluster, first);
}

function clear(input: Related): false {
  input.flags = Relation.none;
  return false;
}

/** Ordering by load: a migration bears on the node it goes to, and stays even if what is before it is optional. */
function bearsOnTarget(action: Action, input: Related): boolean {
  const { node, optional } = input.action;
  if (action.resource && action.task === 'migrate_to') {
    return sameNode(node, action.resource.assigned) || clear(input);
  }
  return (sameNode(node, action.node) && !optional) || clear(input);
}

/** A stop that will never be: it must not keep a clone from shutting down. */
function isHopelessStop({ resource }: Action, { resource: stopped, key }: Action): boolean {
  if (!stopped || stopped === resource || !stopped.failed || stopped.managed) return false;
  return key.endsWith('_stop_0') && resource?.kind === 'clone';
}

/** Whether an action would wait for itself by way of one that is before another. */
export function makesLoop(cluster: Cluster, start: Action, action: Action, input: Related): boolean {
  const first = input.action;
  if (first.visited || !inputBelongs(cluster, action, input)) return false;
  if (first === start) return true;
  first.visited = true;
  let found = false;
  for (let i = first.before.length - 1; i >= 0 && !found; i--) {
    found = makesLoop(cluster, start, first, first.before[i] as Related);
  }
  first.visited = false;
  return found;
}

function isSorted(relations: readonly Related[]): boolean {
  let last = 0;
  for (const { action } of relations) {
    if (action.id < last) return false;
    last = action.id;
  }
  return true;
}

/** Make one of several relations to the same action, in order of action ids. */
export function mergeInputs(action: Action): void {
  if (action.inputsMerged) return;
  action.inputsMerged = true;
  const { before } = action;
  if (before.length < 2) return;
  // Relations are mostly made in this order
  if (!isSorted(before)) before.sort((a, b) => a.action.id - b.action.id);
  let last = before[0] as Related;
  let kept = 1;
  for (let i = 1; i < before.length; i++) {
    const input = before[i] as Related;
    if (input.action === last.action) last.flags |= input.flags;
    else {
      last = input;
      before[kept++] = input;
    }
  }
  before.length = kept;
}
