import { integer } from '../../../cib/number/integer.js';
import { INFINITY_SCORE } from '../../../cib/number/score.js';
import { prefer } from '../model/candidates.js';
import type { Node } from '../model/node.js';
import type { Primitive } from '../model/resource.js';
import { epoch, recheckBy } from '../unpack/context.js';

/** Keep a primitive to a node that is shut down cleanly: by the history, or because it is now. */
export function lockToNode(primitive: Primitive): void {
  const { cluster, activeNodes } = primitive;
  if (primitive.fenceDevice || primitive.isRemoteConnection) return;
  const [node] = activeNodes;
  if (primitive.lockNode) {
    if (node) unlock(primitive, primitive.lockNode);
  } else if (node && activeNodes.length === 1 && node.shutdown && !node.unclean) {
    primitive.lockNode = node;
    primitive.lockTime = shutdownTime(node, epoch(cluster));
  }
  if (!primitive.lockNode) return;
  const { shutdownLockLimitMs: limit } = cluster.options;
  if (limit > 0) recheckBy(cluster, primitive.lockTime + Math.max(1, Math.round(limit / 1000)) + 1);
  for (const each of cluster.nodes) {
    if (each !== primitive.lockNode)
      prefer(primitive, each, -INFINITY_SCORE, { source: 'lock', other: primitive.lockNode.name });
  }
}

/** It was started elsewhere: the lock is void, and so is the history that keeps it. */
function unlock(primitive: Primitive, node: Node): void {
  primitive.cluster.demands.push({ kind: 'clear history', resource: primitive, node });
  primitive.lockNode = undefined;
  primitive.lockTime = 0;
}

/** Seconds since 1970 at which a node began to shut down. */
function shutdownTime(node: Node, now: number): number {
  const text = node.attributes.get('shutdown');
  const time = text === undefined ? undefined : integer(text);
  return time === undefined || time === 0n ? now : Number(time);
}
