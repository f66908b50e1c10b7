import { note } from '../log.js';
import { type Action, Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { relate } from '../order/relate.js';
import { orderAroundFencing } from './around-fencing.js';
import { fenceAction } from './fence.js';
import { latestAction } from './find.js';

const IMPLIED = Relation.unrunnableFirstBlocks | Relation.firstImpliesThen;

/** A guest is fenced by the recovery of its container: a pseudo-event tells when that is so. */
export function fenceGuest(node: Node, connection: Resource, cluster: Cluster): void {
  const { launcher } = connection;
  const stop = launcher && latestAction(launcher, 'stop');
  const operation = launcher && latestAction(launcher, 'start') ? 'reboot' : 'off';
  const fencing = fenceAction(node, cluster, { operation, optional: false, reason: 'guest is unclean' });
  fencing.pseudo = true;
  fencing.runnable = true;
  const log = (when: string): void =>
    note(cluster, 'info', 'pcmk__fence_guest', `Implying guest ${node.name} is down (action ${fencing.id})${when}`);
  if (stop?.pseudo && stop.node) {
    const host = fenceAction(stop.node, cluster, { optional: false });
    log(` after ${stop.node.name} fencing`);
    relate(host, fencing, IMPLIED);
  } else if (stop) {
    relate(stop, fencing, IMPLIED);
    log(` after launcher ${launcher?.id} is stopped (action ${stop.id})`);
  } else afterConnection(fencing, latestAction(connection, 'stop'), log);
  orderAroundFencing(fencing, cluster);
}

/** Its container is stopped already, or its history was forgotten: a probe that the connection waits for will tell. */
function afterConnection(fencing: Action, stop: Action | undefined, log: (when: string) => void): void {
  if (stop) relate(stop, fencing, Relation.ordered);
  log(stop ? ` after connection is stopped (action ${stop.id})` : '');
}
