import type { Element } from '../../../../cib/xml/element.js';
import { configError } from '../../log.js';
import type { Cluster } from '../../model/cluster.js';
import { unpackColocation } from './colocation.js';
import { unpackLocation } from './location.js';
import { settleLocations } from './new-location.js';
import { unpackOrder } from './order.js';
import { unpackTicketConstraint } from './ticket.js';

const UNPACK: Readonly<Record<string, (cluster: Cluster, constraint: Element) => void>> = {
  rsc_order: unpackOrder,
  rsc_colocation: unpackColocation,
  rsc_location: unpackLocation,
  rsc_ticket: unpackTicketConstraint,
};

/** Read the constraints: what belongs where, together, in which order, and by leave of which ticket. */
export function unpackConstraints(cluster: Cluster): void {
  const constraints = cluster.cib.child('configuration')?.child('constraints');
  for (const constraint of constraints?.elements() ?? []) {
    const unpack = UNPACK[constraint.name];
    if (constraint.id === undefined) {
      const text = `Ignoring <${constraint.name}> constraint without id`;
      configError(cluster, 'pcmk__unpack_constraints', text);
    } else if (unpack) unpack(cluster, constraint);
    else configError(cluster, 'pcmk__unpack_constraints', `Unsupported constraint type: ${constraint.name}`);
  }
  settleLocations(cluster);
}
