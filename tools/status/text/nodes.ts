import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import type { Node } from '../../../daemon/scheduler/model/node.js';
import { isGuest } from '../../../daemon/scheduler/model/relations.js';
import { briefList } from '../brief.js';
import { namedOf } from '../filter.js';
import { displayName, featureSetOf, healthOf, stateText } from '../node-state.js';
import { item, type Outline } from '../outline.js';
import { includesNode, type View } from '../view.js';
import { resourceText } from './resource.js';

/** Nodes: those about which there is something to say, then lists of the others by state. */
export function nodeList(cluster: Cluster, view: View): Outline[] {
  const { show } = view;
  const alone: Outline[] = [];
  const lists = new Map(
    ['Online', 'OFFLINE', 'RemoteOnline', 'RemoteOFFLINE', 'GuestOnline'].map((title) => [title, [] as string[]]),
  );
  for (const node of cluster.nodes) {
    if (!includesNode(view.onlyNodes, node)) continue;
    const special =
      node.unclean ||
      node.pending ||
      (node.standbyOnFail && node.online) ||
      node.standby ||
      node.maintenance ||
      show.byNode ||
      show.featureSet ||
      healthOf(cluster, node) !== 'green';
    if (special) alone.push(...nodeEntry(cluster, node, view));
    else lists.get(listFor(node))?.push(displayName(node, show.nodeId));
  }
  for (const [title, names] of lists) if (names.length > 0) alone.push(item(`${title}: [ ${names.join(' ')} ]`));
  return alone;
}

/** Guests that are offline are not listed. */
function listFor(node: Node): string {
  const state = node.online ? 'Online' : 'OFFLINE';
  if (isGuest(node)) return `Guest${state}`;
  return node.kind === 'cluster' ? state : `Remote${state}`;
}

function nodeEntry(cluster: Cluster, node: Node, { show, onlyNodes, onlyResources }: View): Outline[] {
  const kind = isGuest(node) ? 'GuestNode' : node.kind === 'cluster' ? 'Node' : 'RemoteNode';
  const health = healthOf(cluster, node);
  let text = `${kind} ${displayName(node, show.nodeId)}: ${stateText(node)}`;
  if (health !== 'green') text += ` (health is ${health.toUpperCase()})`;
  const featureSet = show.featureSet ? featureSetOf(node) : undefined;
  if (featureSet !== undefined) text += `, feature set ${featureSet}`;
  if (!show.byNode) return [item(text)];
  const detail = { ...show, resourceOnly: true };
  if (show.brief) {
    const named = namedOf(node.running, onlyResources);
    if (named.length === 0) return [];
    return [heading(text, briefList(named, { ...detail, inactive: false }))];
  }
  const selection = { show: detail, nodes: onlyNodes, resources: onlyResources };
  return [
    heading(
      text,
      node.running.flatMap((resource) => resourceText(resource, selection)),
    ),
  ];
}

const heading = (text: string, resources: readonly Outline[]): Outline => ({
  text: `${text}:`,
  below: [{ text: 'Resources:', below: resources }],
});
