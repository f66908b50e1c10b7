import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { resourcePseudoAction } from '../../act/create.js';
import { findActionsOn } from '../../act/find.js';
import { createInstanceActions } from '../../act/instances.js';
import { Relation } from '../../model/action.js';
import type { Node } from '../../model/node.js';
import type { Bundle, Replica, Resource } from '../../model/resource.js';
import { addOrdering, orderActions } from '../../order/new.js';
import { instancesOf } from '../../place/compatible.js';
import type { ActKind } from '../act.js';
import { kindOf } from '../kinds.js';

export const act: ActKind<Bundle> = {
  createActions(bundle) {
    for (const { ip, container, remote } of bundle.replicas) {
      for (const part of [ip, container, remote]) if (part) kindOf(part).act.createActions(part);
    }
    createInstanceActions(bundle, instancesOf(bundle));
    const { child } = bundle;
    if (!child) return;
    kindOf(child).act.createActions(child);
    if (!child.promotable) return;
    for (const [begin, end] of [
      ['promote', 'promoted'],
      ['demote', 'demoted'],
    ] as const) {
      resourcePseudoAction(bundle, begin, true, true);
      resourcePseudoAction(bundle, end, true, true).priority = INFINITY_SCORE;
    }
  },

  probe(bundle, node) {
    let any = false;
    for (const replica of bundle.replicas) if (probeReplica(bundle, replica, node)) any = true;
    return any;
  },
};

const probe = (resource: Resource, node: Node): boolean => kindOf(resource).act.probe(resource, node);

function probeReplica(bundle: Bundle, replica: Replica, node: Node): boolean {
  const { ip, child, container, remote } = replica;
  let any = ip !== undefined && probe(ip, node);
  if (child && node === replica.node && probe(child, node)) any = true;
  if (probe(container, node)) {
    any = true;
    // Where there is room for one replica, no other may start before it is known that none is there
    if (bundle.replicasPerHost === 1) {
      for (const other of bundle.replicas) {
        if (other === replica) continue;
        orderActions(container, 'monitor', other.container, 'start', Relation.ordered | Relation.ifOnSameNode);
      }
    }
  }
  if (remote && probe(remote, node)) {
    // Where to look for the connection is known when it is known where the container runs
    const monitor = findActionsOn(remote, 'monitor', node).at(-1);
    if (monitor) {
      any = true;
      addOrdering(bundle.cluster, { resource: container, task: 'start' }, monitor, Relation.nestedRemoteProbe);
    }
  }
  return any;
}
