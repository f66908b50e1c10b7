import { formatInterval } from '../../../cib/time/interval.js';
import { note } from '../log.js';
import { type Action, Relation } from '../model/action.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { addOrdering } from '../order/new.js';
import { resourceAction } from './create.js';
import { unfenceAgain } from './unfence.js';

/** End a recurring operation: the action that stands for it becomes the one that cancels it. */
export function cancelAction(resource: Resource, task: string, intervalMs: number, node: Node | undefined): Action {
  const cancel = resourceAction(resource, 'cancel', node, false, { name: task, intervalMs });
  cancel.task = 'cancel';
  cancel.cancelTask = task;
  cancel.setMeta('operation', task);
  cancel.setMeta('interval', String(intervalMs));
  return cancel;
}

/** End a recurring operation that is active, by the history. */
export function scheduleCancel(
  resource: Resource,
  callId: string | undefined,
  task: string,
  intervalMs: number,
  node: Node,
  reason: string,
): void {
  const { cluster, id } = resource;
  const text = `Recurring ${formatInterval(intervalMs)}-interval ${task} for ${id} will be stopped on ${node.name}: ${reason}`;
  note(cluster, 'info', 'pcmk__schedule_cancel', text);
  const cancel = cancelAction(resource, task, intervalMs, node);
  if (callId !== undefined) cancel.setMeta('call-id', callId);
  addOrdering(cluster, { resource, task: 'stop' }, cancel, Relation.ordered);
}

/** Run a recurring operation anew, since its parameters changed. */
export function reschedule(resource: Resource, task: string, intervalMs: number, node: Node): void {
  unfenceAgain(resource, node, 'Device parameters changed (reschedule)');
  resourceAction(resource, task, node, true, { intervalMs }).reschedule = true;
}
