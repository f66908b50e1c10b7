import { int } from '../../cib/number/int.js';
import type { Element } from '../../cib/xml/element.js';
import type { Cluster } from '../../daemon/scheduler/model/cluster.js';
import type { FailureRecord } from '../../daemon/scheduler/model/failure.js';
import type { Node } from '../../daemon/scheduler/model/node.js';
import { printableId, topResource } from '../../daemon/scheduler/model/relations.js';
import type { Resource } from '../../daemon/scheduler/model/resource.js';
import { failures } from '../../daemon/scheduler/unpack/failcounts.js';
import { findResource } from '../../daemon/scheduler/unpack/find.js';
import { Exit } from '../../daemon/scheduler/unpack/history/operation.js';
import { byAge } from '../../daemon/scheduler/unpack/history/order.js';
import { isFiltered } from './filter.js';
import { includes, includesNode, type Names, type View } from './view.js';

export interface ShownHistory {
  /** As the history names it. */
  readonly id: string;
  readonly resource: Resource;
  readonly failures: FailureRecord;
  /** Oldest first; empty where only fail counts are shown. */
  readonly operations: readonly Element[];
}

export interface NodeHistory {
  readonly node: Node;
  readonly resources: readonly ShownHistory[];
}

/** Operation history, or only fail counts, of the nodes that are there. */
export function shownHistory(cluster: Cluster, view: View): NodeHistory[] {
  const shown: NodeHistory[] = [];
  for (const state of cluster.cib.child('status')?.elements('node_state') ?? []) {
    const node = cluster.nodesById.get(state.id?.toLowerCase() ?? '');
    if (!node?.online || !includesNode(view.onlyNodes, node)) continue;
    shown.push({ node, resources: [...historyOf(cluster, node, state, view)] });
  }
  return shown;
}

function* historyOf(cluster: Cluster, node: Node, state: Element, view: View): IterableIterator<ShownHistory> {
  for (const entry of state.child('lrm')?.child('lrm_resources')?.elements('lrm_resource') ?? []) {
    const { id } = entry;
    const resource = id === undefined ? undefined : findResource(cluster, id);
    if (id === undefined || !resource || !isShown(resource, view.onlyResources)) continue;
    const record = failures(resource, node);
    if (view.sections.has('operations')) {
      const operations = shownOperations(cluster, entry);
      if (operations.length > 0) yield { id, resource, failures: record, operations };
    } else if (record.failCount > 0) yield { id, resource, failures: record, operations: [] };
  }
}

function isShown(resource: Resource, only: Names): boolean {
  const top = topResource(resource);
  if (top.kind !== 'group') return !isFiltered(resource, only, true);
  return includes(only, printableId(resource)) || includes(only, printableId(top));
}

/** Without notifications, and probes that found nothing. */
function shownOperations(cluster: Cluster, entry: Element): Element[] {
  const worth = [...entry.elements('lrm_rsc_op')].filter((operation) => {
    const task = operation.get('operation');
    if (task === 'notify') return false;
    const probe = task === 'monitor' && (operation.get('interval') ?? '0') === '0';
    return !(probe && int(operation.get('rc-code'), 0) === Exit.notRunning);
  });
  return byAge(worth.reverse(), cluster);
}
