import { int } from '../../../../cib/number/int.js';
import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { formatInterval } from '../../../../cib/time/interval.js';
import type { Element } from '../../../../cib/xml/element.js';
import { note } from '../../log.js';
import { forbidEverywhere, prefer } from '../../model/candidates.js';
import type { Node } from '../../model/node.js';
import { bundleOf, topResource } from '../../model/relations.js';
import type { Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import { findConfig } from '../../operations/config.js';
import { operationMeta } from '../../operations/meta.js';
import { isWorse, onFailOf, roleAfterFailure } from '../../operations/on-fail.js';
import { demandStop } from '../demand.js';
import { findNode } from '../nodes.js';
import { checkExpiry } from './expiry.js';
import { recordFailure } from './failed.js';
import { applyFailure } from './failure.js';
import { afterMigrateTo } from './migration.js';
import type { Progress } from './node.js';
import { Execution, Exit, historyKey, intervalOf, type Operation, readOperation } from './operation.js';
import { remapResult } from './remap.js';
import { setActive } from './role.js';
import { changeTime, exitText, resultText } from './text.js';

/** Take in what one entry of the history says of a resource. */
export function applyOperation(resource: Resource, node: Node, xml: Element, progress: Progress): void {
  const operation = readOperation(resource, node, xml);
  if (!operation) return;
  const expired = checkExpiry(operation);
  const reported = operation.exit;
  remapResult(operation, progress, expired);
  if (expired && ignoreExpired(operation, reported)) return;
  const masked = operation.masked && !bundleOf(resource);
  if (masked) maskProbe(operation, reported, progress);
  else if (operation.execution === Execution.pending) applyPending(operation, progress.lastFailure);
  else if (operation.execution === Execution.done) updateState(operation, operation.exit, progress);
  else applyError(operation, progress);
}

/** Whether an expired result is to be left out altogether. */
function ignoreExpired(operation: Operation, reported: number): boolean {
  const { resource, node, xml, expected, exit, task, id } = operation;
  const { cluster } = resource;
  const source = 'process_expired_result';
  if (operation.masked && reported !== expected && !bundleOf(resource)) {
    if (resource.role <= Role.stopped) resource.role = Role.unknown;
    return true;
  }
  if (exit === expected) return false;
  if (operation.intervalMs === 0) {
    const text = `Ignoring resource history entry ${id} for ${task} of ${resource.id} on ${node.name}: Expired failure`;
    note(cluster, 'notice', source, text);
    return true;
  }
  if (!node.online || node.unclean) return false;
  const text = `Rescheduling ${formatInterval(operation.intervalMs)}-interval ${task} of ${resource.id} on ${node.name} after failure expired`;
  note(cluster, 'notice', source, text);
  cluster.expiredOperations.add(xml);
  return true;
}

/** The resource cannot run on this node, and so is not running there: a ban, and no failure. */
function maskProbe(operation: Operation, reported: number, progress: Progress): void {
  const { resource, node } = operation;
  const text = `Treating probe result '${exitText(reported)}' for ${resource.id} on ${node.name} as 'not running'`;
  note(resource.cluster, 'notice', 'mask_probe_failure', text);
  updateState(operation, operation.expected, progress);
  recordFailure(operation);
  prefer(wholeOf(resource), node, -INFINITY_SCORE, { source: 'failure', id: operation.id });
}

/** What a ban goes for: of what is exchangeable, all. */
const wholeOf = (resource: Resource): Resource => (resource.unique ? resource : topResource(resource));

function applyPending({ resource, node, xml, task, probe }: Operation, lastFailure: Element | undefined): void {
  if (lastFailure && isNewerFailure(xml, lastFailure)) return;
  if (task === 'start') {
    resource.startPending = true;
    setActive(resource);
  } else if (task === 'promote') resource.role = Role.promoted;
  else if (task === 'migrate_to' && node.unclean) {
    const target = findNode(resource.cluster, xml.get('migrate_target'));
    if (target) demandStop(resource, target);
  }
  if (resource.pendingAction !== undefined || probe) return;
  resource.pendingAction = task;
  resource.pendingNode = node;
}

/** The last failure is of the same operation, and not older. */
function isNewerFailure(pending: Element, failure: Element): boolean {
  if (pending.get('operation') !== failure.get('operation')) return false;
  if (!failure.has('interval') || intervalOf(pending) !== intervalOf(failure)) return false;
  const started = int(pending.get('last-rc-change'), 0);
  return int(failure.get('last-rc-change'), 0) >= started;
}

/** The state after an operation that did what it should. */
function updateState(operation: Operation, exit: number, progress: Progress): void {
  const { resource, task } = operation;
  let clears = false;
  if (exit === Exit.notInstalled || (operation.masked && !bundleOf(resource))) resource.role = Role.stopped;
  else if (exit === Exit.notRunning) clears = true;
  else {
    switch (task) {
      case 'monitor':
        clears = progress.lastFailure !== undefined && operation.key === historyKey(progress.lastFailure);
        if (resource.role < Role.started) setActive(resource);
        break;
      case 'start':
      case 'migrate_from':
        resource.role = Role.started;
        clears = true;
        break;
      case 'stop':
        resource.role = Role.stopped;
        clears = true;
        break;
      case 'promote':
        resource.role = Role.promoted;
        clears = true;
        break;
      case 'demote':
        clears = progress.onFail === 'demote';
        resource.role = Role.unpromoted;
        break;
      case 'migrate_to':
        afterMigrateTo(operation);
        break;
      default:
        if (resource.role < Role.started) setActive(resource);
    }
  }
  if (clears) clearFailure(resource, progress);
}

/** A success makes up for what failed before, except for what only people can undo. */
function clearFailure(resource: Resource, progress: Progress): void {
  const { onFail } = progress;
  if (onFail === 'stop' || onFail === 'ban' || onFail === 'standby' || onFail === 'fence') return;
  if (onFail === 'reset-remote' && resource.remoteReconnectMs > 0) return;
  progress.onFail = 'ignore';
  resource.nextRole = Role.unknown;
}

function applyError(operation: Operation, progress: Progress): void {
  const { resource, node, task, intervalMs, execution } = operation;
  const { cluster } = resource;
  if (execution === Execution.notConnected && node.remote?.managed) {
    node.remote.failed = true;
    node.remote.stopIfFailed = true;
  }
  const config = findConfig(resource, task, intervalMs);
  const meta = operationMeta(resource, node, task, intervalMs, config);
  const onFail = onFailOf(resource, task, intervalMs, meta.get('on-fail'));
  const failRole = roleAfterFailure(resource, task, onFail);
  const whole = wholeOf(resource);
  if (execution === Execution.notInstalled) {
    if (onFail === 'ignore') {
      const text = `Cannot ignore failed ${task} of ${resource.id} on ${node.name}: Resource agent doesn't exist | status=${execution} rc=${operation.exit} id=${operation.id}`;
      note(cluster, 'warning', 'unpack_rsc_op', text);
      progress.onFail = 'ban';
    }
    prefer(whole, node, -INFINITY_SCORE, { source: 'failure', id: operation.id });
    applyFailure(operation, onFail, failRole, progress);
  } else if (onFail === 'ignore' || (onFail === 'restart-container' && task === 'stop')) {
    pretendSuccess(operation, progress);
    if (onFail === 'restart-container' && !isWorse(progress.onFail, 'restart')) progress.onFail = onFail;
  } else {
    applyFailure(operation, onFail, failRole, progress);
    banAfterError(operation, whole);
  }
}

function pretendSuccess(operation: Operation, progress: Progress): void {
  const { resource, node, xml, task, id, expected } = operation;
  const text = `Pretending failed ${task} (${resultText(operation)}) of ${resource.id} on ${node.name} at ${changeTime(xml)} succeeded | ${id}`;
  note(resource.cluster, 'warning', 'unpack_rsc_op', text);
  updateState(operation, expected, progress);
  resource.failureIgnored = true;
  recordFailure(operation);
}

/** Some errors show that it is no use to try again, on this node or on any. */
function banAfterError(operation: Operation, whole: Resource): void {
  const { node, execution, exit, id } = operation;
  const { cluster } = whole;
  if (execution === Execution.errorHard) {
    const text = `Preventing ${whole.id} from restarting on ${node.name} because of hard failure (${resultText(operation)}) | ${id}`;
    note(cluster, exit === Exit.notInstalled ? 'notice' : 'error', 'unpack_rsc_op', text);
    prefer(whole, node, -INFINITY_SCORE, { source: 'failure', id: operation.id });
  } else if (execution === Execution.errorFatal) {
    const text = `Preventing ${whole.id} from restarting anywhere because of fatal failure (${resultText(operation)}) | ${id}`;
    note(cluster, 'error', 'unpack_rsc_op', text);
    forbidEverywhere(whole, { source: 'failure', id });
  }
}
