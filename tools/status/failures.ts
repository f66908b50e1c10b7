import type { Element } from '../../cib/xml/element.js';
import type { Cluster } from '../../daemon/scheduler/model/cluster.js';
import { historyKey, isMaskedProbe } from '../../daemon/scheduler/unpack/history/operation.js';
import { parseOperationKey } from './operation-key.js';
import { includes, type View } from './view.js';

const EXECUTION: readonly string[] = [
  'Done',
  'Cancelled',
  'Timed out',
  'Unsupported',
  'Error',
  'Hard error',
  'Fatal error',
  'Not installed',
  'Internal communication failure',
  'Cannot execute now',
  'No fence device',
  'CIB secrets unavailable',
];

/** How the execution of an operation ended, in words. */
export const executionText = (status: number): string =>
  status === -1 ? 'Pending' : (EXECUTION[status] ?? 'Unrecognized status (bug?)');

/** Failed operations that are shown: probes that only say that nothing can run there are not. */
export const shownFailures = (cluster: Cluster, { onlyNodes, onlyResources }: View): Element[] =>
  cluster.failedOperations.filter((operation) => {
    const node = operation.get('uname') ?? '';
    if (!onlyNodes.some((name) => name === '*' || name.toLowerCase() === node.toLowerCase())) return false;
    if (isMaskedProbe(operation)) return false;
    const key = parseOperationKey(historyKey(operation));
    return key !== undefined && includes(onlyResources, key.resource);
  });
