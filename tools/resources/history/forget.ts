import { hashOrder } from '../../../cib/order/hash.js';
import { CibError } from '../../../cib/result/error.js';
import type { Node } from '../../../daemon/scheduler/model/node.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import type { Report } from '../report.js';
import { checksOf, checksView } from '../why/checks.js';

/**
 * Go through what would be forgotten of a resource, part by part and node by node, and say what may
 * still keep it from running. In a file there is no cluster that could do it.
 */
export function forget(resource: Resource, node: Node | undefined, force: boolean, report: Report): void {
  try {
    skip(resource, node, force, report);
  } catch (error) {
    // The peer ends well even so
    if (error instanceof CibError) return;
    throw error;
  }
  if (!report.quiet) report.show(checksView(checksOf(resource, node)));
}

/** @throws CibError `ENOTSUP` at the first node where resources are not to be looked for */
function skip(resource: Resource, node: Node | undefined, force: boolean, report: Report): void {
  if (resource.children.length > 0) {
    for (const child of resource.children) skip(child, node, force, report);
    return;
  }
  for (const each of node ? [node] : nodesFor(resource, force).filter(({ online }) => online)) {
    if (!each.probesAllowed) {
      report.error(`Unable to clean up ${resource.id} because resource discovery disabled on ${each.name}`);
      throw new CibError('ENOTSUP');
    }
    report.error(`Dry run: skipping clean-up of ${resource.id} on ${each.name} due to CIB_file`);
  }
}

/** Nodes where something may be known of it, in the order in which the peer comes across them. */
function nodesFor(resource: Resource, force: boolean): Node[] {
  const { probed, candidates, cluster } = resource;
  if (probed.size > 0) return peerOrder([...probed.keys()]);
  if (force) return [...cluster.nodes];
  const nodes = peerOrder([...candidates.nodes]);
  return resource.exclusiveProbes ? nodes.filter((node) => (candidates.get(node)?.score ?? -1) >= 0) : nodes;
}

/** It takes its lists of them from hash tables, backwards. */
function peerOrder(nodes: readonly Node[]): Node[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return hashOrder(byId.keys())
    .flatMap((id) => byId.get(id) ?? [])
    .reverse();
}
