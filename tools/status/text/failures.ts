import { int } from '../../../cib/number/int.js';
import { ctime } from '../../../cib/time/ctime.js';
import { formatInterval } from '../../../cib/time/interval.js';
import type { Element } from '../../../cib/xml/element.js';
import { historyKey } from '../../../daemon/scheduler/unpack/history/operation.js';
import { exitText } from '../../../daemon/scheduler/unpack/history/text.js';
import { executionText } from '../failures.js';
import { parseOperationKey } from '../operation-key.js';
import type { Show } from '../view.js';

const atLeast0 = (text: string | undefined): number => Math.max(0, int(text, 0));

/** What is known of a failed operation, for people or in detail. */
export function failureText(operation: Element, { failedDetail }: Show): string {
  return failedDetail ? technical(operation) : friendly(operation);
}

function friendly(operation: Element): string {
  const { resource, task, intervalMs } = parseOperationKey(historyKey(operation)) ?? {
    resource: 'unknown resource',
    task: 'unknown action',
    intervalMs: 0,
  };
  const status = atLeast0(operation.get('op-status'));
  const reason = operation.get('exit-reason') ?? '';
  const every = intervalMs === 0 ? '' : `${formatInterval(intervalMs)}-interval `;
  const action = task === 'monitor' && intervalMs === 0 ? 'probe' : task;
  let text = `${resource} ${every}${action} on ${operation.get('uname') || 'unknown node'}`;
  if (status === 0) {
    text += ` returned '${exitText(atLeast0(operation.get('rc-code')))}'${reason === '' ? '' : ` (${reason})`}`;
  } else text += ` could not be executed (${executionText(status)}${reason === '' ? '' : `: ${reason}`})`;
  const changed = int(operation.get('last-rc-change'), undefined);
  if (changed !== undefined) text += ` at ${ctime(changed)}`;
  const took = atLeast0(operation.get('exec-time'));
  return took > 0 ? `${text} after ${formatInterval(took)}` : text;
}

function technical(operation: Element): string {
  const rc = atLeast0(operation.get('rc-code'));
  const status = executionText(atLeast0(operation.get('op-status')));
  const node = operation.get('uname') || 'unknown node';
  const call = operation.get('call-id') || 'unknown';
  let text = `${historyKey(operation) || 'unknown operation'} on ${node} '${exitText(rc)}' (${rc}): call=${call}, status='${status}'`;
  const add = (name: string, value: string | undefined, unit: string): void => {
    if (value) text += `, ${name}=${unit === "'" ? `'${value}'` : value + unit}`;
  };
  add('exitreason', operation.get('exit-reason'), "'");
  const changed = int(operation.get('last-rc-change'), undefined);
  if (changed !== undefined) add('last-rc-change', ctime(changed), "'");
  add('queued', operation.get('queue-time'), 'ms');
  add('exec', operation.get('exec-time'), 'ms');
  return text;
}
