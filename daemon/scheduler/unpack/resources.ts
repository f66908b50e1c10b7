import type { Element } from '../../../cib/xml/element.js';
import { configError } from '../log.js';
import type { Cluster } from '../model/cluster.js';
import { isRemote } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { findResource, register } from './find.js';
import { findNode, startUnseen } from './nodes.js';
import { unpackResource } from './resource.js';

const SOURCE = 'unpack_resources';

/**
 * All resources of the configuration, in order of priority.
 * @param connections to guest nodes: resources that no configuration mentions
 */
export function unpackResources(cluster: Cluster, section: Element | undefined, connections: readonly Element[]): void {
  for (const element of [...(section?.elements() ?? []), ...connections]) {
    const { id, name } = element;
    if (!id) {
      configError(cluster, SOURCE, `Ignoring <${name}> resource without ID`);
    } else if (name === 'template') {
      if (!cluster.templates.has(id)) cluster.templates.set(id, { id, members: [] });
    } else {
      const resource = unpackResource(cluster, element);
      if (resource) {
        cluster.resources.push(resource);
        register(cluster, resource);
      } else {
        configError(cluster, SOURCE, `Ignoring <${name}> resource '${id}' because configuration is invalid`);
      }
    }
  }
  for (const resource of cluster.resources) {
    findLauncher(resource);
    if (!cluster.run.locationOnly) linkRemoteNode(resource);
  }
  cluster.resources.sort((a, b) => b.priority - a.priority);
  if (!cluster.run.locationOnly && cluster.options.fencingEnabled && !cluster.haveFencing) {
    const text =
      'Resource start-up disabled since no fencing resources have been defined. Either configure some or disable fencing with the fencing-enabled option. NOTE: Clusters with shared data need fencing to ensure data integrity.';
    configError(cluster, SOURCE, text);
  }
}

function findLauncher(resource: Resource): void {
  if (resource.children.length > 0) {
    for (const child of resource.children) findLauncher(child);
    return;
  }
  const id = resource.meta.get('container');
  if (id === undefined || id === resource.id) return;
  const launcher = findResource(resource.cluster, id);
  if (launcher) launch(launcher, resource);
  else configError(resource.cluster, 'unpack_launcher', `Resource ${resource.id}: Unknown container ${id}`);
}

/** Note that a resource is started by another; a circle of such is not closed. */
export function launch(launcher: Resource, resource: Resource): void {
  for (let at: Resource | undefined = launcher; at; at = at.launcher) if (at === resource) return;
  resource.launcher = launcher;
  launcher.launched.push(resource);
  const node = resource.isRemoteConnection ? findNode(resource.cluster, resource.id) : undefined;
  if (node && node.remote === resource && isRemote(node)) node.kind = 'guest';
}

/** Tell a remote node which resource is the connection to it. */
export function linkRemoteNode(connection: Resource): void {
  if (!connection.isRemoteConnection) return;
  const { cluster } = connection;
  const node = findNode(cluster, connection.id);
  if (!node) return;
  node.remote = connection;
  // One that is configured as a cluster node stays that
  if (isRemote(node)) node.kind = connection.launcher ? 'guest' : 'remote';
  if (connection.launcher) node.attributes.set('#kind', 'container');
  else startUnseen(cluster, node);
}
