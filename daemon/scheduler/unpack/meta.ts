import type { Element } from '../../../cib/xml/element.js';
import { configWarning } from '../log.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { pairsOf } from './context.js';

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
  const meta = new Map(instance === undefined ? [] : [['clone', instance]]);
  addUnlessDefault(cluster, meta, configuredMeta(cluster, resource, instance !== undefined));
  if (resource.parent) addUnlessDefault(cluster, meta, resource.parent.meta);
  return meta;
}

/** What is the same for all instances of a clone is read once. */
function configuredMeta(cluster: Cluster, { xml, parent }: WithMeta, shared: boolean): ReadonlyMap<string, string> {
  const known = shared ? cluster.configuredMeta.get(xml) : undefined;
  if (known) return known;
  const criteria = { agent: agentOf(xml) };
  const blocks = (element: Element | undefined, values: ReadonlyMap<string, string>) =>
    pairsOf(cluster, element, 'meta_attributes', criteria, { values });

  let meta = new Map<string, string>();
  addUnlessDefault(cluster, meta, xml.attributes());
  meta = blocks(xml, meta);
  if (parent) {
    let inherited = new Map<string, string>();
    for (let up: Resource | undefined = parent; up; up = up.parent) inherited = blocks(up.xml, inherited);
    addUnlessDefault(cluster, meta, inherited);
  }
  meta = blocks(cluster.resourceDefaults, meta);
  if (shared) cluster.configuredMeta.set(xml, meta);
  return meta;
}

const DEFAULT = '#default';

function addUnlessDefault(cluster: Cluster, meta: Map<string, string>, pairs: Iterable<[string, string]>): void {
  for (const [name, value] of pairs) {
    if (value.length === DEFAULT.length && value.toLowerCase() === DEFAULT) {
      const text = `Support for setting meta-attributes (such as ${name}) to the explicit value '#default' is deprecated and will be removed in a future release`;
      configWarning(cluster, 'dup_attr', text);
    } else if (!meta.has(name)) meta.set(name, value);
  }
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
  const key = node?.name ?? '';
  const known = resource.parameterCache.get(key);
  if (known) return known;
  const criteria = node ? { nodeAttributes: node.attributes } : {};
  let values = new Map<string, string>();
  for (let at: Resource | undefined = resource; at; at = at.parent) {
    values = pairsOf(resource.cluster, at.xml, 'instance_attributes', criteria, { values });
  }
  resource.parameterCache.set(key, values);
  return values;
}
