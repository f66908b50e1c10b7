import type { Element } from '../../../cib/xml/element.js';
import { configWarning } from '../log.js';
import type { Cluster } from '../model/cluster.js';
import type { Pairs } from '../model/memory.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { addPairs, make } from './context.js';

type WithMeta = Pick<Resource, 'xml' | 'parent'>;

/**
 * Meta-attributes of a resource, in order of precedence: the number of an instance, attributes of its
 * element, its own blocks, those of what it is part of, rsc_defaults, and what its parent has
 * otherwise.
 */
export function metaAttributes(
  cluster: Cluster,
  resource: WithMeta,
  instance: string | undefined,
): Map<string, string> {
  const { parent } = resource;
  const configured = configuredMeta(cluster, resource, instance !== undefined);
  if (!parent) return new Map(configured);
  const meta = new Map<string, string>();
  if (instance !== undefined) meta.set('clone', instance);
  configured.forEach((value, name) => {
    addUnlessDefault(cluster, meta, name, value);
  });
  parent.meta.forEach((value, name) => {
    addUnlessDefault(cluster, meta, name, value);
  });
  return meta;
}

/** What is the same for all instances of a clone is read once, and what is wrong with it said once. */
function configuredMeta(cluster: Cluster, resource: WithMeta, shared: boolean): Pairs {
  const { xml, parent } = resource;
  const { memory, passing } = cluster;
  const known = memory.meta.get(xml) ?? (shared ? passing.meta.get(xml) : undefined);
  if (known && known.parent === parent?.xml) return known.pairs;
  const { value: pairs, lasts } = make(cluster, () => readMeta(cluster, resource));
  (lasts ? memory : passing).meta.set(xml, { parent: parent?.xml, pairs });
  return pairs;
}

function readMeta(cluster: Cluster, { xml, parent }: WithMeta): Map<string, string> {
  const criteria = { agent: agentOf(xml) };
  const meta = new Map<string, string>();
  const { flat } = xml;
  for (let i = 0; i < flat.length; i += 2) addUnlessDefault(cluster, meta, flat[i] as string, flat[i + 1] as string);
  addPairs(meta, cluster, xml, 'meta_attributes', criteria);
  if (parent) {
    const inherited = new Map<string, string>();
    for (let up: Resource | undefined = parent; up; up = up.parent) {
      addPairs(inherited, cluster, up.xml, 'meta_attributes', criteria);
    }
    for (const [name, value] of inherited) addUnlessDefault(cluster, meta, name, value);
  }
  addPairs(meta, cluster, cluster.resourceDefaults, 'meta_attributes', criteria);
  return meta;
}

const DEFAULT = '#default';

function addUnlessDefault(cluster: Cluster, meta: Map<string, string>, name: string, value: string): void {
  if (value.length === DEFAULT.length && value.toLowerCase() === DEFAULT) {
    const text = `Support for setting meta-attributes (such as ${name}) to the explicit value '#default' is deprecated and will be removed in a future release`;
    configWarning(cluster, 'dup_attr', text);
  } else if (!meta.has(name)) meta.set(name, value);
}

/** Standard, provider and type of an agent, as rules compare them. */
export function agentOf(xml: Element): { class?: string; provider?: string; type?: string } {
  const agent: { class?: string; provider?: string; type?: string } = {};
  for (const part of ['class', 'provider', 'type'] as const) {
    const value = xml.get(part);
    if (value !== undefined) agent[part] = value;
  }
  return agent;
}

/** Parameters of a resource on a node (or on none in particular), those of what it is part of included. */
export function parameters(resource: Resource, node?: Node): ReadonlyMap<string, string> {
  const { cluster, xml, parent, parameterCache } = resource;
  const kept = cluster.memory.parameters.get(xml);
  if (kept && kept.parent === parent?.xml) return kept.pairs;
  const key = node?.name ?? '';
  const known = parameterCache.get(key);
  if (known) return known;
  const { value: pairs, lasts } = make(cluster, () => {
    const values = new Map<string, string>();
    for (let at: Resource | undefined = resource; at; at = at.parent) {
      addPairs(values, cluster, at.xml, 'instance_attributes', { node });
    }
    return values;
  });
  if (lasts) cluster.memory.parameters.set(xml, { parent: parent?.xml, pairs });
  else parameterCache.set(key, pairs);
  return pairs;
}
