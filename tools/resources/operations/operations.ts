import { int } from '../../../cib/number/int.js';
import { ctime } from '../../../cib/time/ctime.js';
import { Element } from '../../../cib/xml/element.js';
import { agentAbilities } from '../../../daemon/scheduler/model/agent.js';
import { printableId } from '../../../daemon/scheduler/model/relations.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import { historyKey } from '../../../daemon/scheduler/unpack/history/operation.js';
import { executionText } from '../../status/failures.js';
import { currentNode, primitiveText } from '../../status/primitive.js';
import { element } from '../../status/xml/make.js';
import type { ClusterJob } from '../job.js';
import { lookup } from '../lookup.js';
import { lines } from '../report.js';
import { findOperations, type Operation } from './find.js';

/** Operations of the history: all of them, or those that tell of the present. */
export function listOperations({ request, cluster, node, report }: ClusterJob): undefined {
  const found = findOperations(cluster, {
    resource: request.resource,
    node: node?.name,
    active: request.command === 'list-operations',
  });
  if (found.length === 0) return;
  const shown = found.map((operation) => ({ ...operation, resource: lookup(cluster, operation.id, 'history') }));
  report.show({
    text: () => lines(shown.map(operationText)),
    xml: () => [new Element('operations', {}, shown.map(operationXml))],
  });
}

interface Shown extends Operation {
  /** Undefined if it is not known any more. */
  readonly resource: Resource | undefined;
}

const statusText = (entry: Element): string => executionText(int(entry.get('op-status'), -2));
const changeOf = (entry: Element): number | undefined => int(entry.get('last-rc-change'), undefined);

function operationText({ entry, node, id, resource }: Shown): string {
  const or = (name: string): string => entry.get(name) ?? '(null)';
  const changed = changeOf(entry);
  const time = changed === undefined ? '' : `, last-rc-change='${ctime(changed)}', exec=${or('exec-time')}ms`;
  const facts = `node=${node}, call=${or('call-id')}, rc=${or('rc-code')}${time}`;
  return `${resourceText(resource, id)}: ${historyKey(entry)} (${facts}): ${statusText(entry)}`;
}

function resourceText(resource: Resource | undefined, id: string): string {
  if (resource?.kind !== 'primitive') return `Unknown resource ${id}`;
  return primitiveText(resource, {
    name: printableId(resource),
    node: currentNode(resource) ?? resource.pendingNode,
    show: { resourceOnly: true, pending: true },
    nodes: false,
  });
}

function operationXml({ entry, node, resource }: Shown): Element {
  const changed = changeOf(entry);
  return element('operation', {
    op: historyKey(entry),
    node,
    call: entry.get('call-id'),
    rc: entry.get('rc-code'),
    status: statusText(entry),
    ...(resource?.kind === 'primitive' ? { rsc: printableId(resource), agent: agentText(resource) } : {}),
    ...(changed === undefined ? {} : { 'last-rc-change': ctime(changed), 'exec-time': entry.get('exec-time') }),
  });
}

/** In this place, classes without providers have an empty one. */
function agentText({ agent }: Resource & { kind: 'primitive' }): string {
  const provider = agentAbilities(agent.class).provider ? agent.provider : '';
  return `${agent.class}:${provider ?? ''}:${agent.type}`;
}
