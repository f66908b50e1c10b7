import { configWarning, note } from '../../log.js';
import { bundleOf } from '../../model/relations.js';
import { Role } from '../../model/role.js';
import { canFence } from '../fence.js';
import { block } from '../running.js';
import { recordFailure } from './failed.js';
import type { Progress } from './node.js';
import { Execution, Exit, type Operation } from './operation.js';
import { changeTime, resultText } from './text.js';

const SOURCE = 'remap_operation';

/**
 * Bring the result of an operation into the form in which it is judged: degraded is as good as sound,
 * a probe that cannot run found nothing, and execution tells done from the several kinds of error.
 */
export function remapResult(operation: Operation, progress: Progress, expired: boolean): void {
  const { resource, node } = operation;
  if (operation.exit === Exit.degraded || operation.exit === Exit.degradedPromoted) {
    operation.exit = operation.exit === Exit.degraded ? Exit.ok : Exit.runningPromoted;
    if (!expired && (!node.shutdown || node.online)) recordFailure(operation);
  }
  if (operation.masked && !bundleOf(resource)) {
    operation.execution = Execution.done;
    operation.exit = Exit.notRunning;
  }
  const { noFenceDevice, noSecrets, done, error, errorHard } = Execution;
  if (operation.execution === noFenceDevice || operation.execution === noSecrets) operation.execution = errorHard;
  if (operation.execution !== done && operation.execution !== error) return;

  if (operation.expected < 0) {
    const text = `Expected result not found for ${operation.key} on ${node.name} (corrupt or obsolete CIB?)`;
    configWarning(resource.cluster, SOURCE, text);
    operation.execution = error;
  } else operation.execution = operation.exit === operation.expected ? done : error;
  remapExit(operation, progress, expired);
}

function remapExit(operation: Operation, progress: Progress, expired: boolean): void {
  const { resource, probe, exit, expected } = operation;
  switch (exit) {
    case Exit.ok:
      if (!probe || expected !== Exit.notRunning) break;
      operation.execution = Execution.done;
      foundActive(operation, 'active');
      break;
    case Exit.notRunning:
      if (!probe && expected !== exit && resource.managed) break;
      operation.execution = Execution.done;
      resource.role = Role.stopped;
      progress.onFail = 'ignore';
      resource.nextRole = Role.unknown;
      break;
    case Exit.runningPromoted:
      if (probe && exit !== expected) {
        operation.execution = Execution.done;
        foundActive(operation, 'active and promoted');
      }
      if (!expired || exit === expected) resource.role = Role.promoted;
      break;
    case Exit.failedPromoted:
      if (!expired) resource.role = Role.promoted;
      operation.execution = Execution.error;
      break;
    case Exit.notConfigured:
      operation.execution = Execution.errorFatal;
      break;
    case Exit.unimplemented:
      if (operation.intervalMs > 0) operation.execution = Execution.notSupported;
      else failHard(operation, expired);
      break;
    case Exit.notInstalled:
    case Exit.invalidParameter:
    case Exit.insufficientPrivileges:
      failHard(operation, expired);
      break;
    default:
      if (operation.execution === Execution.done) treatAsFailure(operation, probe);
  }
}

function foundActive({ resource, node, xml }: Operation, how: string): void {
  const text = `Probe found ${resource.id} ${how} on ${node.name} at ${changeTime(xml)}`;
  note(resource.cluster, 'info', SOURCE, text);
}

function treatAsFailure(operation: Operation, probe: boolean): void {
  const { resource, node, xml, exit, task } = operation;
  const text = `Treating unknown exit status ${exit} from ${probe ? 'probe' : task} of ${resource.id} on ${node.name} at ${changeTime(xml)} as failure`;
  note(resource.cluster, 'info', SOURCE, text);
  operation.execution = Execution.error;
}

/** It cannot work on this node. If that was a stop, and the node cannot be fenced, nothing helps. */
function failHard(operation: Operation, expired: boolean): void {
  const { resource, node, xml, task, id, exit } = operation;
  operation.execution = Execution.errorHard;
  if (expired || task !== 'stop' || canFence(resource.cluster, node)) return;
  const text = `No further recovery can be attempted for ${resource.id} because ${task} on ${node.name} failed (${resultText(operation)}) at ${changeTime(xml)} | rc=${exit} id=${id}`;
  note(resource.cluster, 'error', 'block_if_unrecoverable', text);
  block(resource);
}
