export interface OperationKey {
  readonly resource: string;
  readonly task: string;
  readonly intervalMs: number;
}

/** Take apart `RESOURCE_TASK_INTERVAL`; undefined if it is no such key. */
export function parseOperationKey(key: string): OperationKey | undefined {
  const interval = /^(.*)_(\d+)$/s.exec(key);
  if (!interval) return undefined;
  const head = interval[1] as string;
  const action = /_((?:migrate_from|migrate_to)|[^_]+)$/.exec(head);
  if (!action || action.index === 0) return undefined;
  let at = action.index;
  const prefix = /_(?:confirmed-)?(?:pre|post)$/.exec(head.slice(0, at));
  if (prefix && action[1] === 'notify' && prefix.index > 0) at = prefix.index;
  return { resource: head.slice(0, at), task: head.slice(at + 1), intervalMs: Number(interval[2]) };
}
