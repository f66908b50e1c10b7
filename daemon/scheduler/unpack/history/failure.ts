import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { note } from '../../log.js';
import type { OnFail } from '../../model/action.js';
import { candidatesWith, prefer } from '../../model/candidates.js';
import { isAnonymousClone, topResource } from '../../model/relations.js';
import type { Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import { isWorse } from '../../operations/on-fail.js';
import { recordFailure } from './failed.js';
import { afterFailedMigrateFrom, afterFailedMigrateTo } from './migration.js';
import type { Progress } from './node.js';
import { Exit, type Operation } from './operation.js';
import { setActive } from './role.js';
import { changeTime, resultText } from './text.js';

/** The state after an operation that failed, and what that asks for. */
export function applyFailure(operation: Operation, onFail: OnFail, failRole: Role, progress: Progress): void {
  const { resource, node, xml, task, probe, exit } = operation;
  progress.lastFailure = xml;
  if (resource.cluster.options.symmetric || exit !== Exit.notInstalled) report(operation, probe);
  if (isWorse(onFail, progress.onFail)) progress.onFail = onFail;
  switch (task) {
    case 'stop':
      prefer(resource, node, -INFINITY_SCORE, { source: 'failure', id: xml.id });
      break;
    case 'migrate_to':
      afterFailedMigrateTo(operation);
      break;
    case 'migrate_from':
      afterFailedMigrateFrom(operation);
      break;
    case 'promote':
      resource.role = Role.promoted;
      break;
    case 'demote':
      afterFailedDemote(resource, exit, onFail);
  }
  if (probe && exit === Exit.notInstalled) resource.role = Role.stopped;
  else if (resource.role < Role.started) setActive(resource);
  if (failRole !== Role.started && resource.nextRole < failRole) resource.nextRole = failRole;
  if (failRole === Role.stopped) banEverywhere(resource);
}

function report(operation: Operation, probe: boolean): void {
  const { resource, node, xml, task, exit, id } = operation;
  const { cluster } = resource;
  const source = 'unpack_rsc_op_failure';
  const text = `Unexpected result (${resultText(operation)}) was recorded for ${probe ? 'probe' : task} of ${resource.id} on ${node.name} at ${changeTime(xml)} | exit-status=${exit} id=${id}`;
  note(cluster, 'warning', source, text);
  if (probe && exit !== Exit.ok && exit !== Exit.notRunning && exit !== Exit.runningPromoted) {
    const advice = `If it is not possible for ${resource.id} to run on ${node.name}, see the resource-discovery option for location constraints`;
    note(cluster, 'notice', source, advice);
  }
  recordFailure(operation);
}

function afterFailedDemote(resource: Resource, exit: number, onFail: OnFail): void {
  if (onFail === 'block') {
    resource.role = Role.promoted;
    resource.nextRole = Role.stopped;
  } else resource.role = exit === Exit.notRunning ? Role.stopped : Role.unpromoted;
}

function banEverywhere(resource: Resource): void {
  const top = topResource(resource);
  const banned = resource.parent && isAnonymousClone(top) ? top : resource;
  const text = `${banned.id} will not be started under current conditions`;
  note(banned.cluster, 'notice', 'ban_from_all_nodes', text);
  banned.candidates = candidatesWith(banned.cluster.nodes, -INFINITY_SCORE);
  banned.cluster.ledger?.forbidEverywhere(banned, { source: 'failure' });
}
