import type { Cluster } from '../../daemon/scheduler/model/cluster.js';
import { plural } from './text/summary.js';

/** One line, for monitoring: as crm_mon --simple-status of Pacemaker 2.1 tells it. */
export function simpleStatus({ nodes, dc, instanceCount }: Cluster): string {
  const offline = nodes.filter(({ online }) => !online).map(({ name }) => `offline node: ${name}`);
  if (!dc || offline.length > 0) {
    const faults = [...(dc ? [] : ['No DC']), ...(offline.length > 0 ? [offline.join(' ')] : [])];
    return `CLUSTER WARN: ${faults.join(', ')}\n`;
  }
  const standby = nodes.filter((node) => node.standby).length;
  const maintenance = nodes.filter((node) => !node.standby && node.maintenance).length;
  const counts = [
    `${plural(nodes.length - standby - maintenance, 'node')} online`,
    ...(standby > 0 ? [plural(standby, 'standby node')] : []),
    ...(maintenance > 0 ? [plural(maintenance, 'maintenance node')] : []),
    `${plural(instanceCount, 'resource instance')} configured`,
  ];
  return `CLUSTER OK: ${counts.join(', ')}\n`;
}
