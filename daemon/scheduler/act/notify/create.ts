import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { kindOf } from '../../kinds/kinds.js';
import { note } from '../../log.js';
import { type Action, Relation } from '../../model/action.js';
import type { Node } from '../../model/node.js';
import type { Notification } from '../../model/notification.js';
import { topResource } from '../../model/relations.js';
import type { Clone, Resource } from '../../model/resource.js';
import { Role, roleName } from '../../model/role.js';
import { relate } from '../../order/relate.js';
import { resourceAction } from '../create.js';
import { latestAction } from '../find.js';
import { type Activity, activityOf, describe, isChange } from './activity.js';
import { mergedMeta, notifyOfFencing } from './pseudo.js';

type Told = ReadonlyMap<string, string>;

/** A notification, and what is told by it. */
interface Message extends Notification {
  readonly told: Told;
  /** What is done, by task. */
  readonly activity: Activity | undefined;
}

/** Make the notifications of a clone, when it is settled what is done with its instances. */
export function createNotifications(clone: Clone): void {
  for (let i = clone.actions.length - 1; i >= 0; i--) {
    kindOf(clone).order.flagsOf(clone.actions[i] as Action, undefined);
  }
  if (clone.notifications.size === 0) return;
  // What is done does not change while it is told
  const activity = activityOf(clone);
  const told = describe(clone, activity);
  tellActions(clone, told);
  for (const task of ['start', 'stop', 'promote', 'demote'] as const) {
    const notification = clone.notifications.get(task);
    if (!notification) continue;
    const isDone = task === 'stop' ? told.get('notify_stop_resource') !== ' ' : activity[task].length > 0;
    if (isDone) {
      const { pre, preDone, post, postDone } = notification;
      for (const point of [pre, preDone, post, postDone]) if (point) point.optional = false;
    }
    notify(clone, { ...notification, told, activity });
  }
}

/** A stop is implied by fencing: tell the other instances after that. */
export function notifyAfterFencing(stop: Action, resource: Resource, fencing: Action): void {
  const text = `Ordering notifications for implied ${stop.key} after fencing`;
  note(resource.cluster, 'info', 'pe__order_notifs_after_fencing', text);
  const notification = notifyOfFencing(resource, fencing);
  if (!notification) return;
  const told = new Map([
    ['notify_stop_resource', resource.id],
    ['notify_stop_uname', stop.node?.name ?? ''],
  ]);
  tellActions(topResource(resource), told);
  notify(topResource(resource), { ...notification, told, activity: undefined });
}

/** Agents that start, stop, promote or demote an instance are told what is done with all of them. */
function tellActions({ children, actions }: Resource, told: Told): void {
  for (const child of children) tellActions(child, told);
  if (children.length > 0) return;
  for (const action of actions) if (!action.optional && action.node && isChange(action.task)) action.told = told;
}

function notify(resource: Resource, message: Message): void {
  if (resource.children.length > 0) {
    for (const child of resource.children) notify(child, message);
    return;
  }
  const { task, activity } = message;
  if (task !== 'stop' && !activity?.[task as keyof Activity]?.length) return;
  if (task === 'stop' || task === 'demote') notifyDown(resource, message);
  else notifyUp(resource, message);
}

function notifyDown(resource: Resource, message: Message): void {
  if (resource.role === Role.stopped) return;
  const stop = latestAction(resource, 'stop');
  for (const node of resource.activeNodes) {
    // Nobody is there to be notified if the stop is implied by fencing
    if (stop?.pseudo && (node.unclean || node.remoteReset)) continue;
    tell(resource, node, message.pre, message.preDone, message.told);
    if (message.task === 'demote' || !stop || stop.optional) tellAfterwards(resource, node, message);
  }
}

function notifyUp(resource: Resource, message: Message): void {
  const { nextRole, assigned, id, cluster } = resource;
  if (nextRole === Role.stopped) return;
  const start = latestAction(resource, 'start');
  const connection = start?.node?.remote;
  // What is behind a connection that cannot come up will not start
  if (connection && latestAction(connection, 'start')?.runnable === false) return;
  if (!assigned) {
    const text = `Next role '${roleName(nextRole)}' but ${id} is not allocated`;
    note(cluster, 'error', 'create_notify_actions', text);
    return;
  }
  if (message.task !== 'start' || !start || start.optional) {
    tell(resource, assigned, message.pre, message.preDone, message.told);
  }
  tellAfterwards(resource, assigned, message);
}

function tellAfterwards(resource: Resource, node: Node, { post, postDone, told }: Message): void {
  const made = tell(resource, node, post, postDone, told);
  if (made) made.priority = INFINITY_SCORE;
  if (!postDone) return;
  for (let i = resource.actions.length - 1; i >= 0; i--) {
    const action = resource.actions[i] as Action;
    if ((action.meta.get('interval') ?? '0') === '0' || action.task === 'cancel') continue;
    relate(postDone, action, Relation.ordered);
  }
}

/** Let an instance be told something, between two points. */
function tell(
  resource: Resource,
  node: Node,
  point: Action | undefined,
  done: Action | undefined,
  told: Told,
): Action | undefined {
  if (!point || !done || !node.online || !point.runnable) return undefined;
  const name = `${point.meta.get('notify_type')}_notify_${point.meta.get('notify_operation')}`;
  const action = resourceAction(resource, point.task, node, point.optional, { name });
  action.meta = mergedMeta(point.meta, action.meta);
  action.told = told;
  relate(point, action, Relation.ordered);
  relate(action, done, Relation.ordered);
  return action;
}
