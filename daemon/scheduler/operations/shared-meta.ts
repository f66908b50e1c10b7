import { agentAbilities } from '../model/agent.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import type { OperationConfig } from './config.js';
import { operationMeta } from './meta.js';

/**
 * Meta-attributes of an operation. They are the same for all instances of a clone on all nodes, and
 * read once for all of them; unless something is wrong with them, which is logged for each.
 */
export function metaOf(
  resource: Resource,
  node: Node | undefined,
  task: string,
  intervalMs: number,
  config: OperationConfig | undefined,
): ReadonlyMap<string, string> {
  const { cluster, xml } = resource;
  if (agentAbilities(xml.get('class')).fencing) return operationMeta(resource, node, task, intervalMs, config);
  let known = cluster.operationMeta.get(xml);
  if (!known) {
    known = new Map();
    cluster.operationMeta.set(xml, known);
  }
  const key = `${task} ${intervalMs} ${config?.xml.id ?? ''}`;
  let meta = known.get(key);
  if (!meta) {
    const findings = cluster.findings.length;
    meta = operationMeta(resource, node, task, intervalMs, config);
    if (cluster.findings.length === findings) known.set(key, meta);
  }
  return meta;
}
