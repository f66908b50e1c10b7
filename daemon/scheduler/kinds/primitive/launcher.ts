import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import type { Candidate } from '../../model/node.js';
import type { Primitive, Resource } from '../../model/resource.js';
import { addColocation } from '../../unpack/constraints/new-colocation.js';

/** A connection to a guest goes with a container that need not be on the same node. */
const NEAR = 10_000;

/** Keep a primitive with what launches it, and away from nodes that it cannot be on. */
export function colocateWithLauncher(primitive: Primitive): void {
  if (!primitive.managed) return;
  const { launcher } = primitive;
  if (launcher) {
    let connection: Resource | undefined;
    if (primitive.isRemoteConnection) {
      if (!primitive.remoteNestingAllowed) avoidRemoteNodes(launcher);
    } else if (launcher.isRemoteConnection) connection = launcher;
    else connection = guestConnectionOf(launcher);
    if (connection) stayOnNodeOf(primitive, connection);
    else {
      const score = primitive.remoteNestingAllowed ? NEAR : INFINITY_SCORE;
      addColocation({
        id: '#resource-with-container',
        dependent: primitive,
        primary: launcher,
        score,
        influence: true,
      });
    }
  }
  if (primitive.isRemoteConnection || primitive.fenceDevice) avoidRemoteNodes(primitive);
}

/** Remote connections and fence devices are run by full cluster nodes. */
function avoidRemoteNodes(resource: Resource): void {
  for (const candidate of resource.candidates.values()) if (candidate.node.remote) forbid(resource, candidate);
}

function forbid(resource: Resource, candidate: Candidate): void {
  candidate.score = -INFINITY_SCORE;
  resource.cluster.ledger?.add(resource, candidate.node, -INFINITY_SCORE, { source: 'remote' });
}

function stayOnNodeOf(resource: Resource, connection: Resource): void {
  for (const candidate of resource.candidates.values()) {
    if (candidate.node.remote !== connection) forbid(resource, candidate);
  }
}

/** The connection to a guest node that a resource runs. */
export function guestConnectionOf({ launched, cluster }: Resource): Resource | undefined {
  if (!cluster.haveRemoteNodes) return undefined;
  return launched.find(({ isRemoteConnection }) => isRemoteConnection);
}
