import { Element } from '../../../cib/xml/element.js';
import type { Cluster } from '../model/cluster.js';
import { createNode, findNode } from './nodes.js';

/** An agent that is the connection to a node that runs Pacemaker Remote. */
export const isRemoteConnection = (element: Element): boolean =>
  element.get('type')?.toLowerCase() === 'remote' &&
  element.get('class')?.toLowerCase() === 'ocf' &&
  element.get('provider')?.toLowerCase() === 'pacemaker';

/** A primitive that stands in no configuration: part of a bundle, or the connection to a guest. */
export function implicitPrimitive(id: string, provider: string, type: string): Element {
  return new Element('primitive', { id, class: 'ocf', provider, type });
}

export function addPairs(
  parent: Element,
  block: string,
  id: string,
  pairs: readonly (readonly [string, string])[],
): void {
  const children = pairs.map(([name, value]) => new Element('nvpair', { id: `${id}-${name}`, name, value }));
  parent.append(new Element(block, { id }, children));
}

export function addOperation(
  operations: Element,
  prefix: string,
  name: string,
  interval: string,
  timeout?: string,
): void {
  const element = new Element('op', { id: `${prefix}-${name}-${interval}`, interval, name });
  if (timeout !== undefined) element.set('timeout', timeout);
  operations.append(element);
}

export interface Connection {
  readonly name: string;
  readonly container: string;
  readonly address?: string | undefined;
  readonly port?: string | undefined;
  readonly allowMigrate?: string | undefined;
  readonly isManaged?: string | undefined;
  readonly startTimeout?: string | undefined;
}

/** The connection to a guest node, as if it were configured. */
export function connectionResource(of: Connection): Element {
  const { name, container } = of;
  const primitive = implicitPrimitive(name, 'pacemaker', 'remote');
  const given = (pairs: [string, string | undefined][]) =>
    pairs.filter((pair): pair is [string, string] => pair[1] !== undefined);
  const meta = given([
    ['internal-rsc', 'true'],
    ['container', container],
    ['allow-migrate', of.allowMigrate],
    ['is-managed', of.isManaged],
  ]);
  addPairs(primitive, 'meta_attributes', `${name}-meta_attributes`, meta);
  const parameters = given([
    ['addr', of.address],
    ['port', of.port],
  ]);
  if (parameters.length > 0) addPairs(primitive, 'instance_attributes', `${name}-instance_attributes`, parameters);
  const operations = primitive.append(new Element('operations'));
  addOperation(operations, name, 'monitor', '30s', '30s');
  if (of.startTimeout !== undefined) addOperation(operations, name, 'start', '0', of.startTimeout);
  return primitive;
}

/**
 * Create the nodes that resources make: remote nodes by their connection, guest nodes by the
 * remote-node meta-attribute. Returns the connections that guest nodes bring with them, which are
 * resources too.
 */
export function unpackRemoteNodes(cluster: Cluster, section: Element | undefined): Element[] {
  const connections: Element[] = [];
  const guest = (element: Element): void => {
    const connection = guestConnection(element);
    const name = connection?.id;
    if (!connection || name === undefined) return;
    connections.push(connection);
    if (!findNode(cluster, name)) createNode(cluster, name, name, 'guest');
  };
  for (const element of section?.elements() ?? []) {
    const { id } = element;
    if (isRemoteConnection(element)) {
      if (id !== undefined && !findNode(cluster, id)) createNode(cluster, id, id, 'remote');
    } else if (element.name === 'primitive') guest(element);
    else if (element.name === 'group') for (const member of element.elements()) guest(member);
  }
  return connections;
}

/** The connection to the guest node that a primitive is, by its meta-attributes as they are written. */
function guestConnection(primitive: Element): Element | undefined {
  const meta = new Map<string, string | undefined>();
  for (const block of primitive.elements('meta_attributes')) {
    for (const pair of block.elements()) {
      const name = pair.get('name');
      if (name !== undefined) meta.set(name, pair.get('value'));
    }
  }
  const name = meta.get('remote-node');
  if (name === undefined) return undefined;
  return connectionResource({
    name,
    container: primitive.id ?? '',
    address: meta.get('remote-addr'),
    port: meta.get('remote-port'),
    allowMigrate: meta.get('remote-allow-migrate'),
    isManaged: meta.get('is-managed'),
    startTimeout: meta.has('remote-connect-timeout') ? meta.get('remote-connect-timeout') : '60s',
  });
}
