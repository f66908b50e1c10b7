import { int } from '../../../cib/number/int.js';
import { isTrue } from '../../../cib/options/read.js';
import type { Element } from '../../../cib/xml/element.js';
import { configWarning, note, warnOnce } from '../log.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { isRemoteNode } from '../model/relations.js';
import { Role } from '../model/role.js';
import { addNodeAttributes } from './attributes.js';
import { shutdownRequested } from './node-state.js';

/** Whether a remote or guest node is online, by the state of the connection to it. */
export function judgeRemoteNode(node: Node): void {
  const connection = node.remote;
  if (!connection) {
    node.online = false;
    return;
  }
  const { launcher } = connection;
  const [only, ...others] = connection.activeNodes;
  const host = launcher && others.length === 0 ? only : undefined;
  if (connection.role === Role.started) {
    node.online = true;
    if (connection.nextRole === Role.stopped) node.shutdown = true;
  }
  if (launcher?.failed) {
    node.online = false;
    node.remoteReset = true;
  } else if (connection.failed) node.online = false;
  else if (connection.role === Role.stopped || launcher?.role === Role.stopped) {
    node.online = false;
    node.remoteReset = false;
  } else if (host && !host.online && host.unclean) {
    node.online = false;
    node.remoteReset = true;
  }
}

/** What is recorded of a remote or guest node itself. */
export function unpackRemoteState(cluster: Cluster, node: Node, state: Element): void {
  const source = 'unpack_handle_remote_attrs';
  node.remoteMaintenance = int(state.get('node_in_maintenance'), 0) > 0;
  if (!node.remoteReset) {
    node.unclean = false;
    node.seen = true;
  }
  addNodeAttributes(cluster, node, state.child('transient_attributes'), true);
  const { attributes, name } = node;
  if (shutdownRequested(node)) {
    note(cluster, 'info', source, `${name} is shutting down`);
    node.shutdown = true;
  }
  if (isTrue(attributes.get('standby'))) {
    note(cluster, 'info', source, `${name} is in standby mode`);
    node.standby = true;
  }
  if (isTrue(attributes.get('maintenance')) || node.remote?.managed === false) {
    note(cluster, 'info', source, `${name} is in maintenance mode`);
    node.maintenance = true;
  }
  const discovery = attributes.get('resource-discovery-enabled');
  if (discovery !== undefined && !isTrue(discovery)) disableProbes(cluster, node, source);
}

function disableProbes(cluster: Cluster, node: Node, source: string): void {
  const deprecated =
    "Support for the resource-discovery-enabled node attribute is deprecated and will be removed (and behave as 'true') in a future release.";
  warnOnce(cluster, source, 'resource-discovery-enabled', deprecated);
  if (isRemoteNode(node) && !cluster.options.fencingEnabled) {
    const text = `Ignoring resource-discovery-enabled attribute on Pacemaker Remote node ${node.name} because fencing is disabled`;
    configWarning(cluster, source, text);
    return;
  }
  note(cluster, 'info', source, `${node.name} has resource discovery disabled`);
  node.probesAllowed = false;
}
