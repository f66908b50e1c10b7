import { kindOf } from '../kinds/kinds.js';
import { note } from '../log.js';
import { type Action, ActionFlag } from '../model/action.js';
import type { NoQuorumPolicy } from '../model/cluster.js';
import { isGuest } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { Role } from '../model/role.js';
import { canFence, fenceNode } from '../unpack/fence.js';

const SOURCE = 'update_resource_action_runnable';

/** Settle whether an action of a resource can be run, as far as its node and quorum decide that. */
export function updateRunnable(action: Action): void {
  const { node } = action;
  if ((action.flags & ActionFlag.pseudo) !== 0) return;
  if (!node) action.clear(ActionFlag.runnable);
  else if (!action.onDc && !node.online && !(isGuest(node) && !node.remoteReset)) onLostNode(action);
  else if (!action.onDc && node.pending) {
    action.clear(ActionFlag.runnable);
    note(clusterOf(action), 'warning', SOURCE, `Action ${action.key} on ${node.name} is unrunnable (node is pending)`);
  } else if (action.needs === 'nothing') {
    action.reason = undefined;
    // A guest on a host that is lost and cannot be fenced is out of reach
    action.runnable = !isGuest(node) || canFence(clusterOf(action), node);
  } else askQuorum(action);
}

const clusterOf = ({ resource }: Action) => (resource as Resource).cluster;

function onLostNode(action: Action): void {
  const { node, resource } = action;
  if (!node || !resource) return;
  const { cluster } = resource;
  action.clear(ActionFlag.runnable);
  note(cluster, 'warning', SOURCE, `${action.key} on ${node.name} is unrunnable (node is offline)`);
  if (resource.managed && action.task === 'stop' && !node.unclean) fenceNode(cluster, node, 'stop is unrunnable');
}

function askQuorum(action: Action): void {
  const resource = action.resource as Resource;
  switch (effectivePolicy(resource)) {
    case 'stop':
      action.clear(ActionFlag.runnable);
      action.reason = 'no quorum';
      break;
    case 'freeze':
      if (kindOf(resource).status.isActive(resource, true) && resource.nextRole <= resource.role) break;
      action.clear(ActionFlag.runnable);
      action.reason = 'quorum freeze';
      break;
    default:
      action.add(ActionFlag.runnable);
  }
}

function effectivePolicy(resource: Resource): NoQuorumPolicy {
  const { cluster } = resource;
  const { noQuorumPolicy } = cluster.options;
  if (cluster.quorate) return 'ignore';
  if (noQuorumPolicy !== 'demote') return noQuorumPolicy;
  if (resource.role !== Role.promoted && resource.role !== Role.unpromoted) return 'stop';
  if (resource.nextRole > Role.unpromoted) resource.nextRole = Role.unpromoted;
  return 'ignore';
}
