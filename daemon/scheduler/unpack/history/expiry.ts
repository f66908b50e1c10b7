import { int } from '../../../../cib/number/int.js';
import { note } from '../../log.js';
import { compareDigests, needsHostName } from '../../operations/digest.js';
import { epoch, recheckBy } from '../context.js';
import { failures } from '../failcounts.js';
import { toSeconds } from '../interval.js';
import { findNode } from '../nodes.js';
import { Execution, Exit, type Operation } from './operation.js';

/** Results of probes that tell a state, and are no failures that could expire. */
const PROBE_RESULTS = new Set<number>([
  Exit.ok,
  Exit.notRunning,
  Exit.runningPromoted,
  Exit.degraded,
  Exit.degradedPromoted,
]);

/**
 * Whether a failure has expired. Demands that it be forgotten if so, or if the parameters it failed
 * with have changed.
 */
export function checkExpiry(operation: Operation): boolean {
  const { resource, node, xml, execution } = operation;
  // What is not installed must be cleared by hand.
  if (execution === Execution.notInstalled) return false;
  const isLastFailure = operation.id.endsWith('_last_failure_0');
  const timeout = toSeconds(resource.failureTimeoutMs);
  const changed = int(xml.get('last-rc-change'), undefined);
  let expired = false;
  let unexpiredFailures = 0;
  if (timeout > 0 && changed !== undefined) {
    expired = epoch(resource.cluster) >= changed + timeout && !waitsForFencing(operation, isLastFailure);
    unexpiredFailures = countUnexpired(operation, timeout);
  }
  let reason: string | undefined;
  if (expired) {
    if (failures(resource, node, { operation: xml }).failCount > 0) {
      if (unexpiredFailures === 0) reason = 'it expired';
      else expired = false;
    } else if (isLastFailure && resource.remoteReconnectMs > 0) reason = 'reconnect interval is set';
  }
  if (!expired && isLastFailure && parametersChanged(operation)) reason = 'resource parameters have changed';
  if (reason !== undefined) clearFailures(operation, reason);
  return expired && !(operation.probe && PROBE_RESULTS.has(operation.exit));
}

/** Failures that have not expired; the cluster is looked at again when they have. */
function countUnexpired({ resource, node, xml }: Operation, timeout: number): number {
  const { failCount, lastFailure } = failures(resource, node, { effective: true, operation: xml });
  const until = lastFailure + timeout + 1;
  if (failCount > 0 && epoch(resource.cluster) < until) recheckBy(resource.cluster, until);
  return failCount;
}

/** A failed monitor of a remote connection is not forgotten before the remote node was fenced. */
function waitsForFencing({ resource, task, intervalMs }: Operation, isLastFailure: boolean): boolean {
  const { cluster, id, remoteReconnectMs } = resource;
  if (remoteReconnectMs === 0 || !cluster.options.fencingEnabled) return false;
  if (intervalMs === 0 || task.toLowerCase() !== 'monitor') return false;
  const node = findNode(cluster, id);
  if (!node || node.remoteFenced) return false;
  if (isLastFailure) {
    const text = `Waiting to clear monitor failure for remote node ${id} until fencing has occurred`;
    note(cluster, 'info', 'should_ignore_failure_timeout', text);
  }
  return true;
}

function parametersChanged({ resource, node, xml, task }: Operation): boolean {
  if (task !== 'start' && task !== 'monitor') return false;
  if (needsHostName(resource)) {
    resource.cluster.parameterChecks.push({ operation: xml, resource, node });
    return false;
  }
  const { verdict } = compareDigests(resource, node, xml);
  return verdict === 'mismatch' || verdict === 'restart';
}

function clearFailures({ resource, node, task }: Operation, reason: string): void {
  const { cluster, id, remoteReconnectMs } = resource;
  const text = `Clearing failure of ${id} on ${node.name} because ${reason} | ${id}_clear_failcount_0`;
  note(cluster, 'notice', 'pe__clear_failcount', text);
  const afterFencing = cluster.options.fencingEnabled && remoteReconnectMs > 0;
  if (afterFencing) {
    const wait = `Clearing ${task} failure will wait until any scheduled fencing of ${id} completes`;
    note(cluster, 'info', 'check_operation_expiry', wait);
  }
  cluster.demands.push({ kind: 'clear failures', resource, node, reason, afterFencing });
}
