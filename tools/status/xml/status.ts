import { int } from '../../../cib/number/int.js';
import { hashOrder } from '../../../cib/order/hash.js';
import { ctime } from '../../../cib/time/ctime.js';
import type { Element } from '../../../cib/xml/element.js';
import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import type { Ticket } from '../../../daemon/scheduler/model/constraint.js';
import { printableId } from '../../../daemon/scheduler/model/relations.js';
import { Role } from '../../../daemon/scheduler/model/role.js';
import { exitText } from '../../../daemon/scheduler/unpack/history/text.js';
import { shownAttributes } from '../attributes.js';
import { shownBans } from '../bans.js';
import { shownFailures } from '../failures.js';
import { isActive, runsOnAny } from '../filter.js';
import { type ShownHistory, shownHistory } from '../history.js';
import { taskText } from '../text/history.js';
import { shownTickets } from '../tickets.js';
import { includesNode, type View } from '../view.js';
import { failureXml } from './failure.js';
import { around, element } from './make.js';
import { nodesXml } from './node.js';
import { resourceXml } from './resource.js';
import { summaryXml } from './summary.js';

/** The state of a cluster as XML, an element for each section that has something in it. */
export function statusXml(cluster: Cluster, view: View): Element[] {
  const { sections } = view;
  const parts: Element[] = [...around('summary', summaryXml(cluster, view))];
  if (sections.has('nodes')) parts.push(nodesXml(cluster, view));
  if (sections.has('resources')) parts.push(...resourcesXml(cluster, view));
  if (sections.has('attributes')) parts.push(...attributesXml(cluster, view));
  if (sections.has('operations') || sections.has('failcounts')) parts.push(...historyXml(cluster, view));
  if (sections.has('failures')) parts.push(...around('failures', shownFailures(cluster, view).map(failureXml)));
  if (sections.has('tickets')) parts.push(...around('tickets', shownTickets(cluster).map(ticketXml)));
  if (sections.has('bans')) parts.push(...bansXml(cluster, view));
  return parts;
}

export function resourcesXml(cluster: Cluster, view: View): Element[] {
  const { show, onlyNodes, onlyResources } = view;
  if (show.byNode && !show.inactive) return [];
  const selection = { show, nodes: onlyNodes, resources: onlyResources };
  let any = false;
  const resources = cluster.resources.flatMap((resource) => {
    const active = isActive(resource, true);
    if (resource.removed && !active) return [];
    if (show.byNode) {
      if (active) return [];
    } else if (!isActive(resource, false)) {
      if (!show.inactive) return [];
    } else if (!runsOnAny(resource, onlyNodes)) return [];
    any = true;
    return resourceXml(resource, selection);
  });
  return any ? [element('resources', {}, resources)] : [];
}

function attributesXml(cluster: Cluster, { onlyNodes }: View): Element[] {
  const nodes = cluster.nodes.flatMap((node) => {
    if (!node.online || !includesNode(onlyNodes, node)) return [];
    const attributes = shownAttributes(node).map(({ name, value, expected }) =>
      element('attribute', { name, value, expected }),
    );
    return attributes.length > 0 ? [element('node', { name: node.name }, attributes)] : [];
  });
  return around('node_attributes', nodes);
}

function historyXml(cluster: Cluster, view: View): Element[] {
  const nodes = shownHistory(cluster, view);
  if (nodes.length === 0) return [];
  const shown = nodes.filter(({ resources }) => resources.length > 0);
  return [
    element(
      'node_history',
      {},
      shown.map(({ node, resources }) =>
        element(
          'node',
          { name: node.name },
          resources.map((history) => entryXml(history, view)),
        ),
      ),
    ),
  ];
}

function entryXml({ id, resource, failures, operations }: ShownHistory, view: View): Element {
  const { failCount, lastFailure } = failures;
  const attributes = {
    id: operations.length > 0 ? printableId(resource) : id,
    orphan: false,
    removed: false,
    'migration-threshold': resource.migrationThreshold,
    'fail-count': failCount > 0 ? failCount : undefined,
    'last-failure': lastFailure > 0 ? ctime(lastFailure) : undefined,
  };
  return element(
    'resource_history',
    attributes,
    operations.map((operation) => operationXml(operation, view)),
  );
}

function operationXml(operation: Element, { show }: View): Element {
  const rc = Math.max(0, int(operation.get('rc-code'), 0));
  const interval = operation.get('interval');
  const changed = int(operation.get('last-rc-change'), 0);
  const time = (name: string): string | undefined =>
    show.timing && operation.has(name) ? `${operation.get(name)}ms` : undefined;
  return element('operation_history', {
    call: operation.get('call-id'),
    task: taskText(operation),
    rc,
    rc_text: exitText(rc),
    interval: interval === undefined || interval === '0' ? undefined : `${interval}ms`,
    'last-rc-change': show.timing && changed > 0 ? ctime(changed) : undefined,
    'exec-time': time('exec-time'),
    'queue-time': time('queue-time'),
  });
}

const SHOWN_APART = new Set(['last-granted', 'expires']);

function ticketXml({ id, granted, standby, lastGranted, attributes }: Ticket): Element {
  const xml = element('ticket', {
    id,
    status: granted ? 'granted' : 'revoked',
    standby,
    'last-granted': lastGranted > -1 ? ctime(lastGranted) : undefined,
  });
  for (const name of hashOrder(attributes.keys())) {
    if (!SHOWN_APART.has(name)) xml.set(name, attributes.get(name) ?? '');
  }
  return xml;
}

function bansXml(cluster: Cluster, view: View): Element[] {
  const bans = shownBans(cluster, view).map(({ location, candidate }) => {
    const promoted = location.role === Role.promoted;
    return element('ban', {
      id: location.id,
      resource: location.resource.id,
      node: candidate.node.name,
      weight: candidate.score,
      'promoted-only': promoted,
      master_only: promoted,
    });
  });
  return around('bans', bans);
}
