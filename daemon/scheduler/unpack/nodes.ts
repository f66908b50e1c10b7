import { parseScore } from '../../../cib/number/score.js';
import type { Element } from '../../../cib/xml/element.js';
import { configError, configWarning } from '../log.js';
import type { Cluster } from '../model/cluster.js';
import { compareNames } from '../model/names.js';
import type { Node } from '../model/node.js';
import { addNodeAttributes } from './attributes.js';

/** The node of that name, in any case. */
export const findNode = (cluster: Cluster, name: string | undefined): Node | undefined =>
  name === undefined ? undefined : cluster.nodesByName.get(name.toLowerCase());

/** The node of that id, or else of that name. */
export const findNodeBy = (cluster: Cluster, id: string, name: string | undefined): Node | undefined =>
  cluster.nodesById.get(id.toLowerCase()) ?? findNode(cluster, name);

/** Add a node to the cluster, in its place by name. */
export function createNode(cluster: Cluster, id: string, name: string, kind: Node['kind'], score = 0): Node {
  if (findNode(cluster, name)) {
    configWarning(cluster, 'pe__create_node', `More than one node entry has name '${name}'`);
  }
  const node: Node = {
    serial: cluster.nodes.length,
    index: -1,
    id,
    name,
    kind,
    remote: undefined,
    score,
    probe: 'always',
    online: false,
    unclean: false,
    pending: false,
    shutdown: false,
    standby: false,
    standbyOnFail: false,
    maintenance: false,
    expectedUp: false,
    seen: false,
    isDc: false,
    probesAllowed: true,
    remoteReset: false,
    remoteFenced: false,
    remoteMaintenance: false,
    historyUnpacked: false,
    attributes: new Map([['#kind', kind === 'cluster' ? 'cluster' : 'remote']]),
    utilization: new Map(),
    failures: undefined,
    running: [],
    assigned: [],
    priority: 0,
  };
  if (kind !== 'cluster') cluster.haveRemoteNodes = true;
  insertByName(cluster.nodes, node);
  const key = id.toLowerCase();
  if (!cluster.nodesById.has(key)) cluster.nodesById.set(key, node);
  if (!cluster.nodesByName.has(name.toLowerCase())) cluster.nodesByName.set(name.toLowerCase(), node);
  return node;
}

function insertByName(nodes: Node[], node: Node): void {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareNames(node.name, (nodes[middle] as Node).name) > 0) low = middle + 1;
    else high = middle;
  }
  nodes.splice(low, 0, node);
}

/** A node is not trusted before its state is known, unless the cluster is told to. */
export function startUnseen(cluster: Cluster, node: Node): void {
  if (node.kind !== 'cluster' && !node.remote) return;
  node.unclean = cluster.options.startupFencing;
}

/** The nodes of the configuration. */
export function unpackNodes(cluster: Cluster, section: Element | undefined): void {
  const source = 'unpack_nodes';
  for (const element of section?.elements('node') ?? []) {
    const { id } = element;
    const name = element.get('uname');
    if (id === undefined) {
      configError(cluster, source, 'Ignoring <node> entry in configuration without id');
      continue;
    }
    const scoreText = element.get('score');
    const score = scoreText === undefined ? 0 : parseScore(scoreText, cluster.options.healthScores);
    if (score === undefined) {
      const text = `Using 0 as score for node ${name ?? 'without name'} because '${scoreText}' is not a valid score: Bad input value provided`;
      configWarning(cluster, source, text);
    }
    const type = element.get('type')?.toLowerCase() ?? 'member';
    if (type !== 'member' && type !== 'remote') {
      const text = `Ignoring node ${name ?? 'without name'} with unrecognized type '${element.get('type')}'`;
      configError(cluster, 'pe__create_node', text);
      return;
    }
    const node = createNode(cluster, id, name ?? id, type === 'member' ? 'cluster' : 'remote', score ?? 0);
    startUnseen(cluster, node);
    addNodeAttributes(cluster, node, element, false);
  }
}
