import { hostname } from 'node:os';
import type { CibClient } from '../../cib/client/client.js';
import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { xpathLiteral } from '../../cib/xpath/literal.js';

export interface NodeId {
  readonly id: string;
  /** Is it a remote or guest node? */
  readonly remote: boolean;
}

const META = 'OCF_RESKEY_CRM_meta_';

/**
 * Name of the node that attributes are about if none is named, or "auto" or "localhost": in an agent,
 * the node the scheduler means (for a container, perhaps its host), otherwise this one.
 */
export function targetNode(name: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  if (name !== undefined && !/^(auto|localhost)$/i.test(name)) return name;
  const host = env[`${META}physical_host`];
  if (host !== undefined && env[`${META}container_attribute_target`]?.toLowerCase() === 'host') return host;
  return env[`${META}on_node`] ?? name ?? hostname();
}

/**
 * The id of a node by name, letter case ignored: of a cluster, remote or guest node.
 * @throws CibError `ENXIO`
 */
export async function findNode(client: CibClient, name: string): Promise<NodeId> {
  const exact = await query(client, `/cib/configuration/nodes/node[@uname=${xpathLiteral(name)}]`, true);
  const found = identify(exact[0]) ?? identify(await search(client, name.toLowerCase()));
  if (!found) throw new CibError('ENXIO');
  return found;
}

async function search(client: CibClient, name: string): Promise<Element | undefined> {
  const named = (attribute: string) => (element: Element) => element.get(attribute)?.toLowerCase() === name;
  return (
    (await query(client, '/cib/configuration/nodes/node', true)).find(named('uname')) ??
    (await remoteNode(client, name)) ??
    (await query(client, "/cib/status/node_state[@remote_node='true']", true)).find(named('id'))
  );
}

/** Remote nodes are resources, guest nodes meta-attributes of them; in document order, as they are all names. */
async function remoteNode(client: CibClient, name: string): Promise<Element | undefined> {
  for (const resource of await query(client, '/cib/configuration/resources/primitive')) {
    const agent = ['class', 'provider', 'type'].map((part) => resource.get(part)).join(':');
    if (agent === 'ocf:pacemaker:remote' && resource.id?.toLowerCase() === name) return resource;
    for (const set of resource.elements('meta_attributes')) {
      for (const pair of set.elements('nvpair')) {
        if (pair.get('name') === 'remote-node' && pair.get('value')?.toLowerCase() === name) return pair;
      }
    }
  }
  return undefined;
}

function identify(element: Element | undefined): NodeId | undefined {
  if (!element) return undefined;
  const [attribute, remote] = identity(element);
  const id = element.get(attribute);
  return id === undefined ? undefined : { id, remote };
}

function identity(element: Element): [attribute: string, remote: boolean] {
  switch (element.name) {
    case 'node':
      return element.get('type')?.toLowerCase() === 'remote' ? ['uname', true] : ['id', false];
    case 'nvpair':
      return ['value', true];
    case 'node_state':
      return ['uname', true];
    default:
      return ['id', true];
  }
}

/** What an XPath selects; nothing is no error. */
export async function query(client: CibClient, xpath: string, noChildren = false): Promise<Element[]> {
  try {
    const { output } = await client.call({ operation: 'query', xpath, options: { noChildren } });
    if (!output) return [];
    return output.name === 'xpath-query' ? [...output.elements()] : [output];
  } catch (error) {
    if (error instanceof CibError && error.code === 'ENXIO') return [];
    throw error;
  }
}
