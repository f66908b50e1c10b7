import { kindOf } from '../kinds/kinds.js';
import { guestConnectionOf } from '../kinds/primitive/launcher.js';
import { type Action, Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import { isRemote, type Node } from '../model/node.js';
import { isGuest, topResource } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { Role } from '../model/role.js';
import { addOrdering, orderActions } from '../order/new.js';
import { isLostRemoteNode } from '../order/remote.js';
import { fenceNode } from '../unpack/fence.js';
import { resourceAction } from './create.js';
import { performDemands } from './demands.js';
import { EXPECT_PROMOTED, EXPECT_STOPPED } from './recurring.js';
import { orderAfterUnfencing } from './unfence.js';

/** Find out what is active where, as far as it is not known. */
export function scheduleProbes(cluster: Cluster): void {
  for (const node of cluster.nodes) {
    if (!node.online) {
      if (!isLostRemoteNode(node)) continue;
      fenceNode(cluster, node, 'the connection is unrecoverable');
      performDemands(cluster);
    } else if (!node.unclean && node.probesAllowed) probeAll(cluster.resources, node);
  }
}

/** Probe resources on a node; whether any probe was made. */
export function probeAll(resources: readonly Resource[], node: Node): boolean {
  let any = false;
  for (const resource of resources) if (kindOf(resource).act.probe(resource, node)) any = true;
  return any;
}

/** Nothing in a group is probed on nodes that cannot run what is in it. */
export function canProbeOn(resource: Resource, node: Node): boolean {
  const { cluster, fenceDevice, isRemoteConnection } = resource;
  if (!cluster.options.startupProbes) return false;
  if (!isRemote(node)) return true;
  return !fenceDevice && !(isGuest(node) && guestConnectionOf(resource)) && !isRemoteConnection;
}

/** Probe a primitive on a node, unless its state there is known or follows from something else. */
export function probePrimitive(primitive: Resource, node: Node): boolean {
  if (!canProbeOn(primitive, node) || !isOpen(primitive, node)) return false;
  const top = topResource(primitive);
  if (isGuest(node)) {
    const guest = node.remote.launcher;
    if (guest.role === Role.stopped) {
      probeThenStart(guest, top);
      return false;
    }
    if (willStop(guest, node)) {
      orderActions(guest, 'stop', top, 'start', Relation.ordered);
      return false;
    }
  }
  orderProbe(primitive, probeAction(primitive, node), top.kind === 'clone' ? top : primitive);
  return true;
}

function isOpen(primitive: Resource, node: Node): boolean {
  const { launcher, isRemoteConnection, removed, probed, exclusiveProbes, candidates } = primitive;
  if ((launcher && !isRemoteConnection) || removed || probed.has(node)) return false;
  const candidate = candidates.get(node);
  if (exclusiveProbes || topResource(primitive).exclusiveProbes) {
    if (candidate?.probe !== 'exclusive') return false;
  }
  return (candidate ?? node).probe !== 'never';
}

/** If the probe cannot be run the resource is not started; but what is active goes on. */
function orderProbe(primitive: Resource, probe: Action, started: Resource): void {
  const { cluster } = primitive;
  const blocks = !probe.runnable && started.activeNodes.length === 0;
  const flags = Relation.ordered | (blocks ? Relation.unrunnableFirstBlocks : Relation.none);
  addOrdering(cluster, probe, { resource: started, task: 'start' }, flags);
  addOrdering(cluster, probe, { resource: started, task: 'reload-agent' }, Relation.ordered);
}

function probeAction(primitive: Resource, node: Node): Action {
  const probe = resourceAction(primitive, 'monitor', node, false);
  probe.optional = false;
  orderAfterUnfencing(primitive, node, probe, Relation.ordered);
  if (!primitive.activeNodes.includes(node)) probe.setMeta('op_target_rc', EXPECT_STOPPED);
  else if (primitive.role === Role.promoted) probe.setMeta('op_target_rc', EXPECT_PROMOTED);
  return probe;
}

function probeThenStart(guest: Resource, resource: Resource): void {
  const { assigned, probed } = guest;
  if (assigned && !probed.has(assigned)) orderActions(guest, 'monitor', resource, 'start', Relation.ordered);
}

/** Whether a guest will not be there for a probe; its actions do not exist yet, so that this is a guess. */
function willStop(guest: Resource, node: Node): boolean {
  const { failed, nextRole, role, assigned, activeNodes } = guest;
  if (node.remoteReset || node.unclean || failed || nextRole === Role.stopped) return true;
  return role > Role.stopped && assigned !== undefined && !activeNodes.includes(assigned);
}
