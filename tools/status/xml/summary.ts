import { ctime } from '../../../cib/time/ctime.js';
import type { Element } from '../../../cib/xml/element.js';
import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import { type Summary, summaryOf } from '../summary.js';
import type { View } from '../view.js';
import { element } from './make.js';

export function summaryXml(cluster: Cluster, view: View): Element[] {
  const { sections } = view;
  const summary = summaryOf(cluster, view);
  const parts: Element[] = [];
  if (sections.has('stack')) parts.push(element('stack', { type: summary.stack }));
  if (sections.has('dc')) parts.push(dcXml(summary));
  if (sections.has('times')) parts.push(...timesXml(summary));
  if (sections.has('counts')) {
    parts.push(element('nodes_configured', { number: cluster.nodes.length }));
    const { instanceCount, disabledCount, blockedCount } = cluster;
    const counts = { number: instanceCount, disabled: disabledCount, blocked: blockedCount };
    parts.push(element('resources_configured', counts));
  }
  if (sections.has('options')) parts.push(optionsXml(cluster));
  return parts;
}

function dcXml({ dc, dcVersion, quorum, mixedVersion }: Summary): Element {
  if (!dc) return element('current_dc', { present: false });
  return element('current_dc', {
    present: true,
    version: dcVersion ?? '',
    name: dc.name,
    id: dc.id,
    with_quorum: quorum,
    mixed_version: mixedVersion,
  });
}

function timesXml({ now, localNode, written }: Summary): Element[] {
  const { time = '', user = '', client = '', origin = '' } = written;
  return [
    element('last_update', { time: ctime(now / 1000), origin: localNode }),
    element('last_change', { time, user, client, origin }),
  ];
}

function optionsXml({ options }: Cluster): Element {
  return element('cluster_options', {
    'fencing-enabled': options.fencingEnabled,
    'fencing-timeout-ms': options.fencingTimeoutMs,
    'symmetric-cluster': options.symmetric,
    'no-quorum-policy': options.noQuorumPolicy,
    'maintenance-mode': options.maintenanceMode,
    'stop-all-resources': options.stopAll,
    'priority-fencing-delay-ms': options.priorityFencingDelayMs,
    'stonith-enabled': options.fencingEnabled,
    'stonith-timeout-ms': options.fencingTimeoutMs,
  });
}
