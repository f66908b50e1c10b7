import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { Element } from '../../../../cib/xml/element.js';
import { configError } from '../../log.js';
import { Candidates, candidate } from '../../model/candidates.js';
import { isRemote } from '../../model/node.js';
import { within } from '../../model/relations.js';
import type { Bundle, Clone, Replica, Resource, ResourceBase } from '../../model/resource.js';
import { addPairs, connectionResource } from '../../unpack/implicit.js';
import { createNode, findNode } from '../../unpack/nodes.js';
import type { Build, UnpackKind } from '../kind.js';
import { checkInstances } from '../most-instances.js';
import { addressResource, containerResource, nextAddress, type Plan } from './container.js';
import { addRemoteSettings, hasConnection, readSettings, remotePort, type Settings } from './settings.js';

const SOURCE = 'pe__unpack_bundle';
/** What the bundled resource's own node is worth to it. */
const OWN_NODE_SCORE = 500;

export const unpack: UnpackKind<Bundle> = {
  create(base) {
    const own: Omit<Bundle, keyof ResourceBase> = {
      kind: 'bundle',
      engine: 'docker',
      image: undefined,
      replicas: [],
      replicaCount: 0,
      replicasPerHost: 1,
      promotedMax: 0,
      child: undefined,
    };
    return Object.assign(base, own);
  },

  unpack(bundle, build) {
    const { xml, cluster } = bundle;
    const settings = readSettings(xml, cluster);
    if (!settings) return false;
    if (settings.replicasPerHost === 1) bundle.unique = false;
    const primitive = xml.child('primitive');
    if (primitive) {
      if (!hasConnection(settings, bundle.id, cluster)) {
        const text = `Cannot control ${bundle.id} inside ${primitive.id} without either ip-range-start or control-port`;
        configError(cluster, SOURCE, text);
        return false;
      }
      bundle.child = build(bundledClone(bundle, settings, primitive), bundle) as Clone | undefined;
      if (!bundle.child) return false;
    }
    const { engine, image, promotedMax } = settings;
    Object.assign(bundle, { engine, image, promotedMax });
    bundle.replicaCount = settings.replicas;
    bundle.replicasPerHost = settings.replicasPerHost;
    return makeReplicas(bundle, settings, build);
  },
};

/** The clone of the bundled primitive, as if it were configured. */
function bundledClone(bundle: Bundle, settings: Settings, primitive: Element): Element {
  const { promotedMax, replicas, replicasPerHost } = settings;
  const clone = new Element('clone', { id: `${bundle.id}-${promotedMax > 0 ? 'master' : 'clone'}` });
  const meta: [string, string][] = [
    ['ordered', 'true'],
    ['clone-max', String(replicas)],
    ['clone-node-max', String(replicasPerHost)],
    ['globally-unique', String(replicasPerHost > 1)],
  ];
  if (promotedMax > 0) meta.push(['promotable', 'true'], ['promoted-max', String(promotedMax)]);
  addPairs(clone, 'meta_attributes', `${bundle.id}-clone-meta`, meta);
  clone.append(primitive.clone());
  return clone;
}

function makeReplicas(bundle: Bundle, settings: Settings, build: Build): boolean {
  checkInstances(bundle.id, settings.replicas);
  const plans = planReplicas(bundle, settings);
  const hosts = hostEntries(bundle, settings, plans);
  for (const plan of plans) {
    const replica = makeReplica(bundle, settings, hosts, plan, build);
    if (!replica) {
      configError(bundle.cluster, SOURCE, `Failed unpacking resource ${bundle.id}`);
      return false;
    }
    bundle.replicas.push(replica);
  }
  if (bundle.child) bundle.children.push(bundle.child);
  return true;
}

