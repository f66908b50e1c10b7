import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { note } from '../../log.js';
import type { OnFail } from '../../model/action.js';
import { prefer } from '../../model/candidates.js';
import type { Node } from '../../model/node.js';
import { bundleOf, isGuest, isRemoteNode } from '../../model/relations.js';
import type { Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import { demandDemote, demandStop, withdrawStop } from '../demand.js';
import { fenceNode } from '../fence.js';
import { renameInHistory } from '../find.js';
import { findNode } from '../nodes.js';
import { addRunning, block } from '../running.js';
import type { Progress } from './node.js';

/** Draw the conclusions from the history of a resource on a node. */
export function settleState(resource: Resource, node: Node, progress: Progress): void {
  const knownActive = resource.role > Role.stopped;
  if (resource.role !== Role.unknown) noteProbed(resource, node);
  if (knownActive && !node.online && !node.maintenance && resource.managed) fenceForActive(resource, node);
  const onFail = node.unclean ? 'ignore' : progress.onFail;
  handleFailure(resource, node, onFail, knownActive, progress.stopNeeded);
  if (resource.failed && resource.isRemoteConnection) {
    const remote = findNode(resource.cluster, resource.id);
    if (remote?.unclean) remote.seen = true;
  }
  if (knownActive) noteActive(resource, node, onFail, progress.onFail !== 'ignore');
  else if (resource.historyId?.includes(':')) renameInHistory(resource.cluster, resource, undefined);
  else withdrawStop(resource, node);

  // Stopped at the source of a migration that is under way: it is active at the target.
  if (
    resource.role === Role.stopped &&
    resource.activeNodes.length > 0 &&
    resource.migrationTarget &&
    resource.migrationSource === node
  ) {
    resource.role = Role.started;
  }
}

/** Its state there is known, also as that of what it is an exchangeable part of. */
function noteProbed(resource: Resource, node: Node): void {
  for (let at: Resource | undefined = resource; at; at = at.parent) {
    if (!at.probed.has(node)) at.probed.set(node, node);
    if (at.unique) break;
  }
}

/** Active on a node that is lost: the node must be fenced before the resource can be recovered. */
function fenceForActive(resource: Resource, node: Node): void {
  const { cluster } = resource;
  let reason = `${resource.id} is thought to be active there`;
  if (isGuest(node)) markFailed(resource);
  else if (!cluster.options.fencingEnabled) return;
  else if (isRemoteNode(node) && node.remote && !node.remote.failed) {
    node.seen = false;
    reason = `${resource.id} is active there (fencing will be revoked if remote connection can be re-established elsewhere)`;
  }
  fenceNode(cluster, node, reason);
}

function markFailed(resource: Resource): void {
  resource.failed = true;
  resource.stopIfFailed = true;
}

function handleFailure(
  resource: Resource,
  node: Node,
  onFail: OnFail,
  knownActive: boolean,
  stopNeeded: Resource[],
): void {
  const { cluster } = resource;
  switch (onFail) {
    case 'ignore':
      break;
    case 'demote':
      resource.failed = true;
      demandDemote(resource, node);
      break;
    case 'fence':
      fenceNode(cluster, node, `${resource.id} failed there`);
      break;
    case 'standby':
      node.standby = true;
      node.standbyOnFail = true;
      break;
    case 'block':
      block(resource);
      break;
    case 'ban':
      prefer(resource, node, -INFINITY_SCORE, { source: 'failure' });
      break;
    case 'stop':
      resource.nextRole = Role.stopped;
      break;
    case 'restart':
      if (!knownActive) break;
      markFailed(resource);
      demandStop(resource, node);
      break;
    case 'restart-container':
      markFailed(resource);
      if (resource.launcher && bundleOf(resource)) stopNeeded.unshift(resource.launcher);
      else if (resource.launcher) demandStop(resource.launcher, node);
      else if (knownActive) demandStop(resource, node);
      break;
    case 'reset-remote':
      resetRemote(resource, node, knownActive);
      break;
  }
}

function resetRemote(resource: Resource, node: Node, knownActive: boolean): void {
  const { cluster } = resource;
  markFailed(resource);
  if (cluster.options.fencingEnabled && resource.isRemoteConnection) {
    const remote = findNode(cluster, resource.id);
    if (remote && isRemoteNode(remote) && !remote.remoteFenced) {
      fenceNode(cluster, remote, 'remote connection is unrecoverable');
    }
  }
  if (knownActive) demandStop(resource, node);
  if (resource.remoteReconnectMs > 0) resource.nextRole = Role.stopped;
}

function noteActive(resource: Resource, node: Node, onFail: OnFail, failed: boolean): void {
  if (resource.removed) {
    const text = resource.managed
      ? `Removed resource ${resource.id} is active on ${node.name} and will be stopped when possible`
      : `Removed resource ${resource.id} must be stopped manually on ${node.name} because stop-removed-resources is set to false`;
    note(resource.cluster, 'notice', 'process_rsc_state', text);
  }
  addRunning(resource, node, failed);
  if (onFail === 'ignore') return;
  resource.failed = true;
  if (onFail !== 'demote' && onFail !== 'block') resource.stopIfFailed = true;
}
