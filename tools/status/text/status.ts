import { ctime } from '../../../cib/time/ctime.js';
import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import type { Ticket } from '../../../daemon/scheduler/model/constraint.js';
import { Role } from '../../../daemon/scheduler/model/role.js';
import { connectivityText, type ShownAttribute, shownAttributes } from '../attributes.js';
import { shownBans } from '../bans.js';
import { briefList } from '../brief.js';
import { shownFailures } from '../failures.js';
import { isActive, namedOf, runsOnAny } from '../filter.js';
import { shownHistory } from '../history.js';
import { displayName } from '../node-state.js';
import { item, list, type Outline, outlineText } from '../outline.js';
import { shownTickets } from '../tickets.js';
import { includesNode, type View } from '../view.js';
import { failureText } from './failures.js';
import { historyText } from './history.js';
import { nodeList } from './nodes.js';
import { resourceText } from './resource.js';
import { maintenanceText, summaryText } from './summary.js';

/**
 * The state of a cluster as text, section by section.
 * @param level how deep it stands below headings of others
 */
export function statusText(cluster: Cluster, view: View, level = 0): string {
  const { sections } = view;
  const parts: string[] = [];
  const add = (...entries: Outline[]): void => {
    if (entries.length > 0) parts.push(outlineText(entries, level));
  };
  const summary = summaryText(cluster, view);
  const notice = sections.has('maint-mode') ? maintenanceText(cluster.options) : '';
  if (summary.length > 0 || notice !== '') {
    parts.push(outlineText(summary.length > 0 ? [list('Cluster Summary', summary)] : [], level) + notice);
  }
  if (sections.has('nodes') && cluster.nodes.some((node) => includesNode(view.onlyNodes, node))) {
    add(list('Node List', nodeList(cluster, view)));
  }
  if (sections.has('resources')) add(...resourceList(cluster, view, true));
  if (sections.has('attributes')) add(...attributeList(cluster, view));
  if (sections.has('operations') || sections.has('failcounts')) add(...historyList(cluster, view));
  if (sections.has('failures')) {
    const failed = shownFailures(cluster, view);
    if (failed.length > 0)
      add(
        list(
          'Failed Resource Actions',
          failed.map((each) => item(failureText(each, view.show))),
        ),
      );
  }
  if (sections.has('tickets') && cluster.tickets.size > 0) {
    add(
      list(
        'Tickets',
        shownTickets(cluster).map((ticket) => item(ticketText(ticket))),
      ),
    );
  }
  if (sections.has('bans')) add(...banList(cluster, view));
  return parts.join('\n');
}

/**
 * Resources, under the heading that fits.
 * @param summary say so if there are none
 */
export function resourceList(cluster: Cluster, view: View, summary: boolean): Outline[] {
  const { show, onlyNodes, onlyResources } = view;
  if (show.byNode && !show.inactive) return [];
  const entries: Outline[] = [];
  const brief = show.brief && !show.byNode;
  if (brief) entries.push(...briefList(namedOf(cluster.resources, onlyResources), show));
  for (const resource of cluster.resources) {
    const active = isActive(resource, true);
    if (resource.removed && !active) continue;
    if (show.byNode) {
      if (active) continue;
    } else if (brief && resource.kind === 'primitive') continue;
    else if (!isActive(resource, false)) {
      if (!show.inactive) continue;
    } else if (!runsOnAny(resource, onlyNodes)) continue;
    entries.push(...resourceText(resource, { show, nodes: onlyNodes, resources: onlyResources }));
  }
  if (entries.length === 0 && summary) {
    entries.push(item(show.byNode ? 'No inactive resources' : show.inactive ? 'No resources' : 'No active resources'));
  }
  const title = show.byNode ? 'Inactive Resources' : show.inactive ? 'Full List of Resources' : 'Active Resources';
  return entries.length > 0 || brief ? [list(title, entries)] : [];
}

function attributeList(cluster: Cluster, { onlyNodes, show }: View): Outline[] {
  const nodes = cluster.nodes.flatMap((node) => {
    if (!node.online || !includesNode(onlyNodes, node)) return [];
    const attributes = shownAttributes(node);
    if (attributes.length === 0) return [];
    return [
      list(
        `Node: ${displayName(node, show.nodeId)}`,
        attributes.map((each) => item(attributeText(each))),
      ),
    ];
  });
  return nodes.length > 0 ? [list('Node Attributes', nodes)] : [];
}

function attributeText(attribute: ShownAttribute): string {
  const note = connectivityText(attribute);
  return `${attribute.name.padEnd(32)}\t: ${attribute.value.padEnd(10)}${note === '' ? '' : `\t: ${note}`}`;
}

function historyList(cluster: Cluster, view: View): Outline[] {
  const nodes = shownHistory(cluster, view);
  if (nodes.length === 0) return [];
  const title = view.sections.has('operations') ? 'Operations' : 'Migration Summary';
  return [list(title, historyText(nodes, view.show))];
}

export function ticketText({ id, granted, standby, lastGranted }: Ticket): string {
  const last = lastGranted > -1 ? ` last-granted="${ctime(lastGranted)}"` : '';
  return `${id}\t${granted ? 'granted' : 'revoked'}${standby ? ' [standby]' : ''}${last}`;
}

export function banList(cluster: Cluster, view: View): Outline[] {
  const bans = shownBans(cluster, view).map(({ location, candidate }) => {
    const role = location.role === Role.promoted ? 'in Promoted role ' : '';
    const node = displayName(candidate.node, view.show.nodeId);
    return item(`${location.id}\tprevents ${location.resource.id} from running ${role}on ${node}`);
  });
  return bans.length > 0 ? [list('Negative Location Constraints', bans)] : [];
}
