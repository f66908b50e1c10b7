import type { Element } from '../../../../cib/xml/element.js';
import { pseudoAction } from '../../act/pseudo.js';
import { configError } from '../../log.js';
import { Relation } from '../../model/action.js';
import type { Cluster } from '../../model/cluster.js';
import type { Resource } from '../../model/resource.js';
import { addOrdering, orderActions } from '../../order/new.js';
import { booleanValue, constrained, membersOf } from './lookup.js';
import { inverseOf, type OrderKind, orderFlags, orderKind, type Symmetry, symmetryOf } from './order-kind.js';

type Parent = Parameters<typeof symmetryOf>[2];

/** Order the members of a set one after the other, or at least not at the same time. */
export function orderMembers(cluster: Cluster, set: Element, parent: Parent): boolean {
  const action = set.get('action') ?? 'start';
  const kind = set.has('kind') ? orderKind(cluster, set) : parent.kind;
  const sequential = booleanValue(set.get('sequential') ?? 'true') === true;
  const symmetry = symmetryOf(cluster, set, parent);
  const flags = orderFlags(kind, action, symmetry);
  const members = resourcesOf(cluster, set.id ?? '', membersOf(set));
  if (!members) return false;
  if (members.length === 1) return true;
  members.forEach((resource, i) => {
    if (kind === 'Serialize') {
      for (const other of members.slice(i + 1)) orderActions(resource, action, other, action, flags);
    } else if (sequential && i > 0) orderActions(members[i - 1] as Resource, action, resource, action, flags);
  });
  if (symmetry === 'none') return true;
  const inverse = inverseOf(cluster, action);
  if (!sequential || inverse === undefined) return true;
  const back = orderFlags(kind, inverse, 'back');
  for (let i = 1; i < members.length; i++) {
    orderActions(members[i] as Resource, inverse, members[i - 1] as Resource, inverse, back);
  }
  return true;
}

/** Members of a set; undefined, after an error, if one of them is unknown. */
function resourcesOf(cluster: Cluster, name: string, ids: readonly (string | undefined)[]): Resource[] | undefined {
  const found: Resource[] = [];
  for (const id of ids) {
    const resource = constrained(cluster, id);
    if (!resource) {
      configError(cluster, 'unpack_order_set', `${name}: No resource found for ${id}`);
      return undefined;
    }
    found.push(resource);
  }
  return found;
}

/** Order one set before another; for the inverse, the sets come the other way round. */
export function orderSets(
  cluster: Cluster,
  id: string,
  first: Element,
  then: Element,
  kind: OrderKind,
  symmetry: Symmetry,
): boolean {
  const inverse = symmetry === 'back';
  const actionOf = (set: Element): string => {
    const action = set.get('action') ?? 'start';
    return inverse ? (inverseOf(cluster, action) ?? '') : action;
  };
  const firstAction = actionOf(first);
  const thenAction = actionOf(then);
  const down = firstAction === 'stop' || firstAction === 'demote';
  const requireAll = down || booleanValue(first.get('require-all') ?? 'true') !== false;
  const flags = orderFlags(kind, firstAction, symmetry);
  const firstEnds = resourcesOf(
    cluster,
    id,
    requireAll ? standIns(first, inverse ? 'first' : 'last') : membersOf(first),
  );
  const thenEnds = resourcesOf(cluster, id, requireAll ? standIns(then, inverse ? 'last' : 'first') : membersOf(then));
  if (!firstEnds || !thenEnds) return false;
  if (!requireAll) orderAfterAny(cluster, first, [firstEnds, firstAction], [thenEnds, thenAction], flags);
  else {
    for (const from of firstEnds) for (const to of thenEnds) orderActions(from, firstAction, to, thenAction, flags);
  }
  return true;
}

/** Of a set that says it is sequential, one end stands for all. */
function standIns(set: Element, end: 'first' | 'last'): (string | undefined)[] {
  const members = membersOf(set);
  if (booleanValue(set.get('sequential')) !== true) return members;
  return end === 'first' ? members.slice(0, 1) : members.slice(-1);
}

type Ends = readonly [resources: readonly Resource[], action: string];

/** A point in between is reached when any of the first set is up. */
function orderAfterAny(
  cluster: Cluster,
  set: Element,
  [first, firstAction]: Ends,
  [then, thenAction]: Ends,
  flags: number,
): void {
  const reached = pseudoAction(cluster, `one-or-more:${set.id}`);
  reached.requiredRunnableBefore = 1;
  for (const resource of first) {
    const end = { resource, task: firstAction };
    addOrdering(cluster, end, reached, Relation.minRunnable | Relation.firstImpliesThenInGraph);
  }
  for (const resource of then) {
    const end = { resource, task: thenAction };
    addOrdering(cluster, reached, end, flags | Relation.unrunnableFirstBlocks);
  }
}
