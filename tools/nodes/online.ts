import type { Element } from '../../cib/xml/element.js';
import { unpack } from '../../daemon/scheduler/unpack/unpack.js';

/**
 * Names of the nodes that are online, as far as the status says.
 * @param now milliseconds since 1970-01-01 UTC
 */
export function onlineNodes(cib: Element, now: number): Set<string> {
  return new Set(unpack(cib, { now }).nodes.flatMap(({ online, name }) => (online ? [name] : [])));
}
