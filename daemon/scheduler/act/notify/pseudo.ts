import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { type Action, Relation } from '../../model/action.js';
import type { Pairs } from '../../model/memory.js';
import type { Notification } from '../../model/notification.js';
import type { Clone, Resource } from '../../model/resource.js';
import { relate } from '../../order/relate.js';
import { resourceAction } from '../create.js';

/** The points of notification around something that is done with instances of a clone; undefined if it wants none. */
export function notifyOf(clone: Clone, task: string, begin: Action, end: Action): Notification | undefined {
  if (!clone.notify) return undefined;
  const known = clone.notifications.get(task);
  if (known) return known;
  const pre = beforehand(clone, task, begin);
  const post = afterwards(clone, task, end);
  relate(pre.preDone, post.post, Relation.ordered);
  const notification = { task, ...pre, ...post };
  clone.notifications.set(task, notification);
  return notification;
}

/** Points of notification after fencing that implies a stop; undefined if none is wanted. */
export function notifyOfFencing(resource: Resource, fencing: Action): Notification | undefined {
  if (!resource.notify) return undefined;
  return { task: 'stop', pre: undefined, preDone: undefined, ...afterwards(resource, 'stop', fencing) };
}

/** Instances hear of what was done in one role change before the next begins. */
export function orderNotifications({ notifications }: Clone): void {
  const { start, stop, promote, demote } = Object.fromEntries(notifications);
  relate(stop?.postDone, promote?.pre, Relation.ordered);
  relate(start?.postDone, promote?.pre, Relation.ordered);
  relate(demote?.postDone, promote?.pre, Relation.ordered);
  relate(demote?.postDone, start?.pre, Relation.ordered);
  relate(demote?.postDone, stop?.pre, Relation.ordered);
}

function beforehand(resource: Resource, task: string, begin: Action): Pick<Required<Notification>, 'pre' | 'preDone'> {
  const pre = point(resource, begin, 'notify', 'pre', task);
  pre.runnable = true;
  const preDone = point(resource, begin, 'notified', 'confirmed-pre', task);
  preDone.runnable = true;
  relate(pre, preDone, Relation.ordered);
  relate(preDone, begin, Relation.ordered);
  return { pre, preDone };
}

function afterwards(resource: Resource, task: string, end: Action): Pick<Required<Notification>, 'post' | 'postDone'> {
  const post = point(resource, end, 'notify', 'post', task);
  const postDone = point(resource, end, 'notified', 'confirmed-post', task);
  for (const each of [post, postDone]) {
    each.priority = INFINITY_SCORE;
    each.runnable = end.runnable;
  }
  relate(end, post, Relation.firstImpliesThen);
  relate(post, postDone, Relation.firstImpliesThen);
  return { post, postDone };
}

/** @param of what the key names: the action that comes after, or has come before */
function point(resource: Resource, of: Action, action: 'notify' | 'notified', type: string, task: string): Action {
  const made = resourceAction(resource, action, undefined, of.optional, { name: `${type}_notify_${of.task}` });
  made.pseudo = true;
  made.meta = mergedMeta(made.meta, pointMeta(type, of.task, task));
  return made;
}

const known = new Map<string, Pairs>();

/** What tells a point of notification from others: kept, since it is the same for all clones. */
function pointMeta(type: string, keyOperation: string, operation: string): Pairs {
  const key = `${type} ${keyOperation} ${operation}`;
  let meta = known.get(key);
  if (!meta) {
    meta = new Map([
      ['notify_key_type', type],
      ['notify_key_operation', keyOperation],
      ['notify_type', type.replace('confirmed-', '')],
      ['notify_operation', operation],
    ]);
    known.set(key, meta);
  }
  return meta;
}

const merged = new WeakMap<Pairs, WeakMap<Pairs, Pairs>>();

/** Meta-attributes with more, which override: made once for all that have the same two. */
export function mergedMeta(meta: Pairs, more: Pairs): Pairs {
  let all = merged.get(meta);
  if (!all) {
    all = new WeakMap();
    merged.set(meta, all);
  }
  let found = all.get(more);
  if (!found) {
    found = new Map([...meta, ...more]);
    all.set(more, found);
  }
  return found;
}
