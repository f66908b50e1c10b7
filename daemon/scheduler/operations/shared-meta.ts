import { agentAbilities } from '../model/agent.js';
import type { Pairs } from '../model/memory.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { make } from '../unpack/context.js';
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
  const { memory, passing } = cluster;
  const key = `${task} ${intervalMs} ${config?.xml.id ?? ''}`;
  const known = memory.operationMeta.get(xml)?.get(key) ?? passing.operationMeta.get(xml)?.get(key);
  if (known) return known;
  const findings = cluster.findings.length;
  const { value, lasts } = make(cluster, () => operationMeta(resource, node, task, intervalMs, config));
  if (cluster.findings.length > findings) return value;
  const { operationMeta: all } = lasts ? memory : passing;
  const own = all.get(xml) ?? new Map<string, Pairs>();
  all.set(xml, own.set(key, value));
  return value;
}
