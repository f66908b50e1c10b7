import type { Element } from '../../../cib/xml/element.js';
import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import { isGuest } from '../../../daemon/scheduler/model/relations.js';
import { featureSetOf, healthOf } from '../node-state.js';
import { includesNode, type View } from '../view.js';
import { element } from './make.js';
import { resourceXml } from './resource.js';

export function nodesXml(cluster: Cluster, view: View): Element {
  const { show, onlyNodes, onlyResources } = view;
  const selection = { show: { ...show, resourceOnly: true }, nodes: onlyNodes, resources: onlyResources };
  const nodes = cluster.nodes.filter((node) => includesNode(onlyNodes, node));
  return element(
    'nodes',
    {},
    nodes.map((node) => {
      const attributes = {
        name: node.name,
        id: node.id,
        online: node.online,
        standby: node.standby,
        standby_onfail: node.standbyOnFail,
        maintenance: node.maintenance,
        pending: node.pending,
        unclean: node.unclean,
        health: healthOf(cluster, node),
        feature_set: featureSetOf(node),
        shutdown: node.shutdown,
        expected_up: node.expectedUp,
        is_dc: node === cluster.dc,
        resources_running: node.running.length,
        type: node.kind === 'cluster' ? 'member' : 'remote',
        id_as_resource: isGuest(node) ? node.remote.launcher.id : undefined,
      };
      const running = show.byNode ? node.running.flatMap((resource) => resourceXml(resource, selection)) : [];
      return element('node', attributes, running);
    }),
  );
}
