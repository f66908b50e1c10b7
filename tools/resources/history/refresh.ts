import { kindOf } from '../../../daemon/scheduler/kinds/kinds.js';
import { isRemoteNode } from '../../../daemon/scheduler/model/relations.js';
import type { ClusterJob } from '../job.js';
import { Fault } from '../report.js';
import { cleanup } from './cleanup.js';

/** Forget histories, so that the state is found out anew: on a file there is as little to do as for clean-up. */
export function refresh(job: ClusterJob): undefined {
  const { resource, node } = job;
  if (!resource && node && isRemoteNode(node)) {
    const connected = node.remote && kindOf(node.remote).status.activeNode(node.remote).node;
    if (!connected) throw new Fault('NOSUCH', `No cluster connection to Pacemaker Remote node ${node.name} detected`);
  }
  cleanup(job);
}
