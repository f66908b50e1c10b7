import { ctime } from '../../../cib/time/ctime.js';
import type { Element } from '../../../cib/xml/element.js';
import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import { displayName } from '../node-state.js';
import { type Summary, summaryOf } from '../summary.js';
import { NO_QUORUM, plural, writtenText } from '../text/summary.js';
import type { View } from '../view.js';
import { point, section } from './outline.js';
import { tag } from './write.js';

/** What there is to say of the cluster as a whole, and how it is set up. */
export function summaryHtml(cluster: Cluster, view: View): Element[] {
  const { sections, show } = view;
  const summary = summaryOf(cluster, view);
  const points: Element[] = [];
  if (sections.has('stack')) points.push(point(['Stack: ', 'bold'], [summary.stack]));
  if (sections.has('dc')) points.push(dcPoint(summary, show.nodeId));
  if (sections.has('times')) {
    const local = summary.localNode;
    const on = local === undefined ? [] : ([[' on '], [local]] as const);
    points.push(
      point(['Last updated: ', 'bold'], [ctime(summary.now / 1000)], ...on),
      point(['Last change: ', 'bold'], [writtenText(summary)]),
    );
  }
  if (sections.has('counts')) {
    points.push(point([`${plural(cluster.nodes.length, 'node')} configured`]), instancesPoint(cluster));
  }
  const head = points.length > 0 ? section('Cluster Summary', points) : [];
  return sections.has('options') ? [...head, ...section('Config Options', optionPoints(cluster))] : head;
}

function dcPoint({ dc, dcVersion, mixedVersion, quorum }: Summary, detail: boolean | undefined): Element {
  const title = ['Current DC: ', 'bold'] as const;
  if (!dc) return point(title, ['NONE', 'warning']);
  return point(
    title,
    [`${displayName(dc, detail)} (version ${dcVersion ?? 'unknown'}) -`],
    ...(mixedVersion ? ([[' MIXED-VERSION', 'warning']] as const) : []),
    [' partition'],
    quorum ? [' with'] : [' WITHOUT', 'warning'],
    [' quorum'],
  );
}

function instancesPoint({ instanceCount, disabledCount, blockedCount }: Cluster): Element {
  const all = `${plural(instanceCount, 'resource instance')} configured`;
  const [disabled, blocked] = [
    ['DISABLED', 'bold'],
    ['BLOCKED', 'bold'],
  ] as const;
  const failed = [' from further action due to failure)'] as const;
  if (disabledCount > 0 && blockedCount > 0) {
    return point([`${all} (${disabledCount} `], disabled, [`, ${blockedCount} `], blocked, failed);
  }
  if (disabledCount > 0) return point([`${all} (${disabledCount} `], disabled, [')']);
  return blockedCount > 0 ? point([`${all} (${blockedCount} `], blocked, failed) : point([all]);
}

function optionPoints({ options }: Cluster): Element[] {
  const { fencingEnabled, symmetric, noQuorumPolicy, maintenanceMode, stopAll } = options;
  const plain = (text: string): Element => tag('li', {}, text);
  const management = 'Resource management: ';
  const idle = ' (the cluster will not attempt to start, stop, or recover services)';
  return [
    plain(`Fencing of failed nodes ${fencingEnabled ? 'enabled' : 'disabled'}`),
    plain(`Cluster is ${symmetric ? 'symmetric' : 'asymmetric'}`),
    plain(`No quorum policy: ${NO_QUORUM[noQuorumPolicy]}`),
    maintenanceMode
      ? point([management], ['DISABLED', 'bold'], [idle])
      : stopAll
        ? point([management], ['STOPPED', 'bold'], [' (the cluster will keep all resources stopped)'])
        : plain(`${management}enabled`),
  ];
}
