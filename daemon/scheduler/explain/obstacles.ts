import { latestAction } from '../act/find.js';
import { type Action, Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { within } from '../model/relations.js';
import type { Primitive, Resource } from '../model/resource.js';
import { Role, roleName } from '../model/role.js';
import { isAvailable } from '../place/nodes.js';
import { targetRole } from '../unpack/target-role.js';
import type { Obstacle } from './explanation.js';
import type { Subject } from './subject.js';
import { destinationOf } from './subject.js';

/** What keeps a resource from running, or the cluster from touching it; not what scores of nodes say. */
export function obstaclesOf({ primitives, resource }: Subject): Obstacle[] {
  const found = [...clusterObstacles(resource.cluster)];
  for (const each of primitives) found.push(...ownObstacles(each));
  const seen = new Set<string>();
  return found.filter(({ text }) => !seen.has(text) && seen.add(text));
}

function* clusterObstacles({ options, quorate, haveFencing }: Cluster): IterableIterator<Obstacle> {
  if (options.stopAll)
    yield { kind: 'stop-all-resources', text: 'all resources are to be stopped (stop-all-resources)' };
  if (options.maintenanceMode) {
    yield { kind: 'maintenance', text: 'the whole cluster is in maintenance (maintenance-mode)' };
  }
  if (!quorate && options.noQuorumPolicy !== 'ignore') {
    yield { kind: 'quorum', text: `the cluster has no quorum (no-quorum-policy=${options.noQuorumPolicy})` };
  }
  if (options.fencingEnabled && !haveFencing) {
    const text = 'fencing is enabled, but there is no device for it: nothing is started, stopped or moved';
    yield { kind: 'no-fencing-device', text };
  }
}

function* ownObstacles(primitive: Primitive): IterableIterator<Obstacle> {
  const { id, managed, blocked, maintenance, removed, meta, activeNodes, cluster } = primitive;
  const limit = targetRole(primitive);
  if (limit !== undefined && limit <= Role.unpromoted) {
    const text =
      limit === Role.stopped ? `target-role of ${id} is Stopped` : `target-role of ${id} is ${meta.get('target-role')}`;
    if (limit === Role.stopped || limit === Role.unpromoted) yield { kind: 'target-role', resource: id, text };
  }
  if (removed) yield { kind: 'removed', resource: id, text: `${id} is not configured any more` };
  if (blocked) yield { kind: 'blocked', resource: id, text: blockedText(primitive) };
  else if (activeNodes.some((node) => node.maintenance)) {
    const [node] = activeNodes.filter((each) => each.maintenance);
    yield { kind: 'maintenance', resource: id, text: `${id} is active on ${node?.name}, which is in maintenance` };
  } else if (maintenance && !cluster.options.maintenanceMode) {
    yield { kind: 'maintenance', resource: id, text: `${id} is in maintenance` };
  } else if (!managed && !maintenance && cluster.haveFencing === cluster.options.fencingEnabled) {
    yield { kind: 'unmanaged', resource: id, text: `${id} is not managed (is-managed=false)` };
  }
  for (let up: Resource | undefined = primitive; up; up = up.parent) {
    for (const { ticket, id: constraint } of up.tickets) {
      if (ticket.granted && !ticket.standby) continue;
      const how = ticket.granted ? 'in standby' : 'not granted';
      yield { kind: 'ticket', resource: id, text: `ticket ${ticket.id} is ${how} (constraint ${constraint})` };
    }
  }
  if (managed && !removed && limit !== Role.stopped) yield* waits(primitive);
}

function blockedText({ id, tickets, failed }: Primitive): string {
  const frozen = tickets.find(({ ticket, lossPolicy }) => !ticket.granted && lossPolicy === 'freeze');
  if (frozen) return `${id} is frozen, as ticket ${frozen.ticket.id} was lost`;
  return `${id} is blocked${failed ? ' after a failure' : ''}: it is left alone until its failures are cleared`;
}

function* waits(primitive: Primitive): IterableIterator<Obstacle> {
  const { id, assigned } = primitive;
  if (!assigned) {
    const any = [...primitive.candidates.values()].some(isAvailable);
    if (!any) yield { kind: 'no-node', resource: id, text: `no node can run ${id}` };
    // Instances that interleave are given no node for want of one to come after, or to be with
    else yield* absentObstacles(primitive);
    return;
  }
  const start = latestAction(primitive, 'start', assigned);
  // One that cannot be done is never made required
  if (!start || (start.optional && start.runnable)) return;
  for (const { action } of start.before) {
    if (action.task === 'stonith' && !action.optional) {
      yield { kind: 'fencing', resource: id, text: `${id} waits until ${action.node?.name} is fenced` };
    }
  }
  if (start.runnable || destinationOf(primitive)) return;
  const roots = rootsOf(start, new Set());
  for (const root of roots) yield orderingObstacle(primitive, root);
  if (roots.length > 0 || start.reason === 'no quorum' || start.reason === 'quorum freeze') return;
  const absent = [...absentObstacles(primitive)];
  yield* absent;
  if (absent.length > 0) return;
  const text = `${id} cannot be started on ${assigned.name}${start.reason === undefined ? '' : ` (${start.reason})`}`;
  yield { kind: 'ordering', resource: id, text };
}

const BLOCKS = Relation.unrunnableFirstBlocks | Relation.minRunnable;

/** Actions that cannot be done, by no fault of one before them, and keep an action from being done. */
function rootsOf(action: Action, seen: Set<Action>): Action[] {
  const roots: Action[] = [];
  for (const { action: first, flags } of action.before) {
    if ((flags & BLOCKS) === 0 || first.runnable || seen.has(first)) continue;
    seen.add(first);
    const deeper = rootsOf(first, seen);
    if (deeper.length > 0) roots.push(...deeper);
    else roots.push(first);
  }
  return roots;
}

function* absentObstacles(primitive: Primitive): IterableIterator<Obstacle> {
  for (const first of absentBefore(primitive)) {
    const why = targetRole(first) === Role.stopped ? ': its target-role is Stopped' : '';
    const text = `${primitive.id} comes after ${first.id}, which is not going to run${why}`;
    yield { kind: 'ordering', resource: primitive.id, text };
  }
}

/** What it is ordered after, and for which nothing is going to be done. */
function absentBefore(primitive: Primitive): Resource[] {
  const whole = new Set<Resource>();
  for (let up: Resource | undefined = primitive; up; up = up.parent) whole.add(up);
  const firsts = new Set<Resource>();
  for (const { thenResource, thenTask, firstResource, firstTask, flags } of primitive.cluster.orderings) {
    if (!thenResource || !firstResource || (flags & BLOCKS) === 0 || !whole.has(thenResource)) continue;
    if (!UPWARD.test(thenTask) || !UPWARD.test(firstTask) || whole.has(firstResource)) continue;
    if ([...within(firstResource)].every((each) => each.children.length > 0 || !destinationOf(each))) {
      firsts.add(firstResource);
    }
  }
  return [...firsts];
}

const UPWARD = /_(?:start|running|promote|promoted)_0$|^(?:start|running|promote|promoted)$/;

function orderingObstacle({ id }: Primitive, root: Action): Obstacle {
  const of = root.resource ? ` of ${root.resource.id}` : root.node ? ` of ${root.node.name}` : '';
  const why = whyUnrunnable(root);
  return { kind: 'ordering', resource: id, text: `${id} comes after ${root.task}${of}, which cannot be done${why}` };
}

function whyUnrunnable({ resource, node, reason, task }: Action): string {
  if (node && !node.online) return `: ${node.name} is ${node.unclean ? 'lost and cannot be fenced' : 'offline'}`;
  if (reason !== undefined) return `: ${reason}`;
  if (!resource || task !== 'start') return '';
  if (resource.nextRole === Role.stopped && targetRole(resource) === Role.stopped) {
    return `: its target-role is ${roleName(Role.stopped)}`;
  }
  return resource.assigned ? '' : ': no node can run it';
}

/** Nodes to be told of: the one that was asked about, or all. */
export const nodesAsked = ({ nodes }: Cluster, node: string | undefined): readonly Node[] =>
  node === undefined ? nodes : nodes.filter(({ name }) => name === node);
