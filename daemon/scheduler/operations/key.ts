/** The key of an operation in history, graph and log. */
export const operationKey = (resource: string, task: string, intervalMs = 0): string =>
  `${resource}_${task}_${intervalMs}`;

/** The same without the resource: what its actions are found by. */
export const taskKey = (task: string, intervalMs = 0): string => (intervalMs === 0 ? task : `${task}_${intervalMs}`);

/** A one-time monitor asks whether the resource is there at all. */
export const isProbe = (task: string, intervalMs: number): boolean => task === 'monitor' && intervalMs === 0;
