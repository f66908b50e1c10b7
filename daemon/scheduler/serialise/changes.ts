import { findActions } from '../act/find.js';
import { kindOf } from '../kinds/kinds.js';
import type { Action } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { isGuest } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { Role } from '../model/role.js';

/** What happens to a node or to a resource in the transition: a line of the summary. */
export type Change = NodeChange | ResourceChange;

export interface NodeChange {
  readonly kind: 'node';
  /** E.g. `Fence (reboot)`. */
  readonly task: string;
  /** Name, and what the node is if it is a guest; undefined in the rare case of none. */
  readonly node: string | undefined;
  readonly reason: string | undefined;
}

export interface ResourceChange {
  readonly kind: 'resource';
  readonly change: Verb;
  readonly resource: string;
  /** Node where it is now, and where it will be. */
  readonly origin: string | undefined;
  readonly destination: string | undefined;
  readonly role: Role;
  readonly nextRole: Role;
  readonly reason: string | undefined;
  /** It should happen, but cannot. */
  readonly blocked: boolean;
}

export type Verb =
  | 'Start'
  | 'Stop'
  | 'Move'
  | 'Migrate'
  | 'Restart'
  | 'Recover'
  | 'Reload'
  | 'Promote'
  | 'Demote'
  | 'Re-promote';

/** The summary of a transition: nodes, then resources, in the peer's order. */
export function changesOf(cluster: Cluster): Change[] {
  const changes: Change[] = [];
  for (let i = cluster.actions.length - 1; i >= 0; i--) {
    const change = nodeChange(cluster.actions[i] as Action);
    if (change) changes.push(change);
  }
  for (const top of cluster.resources) {
    for (const resource of kindOf(top).graph.listed(top)) changes.push(...resourceChanges(resource));
  }
  return changes;
}

function nodeChange({ resource, optional, task, meta, node, reason }: Action): NodeChange | undefined {
  if (resource || optional || (task !== 'do_shutdown' && task !== 'stonith')) return undefined;
  const what = task === 'stonith' ? `Fence (${meta.get('stonith_action')})` : 'Shutdown';
  const guest = node && isGuest(node) ? ` (resource: ${node.remote.launcher.id})` : '';
  return { kind: 'node', task: what, node: node && `${node.name}${guest}`, reason };
}

/** What is known of a resource and its actions, to name the change by. */
interface Situation {
  readonly resource: Resource;
  readonly current: Node | undefined;
  readonly next: Node | undefined;
  readonly moving: boolean;
  readonly start: Action | undefined;
  readonly stop: Action | undefined;
  readonly promote: Action | undefined;
  readonly demote: Action | undefined;
}

function resourceChanges(resource: Resource): ResourceChange[] {
  const next = resource.assigned;
  let current: Node | undefined;
  if (resource.activeNodes.length > 0) {
    current = kindOf(resource).status.activeNode(resource).node;
    // What is being recovered may have been found stopped since
    if (resource.role === Role.stopped) resource.role = Role.started;
  }
  if (!resource.managed || (!current && (!next || resource.removed))) return [];
  const situation = situationOf(resource, current, next);
  return resource.role === resource.nextRole ? sameRole(situation) : otherRole(situation);
}

function situationOf(resource: Resource, current: Node | undefined, next: Node | undefined): Situation {
  const start = first(resource, 'start', next);
  let stop = first(resource, 'stop', start?.runnable ? current : undefined);
  // It goes on where it is, and is stopped where it should not be
  if (!stop && resource.stopUnexpected) stop = first(resource, 'stop', undefined);
  const moving = current !== undefined && next !== undefined && current !== next;
  const promote = first(resource, 'promote', next);
  const demote = first(resource, 'demote', next);
  return { resource, current, next, moving, start, stop, promote, demote };
}

const first = (resource: Resource, task: string, node: Node | undefined): Action | undefined =>
  findActions(resource, task, node)[0];

/**
 * @param action tells whether it can be done
 * @param source tells the reason, if not the action itself does
 */
function item(
  change: Verb,
  { resource }: Situation,
  origin: Node | undefined,
  destination: Node | undefined,
  action: Action | undefined,
  source: Action | undefined = action,
): ResourceChange[] {
  if (!action || (!origin && !destination)) return [];
  const { id, role, nextRole } = resource;
  return [
    {
      kind: 'resource',
      change,
      resource: id,
      origin: origin?.name,
      destination: destination?.name,
      role,
      nextRole,
      reason: source?.reason,
      blocked: !action.runnable,
    },
  ];
}

function sameRole(situation: Situation): ResourceChange[] {
  const { resource, current, next, moving, start, stop, promote, demote } = situation;
  if (!next) return [];
  const migration = first(resource, 'migrate_from', next);
  if (migration?.runnable && current) return item('Migrate', situation, current, next, start);
  if (resource.reload) return item('Reload', situation, current, next, start);
  if (!start || start.optional) {
    const again = demote && promote && !demote.optional && !promote.optional;
    return again ? item('Re-promote', situation, current, next, promote, demote) : [];
  }
  if (!start.runnable) {
    return item('Stop', situation, current, undefined, stop, stop?.reason === undefined ? start : stop);
  }
  if (moving) return item(resource.failed ? 'Recover' : 'Move', situation, current, next, stop);
  if (resource.failed) return item('Recover', situation, current, undefined, stop);
  return item('Restart', situation, current, next, start);
}

function otherRole(situation: Situation): ResourceChange[] {
  const { resource, current, next, moving, start, stop, promote, demote } = situation;
  const { role, nextRole } = resource;
  if (stop && (nextRole === Role.stopped || start?.runnable === false)) {
    return resource.activeNodes.flatMap((node) => {
      const there = first(resource, 'stop', node);
      return item('Stop', situation, node, undefined, there, there?.reason === undefined ? start : there);
    });
  }
  if (stop && resource.failed && resource.stopIfFailed) return item('Recover', situation, current, next, stop, start);
  if (moving) return item('Move', situation, current, next, stop);
  if (resource.reload) return item('Reload', situation, current, next, start);
  if (stop && !stop.optional) return item('Restart', situation, current, next, start);
  if (role === Role.promoted) return item('Demote', situation, current, next, demote);
  if (nextRole === Role.promoted) return item('Promote', situation, current, next, promote);
  if (role === Role.stopped && nextRole > Role.stopped) return item('Start', situation, current, next, start);
  return [];
}
