import type { CibClient } from '../../cib/client/client.js';
import type { Element } from '../../cib/xml/element.js';
import { xpathLiteral } from '../../cib/xpath/literal.js';
import { query } from '../attributes/node.js';

const RESOURCES = new Set(['primitive', 'group', 'clone', 'master', 'bundle']);

/** The element of a resource by id, if there is one. */
export async function findResource(client: CibClient, id: string): Promise<Element | undefined> {
  const found = await query(client, `/cib/configuration/resources//*[@id=${xpathLiteral(id)}]`);
  return found.find(({ name }) => RESOURCES.has(name));
}
