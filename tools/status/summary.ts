import { isTrue } from '../../cib/options/read.js';
import type { Cluster } from '../../daemon/scheduler/model/cluster.js';
import type { Node } from '../../daemon/scheduler/model/node.js';
import { isMixedVersion } from './node-state.js';
import type { View } from './view.js';

/** What there is to say of a cluster as a whole. */
export interface Summary {
  readonly stack: string;
  readonly dc: Node | undefined;
  readonly dcVersion: string | undefined;
  readonly quorum: boolean;
  readonly mixedVersion: boolean;
  readonly written: {
    readonly time?: string | undefined;
    readonly user?: string | undefined;
    readonly client?: string | undefined;
    readonly origin?: string | undefined;
  };
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly localNode: string | undefined;
}

export function summaryOf(cluster: Cluster, view: View): Summary {
  const { cib, options } = cluster;
  return {
    stack: options.text.get('cluster-infrastructure') ?? 'unknown',
    dc: cluster.dc,
    dcVersion: options.text.get('dc-version'),
    quorum: isTrue(cib.get('have-quorum')),
    mixedVersion: isMixedVersion(cluster),
    written: {
      time: cib.get('cib-last-written'),
      user: cib.get('update-user'),
      client: cib.get('update-client'),
      origin: cib.get('update-origin'),
    },
    now: view.now,
    localNode: view.localNode,
  };
}
