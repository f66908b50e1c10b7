import type { Element } from '../../../cib/xml/element.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { pairsOf } from './context.js';

/**
 * Take in node attributes of a `node` or `transient_attributes` element, and set those that are
 * known of every node, such as `#uname`.
 * @param overwrite replace values that are there; otherwise they stay
 */
export function addNodeAttributes(
  cluster: Cluster,
  node: Node,
  element: Element | undefined,
  overwrite: boolean,
): void {
  const { attributes } = node;
  attributes.set('#uname', node.name);
  attributes.set('#id', node.id);
  if (!cluster.dc && node.id.toLowerCase() === cluster.cib.get('dc-uuid')?.toLowerCase()) {
    cluster.dc = node;
    node.isDc = true;
    attributes.set('#is_dc', 'true');
  } else if (node !== cluster.dc) {
    attributes.set('#is_dc', 'false');
  }
  const clusterName = cluster.options.text.get('cluster-name');
  if (clusterName !== undefined) attributes.set('#cluster-name', clusterName);

  for (const [name, value] of pairsOf(cluster, element, 'instance_attributes')) {
    if (overwrite || !attributes.has(name)) attributes.set(name, value);
  }
  for (const [name, value] of pairsOf(cluster, element, 'utilization')) {
    if (!node.utilization.has(name)) node.utilization.set(name, value);
  }
  if (!attributes.has('#site-name')) {
    const site = attributes.get('site-name') ?? clusterName;
    if (site !== undefined) attributes.set('#site-name', site);
  }
  node.failures = undefined;
}
