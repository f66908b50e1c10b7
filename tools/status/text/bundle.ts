import { printableId } from '../../../daemon/scheduler/model/relations.js';
import type { Bundle, Replica, Resource } from '../../../daemon/scheduler/model/resource.js';
import { isElsewhere, isFiltered } from '../filter.js';
import { item, list, type Outline } from '../outline.js';
import { currentNode } from '../primitive.js';
import { includes } from '../view.js';
import { descriptionText, namedPrimitive, resourceText, type Selection } from './resource.js';

export function bundleText(bundle: Bundle, selection: Selection): Outline[] {
  const { nodes, resources, show } = selection;
  const named = includes(resources, bundle.id);
  const below: Outline[] = [];
  let shown = false;
  for (const replica of bundle.replicas) {
    if (isElsewhere(replica.container, nodes)) continue;
    const parts = partsOf(replica).filter((part) => !isFiltered(part, resources, named));
    if (show.implicit || (!named && parts.length > 0)) {
      const detail = { ...selection, show: { ...show, implicit: true } };
      if (bundle.replicas.length > 1) below.push(item(`Replica[${replica.offset}]`));
      below.push({ below: parts.flatMap((part) => resourceText(part, detail)) });
    } else if (named || parts.length > 0) below.push(...replicaLine(replica, selection));
    else continue;
    shown = true;
  }
  return shown ? [list(header(bundle, selection), below)] : [];
}

export const partsOf = ({ ip, child, container, remote }: Replica): Resource[] =>
  [ip, child, container, remote].filter((part) => part !== undefined);

/** A replica in one line: the state of what is bundled, under the name of its node. */
function replicaLine(replica: Replica, { show }: Selection): Outline[] {
  const { container, ipAddress } = replica;
  const child = replica.child ?? container;
  if (child.kind !== 'primitive') return [];
  const address = ipAddress === undefined ? '' : ` (${ipAddress})`;
  const name = `${printableId(replica.remote ?? container)}${address}`;
  return namedPrimitive(child, name, currentNode(container), show);
}

function header(bundle: Bundle, { show }: Selection): string {
  const set = bundle.replicaCount > 1 ? ' set' : '';
  const unique = bundle.unique ? ' (unique)' : '';
  const management = bundle.maintenance ? ' (maintenance)' : bundle.managed ? '' : ' (unmanaged)';
  return `Container bundle${set}: ${bundle.id} [${bundle.image}]${unique}${descriptionText(bundle, show)}${management}`;
}
