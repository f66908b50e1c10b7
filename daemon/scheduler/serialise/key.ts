import type { Action } from '../model/action.js';

/** Name by which the controller and the history know an action: instances of anonymous clones share it. */
export function graphKey({ resource, key, task, cancelTask, meta }: Action): string {
  const name = resource?.historyId;
  if (name === undefined) return key;
  if (task === 'notify') return notificationKey(name, meta.get('notify_type'), meta.get('notify_operation'));
  return `${name}_${cancelTask ?? task}_${intervalText(meta)}`;
}

export const notificationKey = (name: string, type = '', operation = ''): string =>
  `${name}_${type}_notify_${operation}_0`;

/** The interval as the meta-attribute has it, in milliseconds. */
export const intervalText = (meta: ReadonlyMap<string, string>): string =>
  String(Number(meta.get('interval') ?? 0) || 0);
