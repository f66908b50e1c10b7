import { parseScore } from '../../../cib/number/score.js';
import { isTrue } from '../../../cib/options/read.js';
import type { Element } from '../../../cib/xml/element.js';
import type { Build } from '../kinds/kind.js';
import { kindNamed } from '../kinds/kinds.js';
import { configError, configWarning } from '../log.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { topResource } from '../model/relations.js';
import type { MultipleActive, Resource, ResourceBase } from '../model/resource.js';
import { Role } from '../model/role.js';
import { pairsOf } from './context.js';
import { isRemoteConnection } from './implicit.js';
import { intervalMs } from './interval.js';
import { metaAttributes, parameters } from './meta.js';
import { unpackRequires } from './requires.js';
import { blankResource } from './resource-base.js';
import { targetRole } from './target-role.js';
import { withTemplate } from './template.js';

/**
 * The resource that an element of the configuration describes, with all resources inside it.
 * @param instance number of an instance of a clone, for it and all inside it
 * @returns undefined if it cannot be used, which is logged
 */
export function unpackResource(
  cluster: Cluster,
  original: Element,
  parent?: Resource,
  instance?: string,
): Resource | undefined {
  const { id } = original;
  if (id === undefined) {
    configError(cluster, 'pe__unpack_resource', `Ignoring <${original.name}> configuration without id`);
    return undefined;
  }
  const xml = expanded(cluster, original);
  if (!xml) return undefined;
  const kind = kindNamed(xml.name);
  if (!kind) {
    configError(cluster, 'pe__unpack_resource', `Ignoring resource '${id}' of unknown type '${xml.name}'`);
    return undefined;
  }
  const meta = metaAttributes(cluster, { xml, parent }, instance);
  const resource = kind.unpack.create(
    blankResource({
      cluster,
      id: instance === undefined ? id : `${id}:${instance}`,
      xml,
      originalXml: original,
      operations: operationsOf(cluster, xml),
      parent,
      meta,
      utilization: pairsOf(cluster, xml, 'utilization'),
    }),
  );
  readMeta(resource);
  const build: Build = (element, within, number) => unpackResource(cluster, element, within, number);
  if (!kind.unpack.unpack(resource, build)) return undefined;
  allowNodes(resource);
  if (xml !== original) noteTemplate(cluster, original);
  return resource;
}

function expanded(cluster: Cluster, original: Element): Element | undefined {
  if (!original.has('template')) return original;
  const known = cluster.memory.expanded.get(original);
  if (known) return known;
  const xml = withTemplate(cluster, original);
  if (xml) cluster.memory.expanded.set(original, xml);
  return xml;
}

function operationsOf(cluster: Cluster, xml: Element): Element | undefined {
  const operations = xml.child('operations');
  const reference = operations?.get('id-ref');
  return reference === undefined ? operations : cluster.find('operations', reference);
}

function noteTemplate(cluster: Cluster, original: Element): void {
  const id = original.get('template') as string;
  const members = cluster.templates.get(id)?.members ?? [];
  const member = original.id as string;
  if (!members.includes(member)) cluster.templates.set(id, { id, members: [...members, member] });
}

function readMeta(resource: Resource): void {
  const { cluster, meta, xml } = resource;
  const { maintenanceMode } = cluster.options;
  resource.isRemoteConnection = isRemoteConnection(xml);
  const isRemoteNode = resource.isRemoteConnection && !meta.has('container');
  resource.priority = score(resource, 'priority', 0, 'unpack_priority');
  resource.critical = meta.get('critical') === undefined || isTrue(meta.get('critical'));
  resource.notify = isTrue(meta.get('notify'));
  resource.migratable = isTrue(meta.get('allow-migrate')) || (isRemoteNode && !meta.has('allow-migrate'));
  resource.maintenance = maintenanceMode || isTrue(meta.get('maintenance'));
  resource.managed = !resource.maintenance && isManaged(resource);
  const isCloned = topResource(resource).kind === 'clone';
  resource.unique = !isCloned || isUnique(meta);
  resource.promotable = isCloned && isTrue(meta.get('promotable'));
  resource.multipleActive = multipleActive(resource);
  resource.stickiness = score(resource, 'resource-stickiness', 0, 'unpack_stickiness');
  resource.migrationThreshold = score(resource, 'migration-threshold', 1_000_000, 'unpack_migration_threshold');
  if (xml.get('class')?.toLowerCase() === 'stonith') {
    cluster.haveFencing = true;
    resource.fenceDevice = true;
  }
  resource.requires = unpackRequires(resource, meta.get('requires'));
  resource.failureTimeoutMs = intervalMs(meta.get('failure-timeout'), cluster);
  if (isRemoteNode) readReconnectInterval(resource);
  resource.nextRole = targetRole(resource) ?? Role.unknown;
}

