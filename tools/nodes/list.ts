import type { CibClient } from '../../cib/client/client.js';
import type { Element } from '../../cib/xml/element.js';
import { query } from '../attributes/node.js';

export interface NodeEntry {
  readonly type: 'cluster' | 'guest' | 'remote';
  readonly name: string | undefined;
  readonly id: string | undefined;
}

/** Configured nodes of some types (of all, if none or "all" is named): cluster, guest, then remote nodes. */
export async function listNodes(client: CibClient, types: readonly string[]): Promise<NodeEntry[]> {
  const all = types.includes('all') || types.every((type) => type === '');
  const wanted = (type: NodeEntry['type']) => all || types.includes(type);
  const entry = (type: NodeEntry['type'], idAttribute: string) => (element: Element) => {
    const id = element.get(idAttribute);
    return { type, id, name: element.get('uname') ?? id };
  };
  const nodes: NodeEntry[] = [];
  if (wanted('cluster')) {
    const found = await query(client, '/cib/configuration/nodes/node', true);
    const members = found.filter((node) => (node.get('type') ?? 'member') === 'member');
    nodes.push(...members.map(entry('cluster', 'id')));
  }
  if (wanted('guest')) {
    const path = "/cib/configuration//primitive//meta_attributes//nvpair[@name='remote-node']";
    nodes.push(...(await query(client, path, true)).map(entry('guest', 'value')));
  }
  if (wanted('remote')) {
    const path = "/cib/configuration//primitive[@type='remote'][@provider='pacemaker']";
    nodes.push(...(await query(client, path, true)).map(entry('remote', 'id')));
  }
  return nodes;
}
