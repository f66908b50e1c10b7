import type { Element } from '../../../cib/xml/element.js';
import type { Node } from '../../../daemon/scheduler/model/node.js';
import { within } from '../../../daemon/scheduler/model/relations.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import type { Context } from '../../command/context.js';
import { element } from '../../status/xml/make.js';
import type { ClusterJob } from '../job.js';
import type { Report, View } from '../report.js';
import { checksOf, checksView } from './checks.js';

/**
 * Whether resources run, and what in their configuration keeps them from it. What the peer says is
 * only the beginning: JSON has, and -V shows, all that the scheduler knows of it.
 */
export async function why({ cluster, resource, node, report, context }: ClusterJob): Promise<undefined> {
  if (resource) {
    report.show(about(resource, node));
    const { format, verbosity } = context;
    if (format === 'json' || (format === 'text' && verbosity > 0)) await explained(resource, node, report, context);
  } else if (node) report.show(onNode(node));
  else report.show(all(cluster.resources));
}

async function explained(
  { id, cluster }: Resource,
  node: Node | undefined,
  report: Report,
  context: Context,
): Promise<void> {
  const [{ schedule }, { explain }, { explanationText }] = await Promise.all([
    import('../../../daemon/scheduler/schedule.js'),
    import('../../../daemon/scheduler/explain/explain.js'),
    import('../../../daemon/scheduler/explain/text.js'),
  ]);
  const decided = schedule(cluster.cib, { now: context.now().getTime(), explain: true });
  const explanation = explain(decided, id, node?.name);
  report.tell({ explanation });
  report.show({ text: () => `\n${explanationText(explanation)}`, xml: () => [] });
}

/** Nodes where anything inside a resource is active. */
export function nodesOf(resource: Resource): Node[] {
  const nodes = new Set<Node>();
  for (const each of within(resource)) {
    if (each.children.length === 0) for (const node of each.activeNodes) nodes.add(node);
  }
  return [...nodes];
}

/** Whether a resource is active on a node, by name or id, or if none is named anywhere. */
export function isRunningOn(resource: Resource, host: string | undefined): boolean {
  const nodes = nodesOf(resource);
  if (host === undefined) return nodes.length > 0;
  const wanted = host.toLowerCase();
  return nodes.some(({ name, id }) => name.toLowerCase() === wanted || id.toLowerCase() === wanted);
}

function about(resource: Resource, node: Node | undefined): View {
  const checks = checksView(checksOf(resource, node));
  const running = isRunningOn(resource, node?.name);
  const place = node ? ` on host ${node.name}` : '';
  const attributes = node ? { running_on: running ? node.name : undefined } : { running };
  return {
    text: () => `Resource ${resource.id} is ${running ? '' : 'not '}running${place}\n${checks.text()}`,
    xml: () => [element('reason', attributes, checks.xml())],
  };
}

const all = (resources: readonly Resource[]): View => list(resources.map((resource) => entry(resource, undefined)));

const onNode = (node: Node): View => list(node.running.map((resource) => entry(resource, node)));

function entry(resource: Resource, node: Node | undefined): View {
  const checks = checksView(checksOf(resource, node));
  const running = isRunningOn(resource, undefined);
  const place = node ? ` on host ${node.name}` : '';
  return {
    text: () => `Resource ${resource.id} is ${running ? '' : 'not '}running${place}\n${checks.text()}`,
    xml: () => [element('resource', { id: resource.id, running, host: node?.name }, checks.xml())],
  };
}

const list = (entries: readonly View[]): View => ({
  text: () => entries.map((each) => each.text()).join(''),
  xml: (): Element[] => [
    element('reason', {}, [
      element(
        'resources',
        {},
        entries.flatMap((each) => each.xml()),
      ),
    ]),
  ],
});