function planReplicas(bundle: Bundle, settings: Settings): Plan[] {
  const { child } = bundle;
  if (child) {
    addRemoteSettings(settings);
    for (const instance of child.children) {
      instance.exclusiveProbes = true;
      if (instance.notify) child.notify = true;
      const target = instance.meta.get('container-attribute-target');
      if (target === undefined) continue;
      bundle.meta.set('container-attribute-target', target);
      child.meta.set('container-attribute-target', target);
    }
  }
  let last: string | undefined;
  return Array.from({ length: child ? child.children.length : settings.replicas }, (_, offset) => {
    if (settings.ipRangeStart !== undefined) {
      last = last === undefined ? settings.ipRangeStart : nextAddress(last);
    }
    return { offset, ipAddress: last, child: child?.children[offset] };
  });
}

/** Options that let each container know all others by name. */
function hostEntries(bundle: Bundle, { addHost }: Settings, plans: readonly Plan[]): string {
  return plans
    .filter(({ ipAddress }) => ipAddress !== undefined)
    .map(({ offset, ipAddress }) =>
      addHost
        ? ` --add-host=${bundle.id}-${offset}:${ipAddress}`
        : ` --hosts-entry=${ipAddress}=${bundle.id}-${offset}`,
    )
    .join('');
}

function makeReplica(bundle: Bundle, settings: Settings, hosts: string, plan: Plan, build: Build): Replica | undefined {
  const container = build(containerResource(bundle.id, settings, hosts, plan), bundle);
  if (!container) return undefined;
  container.isReplicaContainer = true;
  bundle.children.push(container);
  const replica: Replica = { ...plan, container, ip: undefined, remote: undefined, node: undefined };

  const address = addressResource(bundle.id, settings, plan);
  if (address) {
    replica.ip = build(address, bundle);
    if (!replica.ip) return undefined;
    bundle.children.push(replica.ip);
  }
  const { child } = plan;
  if (!child) return replica;
  if (!makeConnection(bundle, settings, replica, child, build)) return undefined;
  if (plan.ipAddress !== undefined) child.meta.set('external-ip', plan.ipAddress);
  swapUtilization(container, child);
  return replica;
}

/** The container takes up what its contents need. */
function swapUtilization(container: Resource, child: Resource): void {
  const needed = [...child.utilization];
  const own = [...container.utilization];
  container.utilization.clear();
  child.utilization.clear();
  for (const [name, value] of needed) container.utilization.set(name, value);
  for (const [name, value] of own) child.utilization.set(name, value);
}

/** Make the guest node of a replica, and the connection to it. */
function makeConnection(bundle: Bundle, settings: Settings, replica: Replica, child: Resource, build: Build): boolean {
  const { cluster } = bundle;
  let name = `${bundle.id}-${replica.offset}`;
  if (cluster.resourcesById.has(name)) name = `pcmk-internal-${child.id}-remote-${replica.offset}`;
  const { container } = replica;
  const connection = connectionResource({
    name,
    container: container.id,
    address: replica.ipAddress ?? '#uname',
    port: remotePort(settings),
  });
  const node = findNode(cluster, name) ?? createNode(cluster, name, name, 'guest');
  node.score = -INFINITY_SCORE;
  node.probe = 'never';
  for (const top of cluster.resources) {
    for (const resource of within(top)) {
      const other = resource.candidates.get(node);
      if (!other) continue;
      Object.assign(other, { score: -INFINITY_SCORE, probe: 'never' });
      cluster.ledger?.add(resource, node, -INFINITY_SCORE, { source: 'node' });
    }
  }
  replica.node = node;
  child.candidates = new Candidates();
  child.candidates.set(node, { ...candidate(node, OWN_NODE_SCORE), probe: 'exclusive' });
  child.parent?.candidates.set(node, { ...candidate(node, -INFINITY_SCORE), probe: 'exclusive' });

  const remote = build(connection, bundle);
  if (!remote) return false;
  for (const each of remote.candidates.values()) {
    if (each.node.kind === 'cluster') continue;
    each.score = -INFINITY_SCORE;
    cluster.ledger?.add(remote, each.node, -INFINITY_SCORE, { source: 'remote' });
  }
  node.remote = remote;
  // Unless it is configured as a cluster node
  if (isRemote(node)) node.kind = 'guest';
  remote.launcher = container;
  remote.remoteNestingAllowed = true;
  node.attributes.set('#kind', 'container');
  replica.remote = remote;
  bundle.children.push(remote);
  return true;
}
