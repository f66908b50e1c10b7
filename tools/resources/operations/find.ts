import type { Element } from '../../../cib/xml/element.js';
import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import { activeSpan, byAge } from '../../../daemon/scheduler/unpack/history/order.js';
import { findNode } from '../../../daemon/scheduler/unpack/nodes.js';

/** An operation that is recorded. */
export interface Operation {
  readonly entry: Element;
  readonly node: string;
  /** Of the resource, as it is recorded. */
  readonly id: string;
}

interface Scope {
  readonly resource: string | undefined;
  readonly node: string | undefined;
  /** Only what tells of the present. */
  readonly active: boolean;
}

/** Recorded operations, node by node, of each resource the oldest first. */
export function findOperations(cluster: Cluster, { resource, node, active }: Scope): Operation[] {
  const found: Operation[] = [];
  for (const state of cluster.cib.child('status')?.elements('node_state') ?? []) {
    const name = state.get('uname');
    if (name === undefined || (node !== undefined && name.toLowerCase() !== node.toLowerCase())) continue;
    const known = findNode(cluster, name);
    // What a lost node ran is of no matter if nobody can fence it.
    if (!known || !(known.online || cluster.options.fencingEnabled)) continue;
    for (const history of state.child('lrm')?.child('lrm_resources')?.elements('lrm_resource') ?? []) {
      const { id = '' } = history;
      if (resource !== undefined && id !== resource) continue;
      const entries = byAge(history.elements('lrm_rsc_op'), cluster);
      for (const entry of active ? present(entries) : entries) found.push({ entry, node: name, id });
    }
  }
  return found;
}

function present(entries: readonly Element[]): readonly Element[] {
  const { start, stop } = activeSpan(entries);
  return start < stop ? [] : entries.slice(Math.max(0, start));
}
