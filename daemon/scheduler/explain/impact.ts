import type { Cluster } from '../model/cluster.js';
import { type Change, changesOf, type ResourceChange, type Verb } from '../serialise/changes.js';

export type Effect = Lowercase<Verb>;

/** What a change of the CIB leads to, next to what is going on anyway. */
export interface Impact {
  readonly resources: readonly ResourceEffect[];
  readonly nodes: readonly NodeEffect[];
  /** What would have been done without the change, and will not be with it. */
  readonly averted: { readonly resources: readonly ResourceEffect[]; readonly nodes: readonly NodeEffect[] };
  /** Something that runs is interrupted, or a node is. */
  readonly interrupts: boolean;
}

export interface ResourceEffect {
  readonly resource: string;
  readonly effect: Effect;
  readonly from?: string;
  readonly to?: string;
  readonly reason?: string;
  /** It ought to be done, but cannot. */
  readonly blocked: boolean;
  /** It runs, and will not for a while (or in its role). */
  readonly interrupts: boolean;
}

export interface NodeEffect {
  readonly node: string;
  readonly effect: 'fence' | 'shut down';
  readonly reason?: string;
}

/**
 * Compare what the scheduler makes of two CIBs.
 * @param before decided on the CIB as it is
 * @param after decided on the CIB as it would be, at the same time
 */
export function impactOf(before: Cluster, after: Cluster): Impact {
  const was = effectsOf(before);
  const is = effectsOf(after);
  const now = is.filter(isMissingIn(was));
  // What is done otherwise is told with what is done
  const touched = new Set(is.map(({ resource, node }) => resource?.resource ?? node?.node));
  const then = was.filter(({ resource, node }) => !touched.has(resource?.resource ?? node?.node));
  return {
    resources: now.flatMap(({ resource }) => resource ?? []),
    nodes: now.flatMap(({ node }) => node ?? []),
    averted: {
      resources: then.flatMap(({ resource }) => resource ?? []),
      nodes: then.flatMap(({ node }) => node ?? []),
    },
    interrupts: now.some(({ resource, node }) => node !== undefined || resource?.interrupts === true),
  };
}

/** An effect, and what makes two of them the same: reasons do not. */
interface Keyed {
  readonly key: string;
  readonly resource?: ResourceEffect;
  readonly node?: NodeEffect;
}

const effectsOf = (cluster: Cluster): Keyed[] => changesOf(cluster).flatMap((change) => keyed(change) ?? []);

function isMissingIn(others: readonly Keyed[]): (effect: Keyed) => boolean {
  const keys = new Set(others.map(({ key }) => key));
  return ({ key }) => !keys.has(key);
}

function keyed(change: Change): Keyed | undefined {
  if (change.kind === 'resource') {
    const resource = resourceEffect(change);
    return { key: JSON.stringify({ ...resource, reason: '' }), resource };
  }
  if (change.node === undefined) return undefined;
  const effect = change.task === 'Shutdown' ? 'shut down' : 'fence';
  const because = change.reason === undefined ? {} : { reason: change.reason };
  return { key: `${effect} ${change.node}`, node: { node: change.node, effect, ...because } };
}

const INTERRUPTING = new Set<Verb>(['Stop', 'Move', 'Restart', 'Demote', 'Re-promote']);

function resourceEffect({ change, resource, origin, destination, reason, blocked }: ResourceChange): ResourceEffect {
  return {
    resource,
    effect: change.toLowerCase() as Effect,
    ...(origin !== undefined && { from: origin }),
    ...(destination !== undefined && { to: destination }),
    ...(reason !== undefined && { reason }),
    blocked,
    interrupts: !blocked && origin !== undefined && INTERRUPTING.has(change),
  };
}
