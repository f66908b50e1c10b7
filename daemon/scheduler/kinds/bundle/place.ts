import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { note } from '../../log.js';
import { addScores } from '../../model/candidates.js';
import type { Colocation } from '../../model/constraint.js';
import type { Node } from '../../model/node.js';
import { outermost, topResource } from '../../model/relations.js';
import type { Bundle, Replica, Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import { assign } from '../../place/assign.js';
import { keepTo } from '../../place/colocation/apply.js';
import { notePlacement } from '../../place/colocation/effect.js';
import { addAllTo, byDependent, byPrimary } from '../../place/colocation/lists.js';
import { addColocatedScores } from '../../place/colocation/spread.js';
import { sortInstances } from '../../place/compare-instances.js';
import { instancesOf, isBlocked, matches } from '../../place/compatible.js';
import { hasReachedThreshold } from '../../place/failures.js';
import { assignInstances } from '../../place/instances.js';
import { applyLocation } from '../../place/location.js';
import { rankCandidates } from '../../place/nodes.js';
import { recordScores } from '../../place/scores.js';
import { collectTogether } from '../../place/utilization.js';
import { assignedNode } from '../../place/whereabouts.js';
import { addColocation } from '../../unpack/constraints/new-colocation.js';
import { kindOf } from '../kinds.js';
import type { PlaceKind } from '../place.js';

export const place: PlaceKind<Bundle> = {
  assign(bundle, preferred, stopIfFail) {
    bundle.assigning = true;
    notePlacement(bundle);
    recordScores(bundle, 'pcmk__bundle_assign');
    const containers = sortInstances([...instancesOf(bundle)]);
    assignInstances(bundle, containers, { total: bundle.replicaCount, perNode: bundle.replicasPerHost });
    for (const replica of bundle.replicas) assignReplica(replica, preferred, stopIfFail);
    const { child } = bundle;
    if (child) {
      const own = new Set(bundle.replicas.map(({ node }) => node));
      const { nodes, scores } = child.candidates;
      nodes.forEach((node, i) => {
        scores[i] = own.has(node) ? 0 : -INFINITY_SCORE;
      });
      kindOf(child).place.assign(child, preferred, stopIfFail);
    }
    bundle.assigning = false;
    notePlacement(bundle);
    bundle.unassigned = false;
    return undefined;
  },

  colocateParts(bundle) {
    for (const { container, ip, remote } of bundle.replicas) {
      kindOf(container).place.colocateParts(container);
      if (ip) {
        kindOf(ip).place.colocateParts(ip);
        addColocation({
          id: '#ip-with-container',
          dependent: ip,
          primary: container,
          score: INFINITY_SCORE,
          influence: true,
        });
      }
      if (remote) kindOf(remote).place.colocateParts(remote);
    }
    if (bundle.child) kindOf(bundle.child).place.colocateParts(bundle.child);
  },

  applyLocation(bundle, location) {
    applyLocation(bundle, location);
    for (const { container, ip } of bundle.replicas) {
      kindOf(container).place.applyLocation(container, location);
      if (ip) kindOf(ip).place.applyLocation(ip, location);
    }
    const { child } = bundle;
    if (child && (location.role === Role.unpromoted || location.role === Role.promoted)) {
      kindOf(child).place.applyLocation(child, location);
      child.locations.unshift(location);
    }
  },

  // Bundles are not locked to a node
  lockToNode() {},

  nextRole: () => Role.unknown,

  dependOn(bundle) {
    throw new Error(`${bundle.id} is placed by its containers`);
  },

  attract(dependent, bundle, colocation) {
    if (bundle.unassigned) return 0;
    if (colocation.dependent.kind === 'clone' || colocation.dependent.kind === 'bundle') {
      return attractToContainer(dependent, bundle, colocation);
    }
    if (colocation.score >= INFINITY_SCORE) {
      keepTo(dependent, hostsOf(bundle, colocation), false, colocation);
      return 0;
    }
    let delta = 0;
    for (const { container } of bundle.replicas) {
      delta = addScores(delta, kindOf(container).place.attract(dependent, container, colocation));
    }
    return delta;
  },

  collectWithThis(bundle, origin, list) {
    if (bears(bundle, origin)) addAllTo(list, bundle.withThis, byDependent);
  },

  collectThisWith(bundle, origin, list) {
    if (bears(bundle, origin)) addAllTo(list, bundle.with, byPrimary);
  },

  addScores: addColocatedScores,
  collectTogether,

  addUtilization(bundle, origin, all, sum) {
    const container = bundle.unassigned ? bundle.replicas[0]?.container : undefined;
    if (container) kindOf(container).place.addUtilization(container, origin, all, sum);
  },
};

/** Once its container has a node: the address, the connection, and the bundled resource on the node that makes. */
function assignReplica(
  { container, ip, remote, child, node }: Replica,
  preferred: Node | undefined,
  stopIfFail: boolean,
): void {
  if (ip) kindOf(ip).place.assign(ip, preferred, stopIfFail);
  if (remote) {
    const connection = container.assigned?.kind === 'cluster' ? undefined : container.assigned?.remote;
    if (connection) {
      // A nested connection must be made from the cluster node that the outer one is made from
      const id = '#replica-remote-with-host-remote';
      addColocation({ id, dependent: remote, primary: connection, score: INFINITY_SCORE, influence: true });
    }
    kindOf(remote).place.assign(remote, preferred, stopIfFail);
  }
  if (!child) return;
  child.cluster.ledger?.forget(child);
  for (const candidate of child.candidates.values()) {
    if (candidate.node !== node) candidate.score = -INFINITY_SCORE;
    else if (!hasReachedThreshold(child, candidate.node)) candidate.score = INFINITY_SCORE;
    child.cluster.ledger?.add(child, candidate.node, candidate.score, { source: 'container', other: container.id });
  }
  const clone = child.parent;
  if (clone) clone.assigning = true;
  kindOf(child).place.assign(child, node, stopIfFail);
  if (clone) clone.assigning = false;
}

/** Whether a bundle's colocations bear on a resource: its containers, and for roles what is bundled. */
function bears(bundle: Bundle, origin: Resource): boolean {
  if (origin === bundle || origin.isReplicaContainer) return true;
  const { child } = bundle;
  if (!child?.promotable || topResource(origin) !== child) return false;
  // Only once nodes are chosen: the containers have had the colocations applied by then
  return origin === child ? child.promotionConstrained === true : !origin.unassigned;
}

function attractToContainer(dependent: Resource, bundle: Bundle, colocation: Colocation): number {
  const container = compatibleContainer(dependent, bundle);
  if (container) return kindOf(dependent).place.dependOn(dependent, container, colocation);
  if (colocation.score >= INFINITY_SCORE) {
    const why = `there is no compatible instance of ${bundle.id} to colocate with`;
    note(bundle.cluster, 'notice', 'pcmk__bundle_apply_coloc_score', `${dependent.id} cannot run because ${why}`);
    assign(dependent, undefined, true, true);
  }
  return 0;
}

/** The container on the host of a dependent's node; while it has none, on that of the best that has one. */
function compatibleContainer(dependent: Resource, bundle: Bundle): Resource | undefined {
  const on = (node: Node | undefined): Resource | undefined => {
    const host = node && hostOf(node);
    return host && instancesOf(bundle).find((each) => matches(each, host, { role: Role.unknown, current: false }));
  };
  const assigned = assignedNode(dependent);
  if (assigned && hostOf(assigned)) return on(assigned);
  for (const { node } of rankCandidates(bundle.cluster, dependent.candidates)) {
    const found = on(node);
    if (found) return found;
  }
  return undefined;
}

/** The host of a bundle's node; other nodes stand for themselves. */
function hostOf(node: Node): Node | undefined {
  const { remote } = node;
  if (node.kind !== 'guest' || !remote?.launcher || outermost(remote).kind !== 'bundle') return node;
  return assignedNode(remote.launcher);
}

/** Nodes where containers will be, with the bundled resource in the role that a colocation asks for. */
function hostsOf(bundle: Bundle, { primaryRole }: Colocation): Map<Node, number> {
  const hosts = new Map<Node, number>();
  for (const { container, child } of bundle.replicas) {
    const node = assignedNode(container);
    if (!node || isBlocked(container)) continue;
    if (primaryRole >= Role.promoted && (child?.nextRole ?? Role.unknown) < Role.promoted) continue;
    hosts.set(node, 0);
  }
  return hosts;
}
