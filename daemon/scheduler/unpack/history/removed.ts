import type { Element } from '../../../../cib/xml/element.js';
import { forbidEverywhere } from '../../model/candidates.js';
import type { Cluster } from '../../model/cluster.js';
import type { Node } from '../../model/node.js';
import type { Resource } from '../../model/resource.js';
import { findResource, register } from '../find.js';
import { isRemoteConnection } from '../implicit.js';
import { createNode, findNode } from '../nodes.js';
import { unpackResource } from '../resource.js';
import { launch, linkRemoteNode } from '../resources.js';

/** A resource that is in the history, but no longer (or not as such) in the configuration. */
export function removedResource(cluster: Cluster, id: string, entry: Element): Resource | undefined {
  const xml = entry.cloneShallow();
  xml.name = 'primitive';
  xml.set('id', id);
  const resource = unpackResource(cluster, xml);
  if (!resource) return undefined;
  if (isRemoteConnection(xml)) {
    const node: Node = findNode(cluster, id) ?? createNode(cluster, id, id, 'remote');
    linkRemoteNode(resource);
    node.shutdown = true;
  }
  resource.removedLaunched = entry.has('container');
  resource.removed = true;
  cluster.resources.push(resource);
  register(cluster, resource);
  if (cluster.options.stopRemovedResources) forbidEverywhere(resource, { source: 'removed' });
  else resource.managed = false;
  return resource;
}

/** Removed resources that another one launched: find it, if it still is there. */
export function findLaunchersOfRemoved(cluster: Cluster, entries: Iterable<Element>): void {
  for (const entry of entries) {
    const container = entry.get('container');
    if (container === undefined || entry.id === undefined) continue;
    const launcher = findResource(cluster, container);
    const resource = findResource(cluster, entry.id);
    if (launcher && resource?.removedLaunched && !resource.launcher) launch(launcher, resource);
  }
}
