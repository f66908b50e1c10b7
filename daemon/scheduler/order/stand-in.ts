import { note } from '../log.js';
import type { Action } from '../model/action.js';
import { bundleOf } from '../model/relations.js';
import type { Resource } from '../model/resource.js';

/** What is waited for in the place of something of a whole: that it is done. */
const DONE = new Map([
  ['start', 'running'],
  ['stop', 'stopped'],
  ['promote', 'promoted'],
  ['demote', 'demoted'],
]);
const ENDS = new Set(DONE.values());
/** Those that have no end of their own. */
const ENDLESS = new Set(['monitor', 'do_shutdown', 'stonith']);

/**
 * The action that tells that one of a group, clone or bundle is done; after notification of its
 * parts, if there is any. For other actions, the action itself.
 */
export function standInFor(action: Action, resource: Resource): Action {
  if (resource.kind === 'primitive' || action.intervalMs > 0 || action.key.includes('notify')) return action;
  const done = DONE.get(action.task) ?? (ENDS.has(action.task) ? action.task : undefined);
  if (done === undefined) {
    if (ENDLESS.has(action.task)) return action;
    note(resource.cluster, 'error', 'action_uuid_for_ordering', `Unknown action '${action.task}' in ordering`);
    return action;
  }
  const notifies = resource.notify && (resource.kind === 'clone' || bundleOf(resource) !== undefined);
  const key = notifies ? `confirmed-post_notify_${done}` : done;
  const found = resource.actionsByTask.get(key)?.at(-1);
  if (found) return found;
  const text = `Not remapping ${action.key} to ${resource.id}_${key}_0 because ${resource.id} does not have remapped action`;
  note(resource.cluster, 'warning', 'action_for_ordering', text);
  return action;
}
