import type { CibClient } from '../../cib/client/client.js';
import { CibError } from '../../cib/result/error.js';
import { Element } from '../../cib/xml/element.js';
import { findResource } from '../resources/find.js';

/** What the CIB holds in place of a secret. */
export const SECRET = 'lrm://';

/** Value of a parameter of a resource. @throws CibError `ENODEV` if there is no such resource */
export async function getParameter(client: CibClient, id: string, name: string): Promise<string | undefined> {
  return pairOf(await resourceOf(client, id), name)?.get('value');
}

/** @throws CibError `ENODEV` if there is no such resource, and those of the request */
export async function setParameter(client: CibClient, id: string, name: string, value: string): Promise<void> {
  const resource = await resourceOf(client, id);
  const pair = pairOf(resource, name);
  const set = pair?.parent ?? resource.child('instance_attributes');
  const setId = set?.id ?? `${id}-instance_attributes`;
  const nvpair = new Element('nvpair', { id: pair?.id ?? `${setId}-${name}`, name, value });
  const input = new Element(resource.name, { id }, [new Element('instance_attributes', { id: setId }, [nvpair])]);
  await client.call({ operation: 'modify', section: 'resources', input });
}

/** @throws CibError `ENODEV` if there is no such resource, and those of the request */
export async function removeParameter(client: CibClient, id: string, name: string): Promise<void> {
  const pair = pairOf(await resourceOf(client, id), name);
  if (!pair?.id) return;
  await client.call({ operation: 'delete', section: 'resources', input: new Element('nvpair', { id: pair.id, name }) });
}

async function resourceOf(client: CibClient, id: string): Promise<Element> {
  const resource = await findResource(client, id);
  if (!resource) throw new CibError('ENODEV', `Resource '${id}' not found`);
  return resource;
}

function pairOf(resource: Element, name: string): Element | undefined {
  for (const set of resource.elements('instance_attributes')) {
    for (const pair of set.elements('nvpair')) if (pair.get('name') === name) return pair;
  }
  return undefined;
}
