import { ctime } from '../../../cib/time/ctime.js';
import type { Cluster, ClusterOptions } from '../../../daemon/scheduler/model/cluster.js';
import { displayName } from '../node-state.js';
import { item, type Outline } from '../outline.js';
import { type Summary, summaryOf } from '../summary.js';
import type { View } from '../view.js';

export function summaryText(cluster: Cluster, view: View): Outline[] {
  const { sections, show } = view;
  const summary = summaryOf(cluster, view);
  const entries: string[] = [];
  if (sections.has('stack')) entries.push(`Stack: ${summary.stack}`);
  if (sections.has('dc')) entries.push(`Current DC: ${dcText(summary, show.nodeId)}`);
  if (sections.has('times')) {
    const on = summary.localNode === undefined ? '' : ` on ${summary.localNode}`;
    entries.push(`Last updated: ${ctime(summary.now / 1000)}${on}`, `Last change:  ${writtenText(summary)}`);
  }
  if (sections.has('counts')) {
    entries.push(`${plural(cluster.nodes.length, 'node')} configured`, instancesText(cluster));
  }
  if (sections.has('options')) entries.push(...optionsText(cluster.options));
  return entries.map((text) => item(text));
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function dcText({ dc, dcVersion, mixedVersion, quorum }: Summary, detail: boolean | undefined): string {
  if (!dc) return 'NONE';
  const mixed = mixedVersion ? 'MIXED-VERSION ' : '';
  return `${displayName(dc, detail)} (version ${dcVersion ?? 'unknown'}) - ${mixed}partition ${quorum ? 'with' : 'WITHOUT'} quorum`;
}

export function writtenText({ written: { time, user, client, origin } }: Summary): string {
  const by = (word: string, value: string | undefined): string => (value === undefined ? '' : ` ${word} ${value}`);
  return `${time ?? ''}${by('by', user)}${by('via', client)}${by('on', origin)}`;
}

/** How many instances of resources there are, and how many of them cannot run. */
export function instancesText({ instanceCount, disabledCount, blockedCount }: Cluster): string {
  const parts: string[] = [];
  if (disabledCount > 0) parts.push(`${disabledCount} DISABLED`);
  if (blockedCount > 0) parts.push(`${blockedCount} BLOCKED from further action due to failure`);
  const which = parts.length > 0 ? ` (${parts.join(', ')})` : '';
  return `${plural(instanceCount, 'resource instance')} configured${which}`;
}

export const NO_QUORUM = {
  freeze: 'Freeze resources',
  stop: 'Stop ALL resources',
  demote: 'Demote promotable resources and stop all other resources',
  ignore: 'Ignore',
  fence: 'Fence nodes in partition',
};

const optionsText = ({ fencingEnabled, symmetric, noQuorumPolicy }: ClusterOptions): string[] => [
  `Fencing of failed nodes ${fencingEnabled ? 'enabled' : 'disabled'}`,
  `Cluster is ${symmetric ? 'symmetric' : 'asymmetric'}`,
  `No quorum policy: ${NO_QUORUM[noQuorumPolicy]}`,
];

/** A notice that the cluster leaves resources alone, or keeps them stopped; '' if it does not. */
export function maintenanceText({ maintenanceMode, stopAll }: ClusterOptions): string {
  if (maintenanceMode) {
    return `
              *** Resource management is DISABLED ***
  The cluster will not attempt to start, stop or recover services
`;
  }
  if (!stopAll) return '';
  return `
    *** Resource management is DISABLED ***
  The cluster will keep all resources stopped
`;
}
