import type { CibClient } from '../../../cib/client/client.js';
import { CibError } from '../../../cib/result/error.js';
import { Element } from '../../../cib/xml/element.js';
import { xpathLiteral } from '../../../cib/xpath/literal.js';
import type { ClusterJob } from '../job.js';
import { banIds, preferIds } from './constrain.js';
import { clearExpired } from './expired.js';

export async function clearCommand(job: ClusterJob): Promise<undefined> {
  const { request, client, cluster, node, report } = job;
  const { resource = '', force, quiet } = request;
  const before = constraintIds(cluster.cib);
  try {
    if (request.expired) await clearExpired(job);
    else await clear(client, resource, node ? [node.name] : cluster.nodes.map(({ name }) => name), { force });
  } catch (error) {
    // Who is told what was removed is not told that not all of it was, as with the peer
    if (quiet || !(error instanceof CibError)) throw error;
  }
  if (quiet) return;
  const { output } = await client.call({ operation: 'query' });
  const after = new Set(constraintIds(output as Element));
  for (const id of before) if (!after.has(id)) report.note(`Removing constraint: ${id}`);
}

const constraintIds = (cib: Element): string[] =>
  [...cib.walk()].flatMap(({ name, id }) => (name === 'rsc_location' && id !== undefined ? [id] : [])).sort();

interface Scope {
  /** The constraint that moved it goes, whatever node it names. */
  readonly force?: boolean;
  readonly keepBans?: boolean;
}

/** Take back what moved a resource to nodes, and what banned it from them. */
export async function clear(
  client: CibClient,
  resource: string,
  nodes: readonly string[],
  { force = false, keepBans = false }: Scope = {},
): Promise<void> {
  const { constraint, rule } = preferIds(resource);
  for (const node of nodes) {
    const expression = `expression[@attribute='#uname' and @value=${xpathLiteral(node)}]`;
    const ruled = `rule[@id=${xpathLiteral(rule)}]/${expression}`;
    await remove(client, { xpath: `//rsc_location[@id=${xpathLiteral(constraint)}][${ruled}]` });
    const preference = new Element('rsc_location', { id: constraint });
    if (!force) preference.set('node', node);
    const bans = keepBans ? [] : [new Element('rsc_location', { id: banIds(resource, node).constraint })];
    const input = new Element('constraints', {}, [...bans, preference]);
    await remove(client, { section: 'constraints', input });
  }
}

/** Nothing to delete is as good as deleted. */
async function remove(client: CibClient, what: { xpath: string } | { section: string; input: Element }): Promise<void> {
  try {
    await client.call({ operation: 'delete', ...what });
  } catch (error) {
    if (!(error instanceof CibError) || error.code !== 'ENXIO') throw error;
  }
}
