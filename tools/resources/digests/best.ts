import { int } from '../../../cib/number/int.js';
import type { Element } from '../../../cib/xml/element.js';
import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import { compareAge } from '../../../daemon/scheduler/unpack/history/order.js';

const EFFECTIVE = /^(?:monitor|start|promote|migrate_from)$/i;

interface Judged {
  readonly entry: Element;
  /** Tells with which parameters the resource came to be what it is. */
  readonly effective: boolean;
  readonly interval: number;
  readonly failure: boolean;
  readonly digest: boolean;
}

/** The operation in a resource's history whose parameters say most about how it runs. */
export function bestOperation(cluster: Cluster, node: string, resource: string): Element | undefined {
  let best: Judged | undefined;
  for (const entry of historyOf(cluster, node, resource)) {
    const judged = judge(entry);
    if (!best || isBetter(judged, best, cluster)) best = judged;
  }
  return best?.entry;
}

function historyOf(cluster: Cluster, node: string, resource: string): Element[] {
  const histories = [...(cluster.cib.child('status')?.elements('node_state') ?? [])]
    .filter((state) => state.get('uname') === node)
    .flatMap((state) => [...(state.child('lrm')?.child('lrm_resources')?.elements('lrm_resource') ?? [])])
    .filter(({ id }) => id === resource);
  const [only, ...others] = histories;
  return only && others.length === 0 ? [...only.elements('lrm_rsc_op')] : [];
}

function judge(entry: Element): Judged {
  const interval = Math.max(0, int(entry.get('interval'), 0));
  return {
    entry,
    interval,
    effective: interval === 0 && EFFECTIVE.test(entry.get('operation') ?? ''),
    failure: entry.id?.endsWith('_last_failure_0') === true,
    digest: entry.has('op-restart-digest'),
  };
}

function isBetter(judged: Judged, best: Judged, cluster: Cluster): boolean {
  if (best.effective) {
    if (!judged.effective) return false;
  } else if (best.interval !== 0 && !judged.effective && judged.interval === 0) return false;
  if (!best.failure && judged.failure) return false;
  if (best.digest && !judged.digest) return false;
  return compareAge(best.entry, judged.entry, cluster) <= 0;
}
