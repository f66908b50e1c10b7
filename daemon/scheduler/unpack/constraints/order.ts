import { int } from '../../../../cib/number/int.js';
import type { Element } from '../../../../cib/xml/element.js';
import { pseudoAction } from '../../act/pseudo.js';
import { configError, configWarning, warnOnce } from '../../log.js';
import { Relation } from '../../model/action.js';
import type { Cluster } from '../../model/cluster.js';
import type { Resource } from '../../model/resource.js';
import { addOrdering, orderActions } from '../../order/new.js';
import { booleanValue, constrained } from './lookup.js';
import { inverseOf, type OrderKind, orderFlags, orderKind, symmetryOf } from './order-kind.js';
import { orderMembers, orderSets } from './order-sets.js';
import { expandTags, setsOf } from './sets.js';

/** An `rsc_order`, of two resources or of sets. */
export function unpackOrder(cluster: Cluster, constraint: Element): void {
  const kind = orderKind(cluster, constraint);
  const symmetry = symmetryOf(cluster, constraint, { kind });
  const places = [
    { attribute: 'first', moved: ['first-action', 'action'] },
    { attribute: 'then', moved: ['then-action', 'action'] },
  ] as const;
  const expanded = expandTags(cluster, constraint, places, true);
  if (!expanded) return;
  const parent = { kind, symmetrical: constraint.get('symmetrical') };
  const id = constraint.id ?? '';
  let last: Element | undefined;
  for (const set of setsOf(cluster, expanded)) {
    if (!set || !orderMembers(cluster, set, parent)) return;
    if (last) {
      if (!orderSets(cluster, id, last, set, kind, symmetry)) return;
      if (symmetry === 'forth' && !orderSets(cluster, id, set, last, kind, 'back')) return;
    }
    last = set;
  }
  if (!last) unpackPair(cluster, constraint, kind);
}

function unpackPair(cluster: Cluster, constraint: Element, kind: OrderKind): void {
  const first = orderedResource(cluster, constraint, 'first');
  const then = first && orderedResource(cluster, constraint, 'then');
  if (!first || !then) return;
  const firstAction = constraint.get('first-action') ?? 'start';
  const thenAction = constraint.get('then-action') ?? firstAction;
  const symmetry = symmetryOf(cluster, constraint, { kind });
  const flags = orderFlags(kind, firstAction, symmetry);
  const { id = '' } = constraint;
  const minimum = minimumInstances(first, constraint);
  if (minimum > 0) orderAfterMinimum(id, minimum, [first, firstAction], [then, thenAction], flags);
  else orderActions(first, firstAction, then, thenAction, flags);
  if (symmetry === 'forth') orderInverse(id, kind, [first, firstAction], [then, thenAction]);
}

function orderedResource(cluster: Cluster, constraint: Element, attribute: string): Resource | undefined {
  const id = constraint.get(attribute);
  const resource = constrained(cluster, id);
  if (resource) return resource;
  const problem = id === undefined ? `without ${attribute}` : `because resource '${id}' does not exist`;
  configError(cluster, 'get_ordering_resource', `Ignoring constraint '${constraint.id}' ${problem}`);
  return undefined;
}

/** How many instances of a clone must be up before what depends on it; 0 for all that are to run. */
function minimumInstances(first: Resource, constraint: Element): number {
  if (first.kind !== 'clone') return 0;
  const minimum = first.meta.get('clone-min');
  if (minimum !== undefined) return Math.max(0, int(minimum, 0));
  const requireAll = constraint.get('require-all');
  if (requireAll === undefined) return 0;
  const text =
    'Support for require-all in ordering constraints is deprecated and will be removed in a future release (use clone-min clone meta-attribute instead)';
  warnOnce(first.cluster, 'get_minimum_first_instances', 'require-all', text);
  return booleanValue(requireAll) === true ? 0 : 1;
}

type End = readonly [resource: Resource, action: string];

/** A point in between is reached when enough instances are up. */
function orderAfterMinimum(
  id: string,
  minimum: number,
  [first, firstAction]: End,
  [then, thenAction]: End,
  flags: number,
): void {
  const { cluster } = first;
  const reached = pseudoAction(cluster, `clone-one-or-more:${id}`);
  reached.requiredRunnableBefore = minimum;
  for (const instance of first.children) {
    const end = { resource: instance, task: firstAction };
    addOrdering(cluster, end, reached, Relation.minRunnable | Relation.firstImpliesThenInGraph);
  }
  const end = { resource: then, task: thenAction };
  addOrdering(cluster, reached, end, flags | Relation.unrunnableFirstBlocks);
}

function orderInverse(id: string, kind: OrderKind, [first, firstAction]: End, [then, thenAction]: End): void {
  const { cluster } = first;
  const firstInverse = inverseOf(cluster, firstAction);
  const thenInverse = inverseOf(cluster, thenAction);
  if (firstInverse === undefined || thenInverse === undefined) {
    const text = `Cannot invert constraint '${id}' (please specify inverse manually)`;
    configWarning(cluster, 'inverse_ordering', text);
    return;
  }
  orderActions(then, thenInverse, first, firstInverse, orderFlags(kind, firstInverse, 'back'));
}
