import type { Element } from '../../../cib/xml/element.js';
import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import { shownFailures } from '../failures.js';
import { shownHistory } from '../history.js';
import { item, list } from '../outline.js';
import { failureText } from '../text/failures.js';
import { historyText } from '../text/history.js';
import { banList, resourceList, ticketText } from '../text/status.js';
import { shownTickets } from '../tickets.js';
import type { View } from '../view.js';
import { attributesHtml, nodesHtml } from './nodes.js';
import { section, sectionsOf } from './outline.js';
import { summaryHtml } from './summary.js';

/** The state of a cluster as the body of a page. */
export function statusHtml(cluster: Cluster, view: View): Element[] {
  const { sections } = view;
  const body = summaryHtml(cluster, view);
  if (sections.has('nodes')) body.push(...nodesHtml(cluster, view));
  if (sections.has('resources')) body.push(...sectionsOf(resourceList(cluster, view, true)));
  if (sections.has('attributes')) body.push(...attributesHtml(cluster, view));
  if (sections.has('operations') || sections.has('failcounts')) body.push(...historyHtml(cluster, view));
  const failed = sections.has('failures') ? shownFailures(cluster, view) : [];
  if (failed.length > 0) {
    const points = failed.map((each) => item(failureText(each, view.show)));
    body.push(...sectionsOf([list('Failed Resource Actions', points)]));
  }
  if (sections.has('tickets') && cluster.tickets.size > 0) {
    body.push(
      ...sectionsOf([
        list(
          'Tickets',
          shownTickets(cluster).map((each) => item(ticketText(each))),
        ),
      ]),
    );
  }
  if (sections.has('bans')) body.push(...sectionsOf(banList(cluster, view)));
  return body;
}

function historyHtml(cluster: Cluster, view: View): Element[] {
  const nodes = shownHistory(cluster, view);
  if (nodes.length === 0) return [];
  // Unlike other headings, those of nodes keep their colon
  const entries = historyText(nodes, view.show, '').map(({ text, below }) => ({
    text: `${text}:`,
    below: below ?? [],
  }));
  const title = view.sections.has('operations') ? 'Operations' : 'Migration Summary';
  return entries.length > 0 ? sectionsOf([list(title, entries)]) : section(title, []);
}
