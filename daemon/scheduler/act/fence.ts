import { note, remark } from '../log.js';
import type { Action } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { OperationDigest } from '../model/digest.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { digestsOf } from '../operations/digest.js';
import { canFence } from '../unpack/fence.js';
import { toSeconds } from '../unpack/interval.js';
import { performDemands } from './demands.js';
import { clusterAction } from './pseudo.js';

const DELAY = 'priority-fencing-delay';
/** Not the name of any operation: digests for unfencing are kept apart from those of operations. */
const UNFENCING_TASK = 'stonith-on';

export interface Fencing {
  /** What the device is to do: `on`, `off`, `reboot`; by default, as the cluster is configured. */
  readonly operation?: string;
  readonly optional: boolean;
  readonly reason?: string | undefined;
  /** It may be delayed by the priority of what runs on the node. */
  readonly priorityDelay?: boolean;
}

/** The action that fences (or unfences) a node: made if there is none. */
export function fenceAction(node: Node, cluster: Cluster, fencing: Fencing): Action {
  performDemands(cluster);
  const { operation = cluster.options.fencingAction, reason, priorityDelay = false } = fencing;
  let { optional } = fencing;
  const key = `stonith-${node.name}-${operation}`;
  const known = cluster.actionsByKey.get(key);
  const action = known ?? clusterAction(cluster, key, 'stonith', node, true);
  if (!known) {
    action.setMeta('on_node', node.name);
    action.setMeta('on_node_uuid', node.id);
    action.setMeta('stonith_action', operation);
    if (cluster.enableUnfencing && !recordDevices(action, node, cluster)) optional = false;
  }
  if (cluster.options.priorityFencingDelayMs > 0 && (priorityDelay || action.meta.has(DELAY))) {
    action.setMeta(DELAY, String(priorityDelaySeconds(node, cluster)));
  }
  if (!optional && canFence(cluster, node)) action.optional = false;
  action.reason ??= reason;
  return action;
}

/** Record in the action which devices with which parameters unfence; false if one is not as it was. */
function recordDevices(action: Action, node: Node, cluster: Cluster): boolean {
  let same = true;
  let all = '';
  let secure = '';
  for (const device of unfencingDevices(cluster.resources)) {
    const agent = device.meta.get('type') ?? '';
    const digest = digestsOf(device, node, { task: UNFENCING_TASK, intervalMs: 0, secure: true });
    if (hasChanged(device, node, digest)) {
      same = false;
      const text = `Unfencing node ${node.name} because the definition of ${device.id} changed`;
      note(cluster, 'notice', 'pe_fence_op', text);
      remark(cluster, `notice: ${text}`);
    }
    all += `${device.id}:${agent}:${digest.all},`;
    secure += `${device.id}:${agent}:${digest.secure},`;
  }
  action.setMeta('digests-all', all);
  action.setMeta('digests-secure', secure);
  return same;
}

/** Whether a device has other parameters than when it unfenced the node last, as the node remembers. */
function hasChanged({ cluster, id, meta }: Resource, { name, attributes }: Node, digest: OperationDigest): boolean {
  const summary = (value: string | undefined): string => `${id}:${meta.get('type') ?? ''}:${value}`;
  const known = attributes.get('#digests-all');
  if (known === undefined || known.includes(summary(digest.all))) return false;
  if (attributes.get('#digests-secure')?.includes(summary(digest.secure))) {
    remark(cluster, `Only 'private' parameters to ${id} for unfencing ${name} changed`);
    return false;
  }
  if (cluster.run.sanitized && digest.secure !== undefined) {
    remark(cluster, `Parameters to ${id} for unfencing ${name} changed, try '${summary(digest.secure)}'`);
  }
  return true;
}

/** Devices that unfence, the last of the configuration first, as agents have always seen them. */
function unfencingDevices(resources: readonly Resource[]): Resource[] {
  const found: Resource[] = [];
  for (const resource of resources) {
    if (resource.children.length > 0) found.unshift(...unfencingDevices(resource.children));
    else if (!resource.fenceDevice) continue;
    else if (resource.requires === 'unfencing' || resource.meta.get('provides')?.toLowerCase() === 'unfencing') {
      found.unshift(resource);
    }
  }
  return found;
}

/** A node that holds more than the others gets time to fence them first, if the cluster is split evenly or worse. */
function priorityDelaySeconds(node: Node, { nodes, options }: Cluster): number {
  if (node.kind !== 'cluster' || node.online) return 0;
  const members = nodes.filter(({ kind }) => kind === 'cluster');
  const online = members.filter((member) => member.online).length;
  if (online > Math.floor(members.length / 2)) return 0;
  const priorities = members.map(({ priority }) => priority);
  const top = Math.max(...priorities);
  if (Math.min(...priorities) === top || node.priority < top) return 0;
  return toSeconds(options.priorityFencingDelayMs);
}
