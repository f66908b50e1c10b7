import type { Element } from '../../../cib/xml/element.js';
import type { Cluster } from '../model/cluster.js';
import type { Memory, OperationKey, Pairs } from '../model/memory.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { make } from '../unpack/context.js';
import type { OperationConfig } from './config.js';
import { taskKey } from './key.js';
import { operationMeta } from './meta.js';

/**
 * Meta-attributes of an operation. They are the same for all instances of a clone on all nodes, and
 * for most operations that are configured alike: read once for all of them; unless something is wrong
 * with them, which is logged for each.
 */
export function metaOf(
  resource: Resource,
  node: Node | undefined,
  task: string,
  intervalMs: number,
  config: OperationConfig | undefined,
): Pairs {
  const { cluster, xml, fenceDevice } = resource;
  if (fenceDevice) return operationMeta(resource, node, task, intervalMs, config);
  const { memory, passing } = cluster;
  memory.plainOperationDefaults ??= isPlain(cluster.operationDefaults);
  const own = memory.plainOperationDefaults && isOwn(config, task, intervalMs) ? config : undefined;
  if (own?.meta) return own.meta;
  const key = keyOf(task, intervalMs, config);
  const known = memory.operationMeta.get(xml)?.get(key) ?? passing.operationMeta.get(xml)?.get(key);
  if (known) return known;
  const content = contentKey(cluster, resource, task, intervalMs, config);
  const alike = content === undefined ? undefined : memory.alikeMeta.get(content);
  if (alike) {
    if (own) own.meta = alike;
    else keep(memory, resource, key, alike);
    return alike;
  }
  const findings = cluster.findings.length;
  const { value, lasts } = make(cluster, () => operationMeta(resource, node, task, intervalMs, config));
  if (cluster.findings.length > findings) return value;
  if (content !== undefined && lasts) memory.alikeMeta.set(content, value);
  return keep(lasts ? memory : passing, resource, key, value);
}

const isPlain = (defaults: Element | undefined): boolean =>
  defaults?.elements().every((block) => !block.has('id-ref') && block.child('rule') === undefined) !== false;

/** Whether what is configured is the operation itself; there may be others that go by it. */
const isOwn = (config: OperationConfig | undefined, task: string, intervalMs: number): boolean =>
  config !== undefined && config.name === task && config.intervalMs === intervalMs;

/** Found sooner by what is at hand than by a text made for it. */
function keyOf(task: string, intervalMs: number, config: OperationConfig | undefined): OperationKey {
  if (!config) return taskKey(task, intervalMs);
  return isOwn(config, task, intervalMs) ? config : `${taskKey(task, intervalMs)} ${config.xml.id ?? ''}`;
}

function keep({ operationMeta: all }: Memory, { xml }: Resource, key: OperationKey, value: Pairs): Pairs {
  const own = all.get(xml) ?? new Map<OperationKey, Pairs>();
  all.set(xml, own.set(key, value));
  return value;
}

/** All that an operation's meta-attributes are made of, if that can be told with little effort. */
function contentKey(
  { memory }: Cluster,
  { xml }: Resource,
  task: string,
  intervalMs: number,
  config: OperationConfig | undefined,
): string | undefined {
  // Of a demote other operations may decide, of a probe's timeout as well
  if (task === 'demote' || (task === 'monitor' && intervalMs === 0)) return undefined;
  let key = taskKey(task, intervalMs);
  if (!memory.plainOperationDefaults) key += ` ${xml.get('class')}:${xml.get('provider')}:${xml.get('type')}`;
  if (!config) return key;
  return config.xml.children.length > 0 ? undefined : key + contentOf(config);
}

function contentOf(config: OperationConfig): string {
  if (config.content !== undefined) return config.content;
  const { flat } = config.xml;
  let content = '';
  for (let i = 0; i < flat.length; i += 2) if (flat[i] !== 'id') content += `\n${flat[i]}=${flat[i + 1]}`;
  config.content = content;
  return content;
}