function readReconnectInterval(connection: Resource): void {
  const text = parameters(connection).get('reconnect_interval');
  if (text === undefined) return;
  connection.remoteReconnectMs = intervalMs(text, connection.cluster);
  connection.failureTimeoutMs = connection.remoteReconnectMs;
}

function warnOfDefault({ cluster }: ResourceBase, name: string, source: string): void {
  const text = `Support for setting ${name} to the explicit value 'default' is deprecated and will be removed in a future release (just leave it unset)`;
  configWarning(cluster, source, text);
}

function score(resource: Resource, name: string, byDefault: number, source: string): number {
  const text = resource.meta.get(name);
  if (text === undefined) return byDefault;
  if (text.toLowerCase() === 'default' && name !== 'priority') {
    warnOfDefault(resource, name, source);
    return byDefault;
  }
  const value = parseScore(text, resource.cluster.options.healthScores);
  const isThreshold = name === 'migration-threshold';
  if (value !== undefined && !(isThreshold && value < 0)) return value;
  const fallback = isThreshold
    ? `(INFINITY) for resource ${resource.id} meta-attribute`
    : `(0) for resource ${resource.id}`;
  const why = value === undefined ? 'Bad input value provided' : 'Correct';
  configWarning(
    resource.cluster,
    source,
    `Using default ${fallback} ${name} because '${text}' is not a valid value: ${why}`,
  );
  return byDefault;
}

function isManaged(resource: Resource): boolean {
  const value = resource.meta.get('is-managed');
  if (value === undefined) return true;
  if (value.toLowerCase() !== 'default') return isTrue(value);
  warnOfDefault(resource, 'is-managed', 'pe__unpack_resource');
  return true;
}

/** Instances of a clone differ if it says so, or if there may be several of them on a node. */
function isUnique(meta: ReadonlyMap<string, string>): boolean {
  const value = meta.get('globally-unique');
  if (value !== undefined) return isTrue(value);
  return Number.parseInt(meta.get('clone-node-max') ?? '1', 10) > 1;
}

const MULTIPLE_ACTIVE: readonly MultipleActive[] = ['stop_only', 'block', 'stop_unexpected', 'stop_start'];

function multipleActive({ meta, cluster }: Resource): MultipleActive {
  const value = meta.get('multiple-active');
  if (value === undefined) return 'stop_start';
  const known = MULTIPLE_ACTIVE.find((policy) => policy === value.toLowerCase());
  if (known) return known;
  const text = `${value} is not a valid value for multiple-active, using default of "stop_start"`;
  configWarning(cluster, 'pe__unpack_resource', text);
  return 'stop_start';
}

/** Nodes where a resource may run before any constraint speaks. What is inside it has its own already. */
function allowNodes(resource: Resource): void {
  const { cluster, candidates, isRemoteConnection, meta, exclusiveProbes } = resource;
  const guest = isRemoteConnection && meta.has('container');
  const { symmetric } = cluster.options;
  if (!symmetric && !guest) return;
  if (symmetric && exclusiveProbes) return;
  const isProbed = ({ probe }: Node): boolean => probe !== 'never';
  const nodes = symmetric && !cluster.nodes.every(isProbed) ? cluster.nodes.filter(isProbed) : cluster.nodes;
  if (cluster.ledger) {
    for (const node of nodes) {
      if (!candidates.has(node)) cluster.ledger.add(resource, node, node.score, { source: 'node' });
    }
  }
  candidates.addAll(nodes);
}
