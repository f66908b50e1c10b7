import { CibError } from '../../../cib/result/error.js';
import { Element } from '../../../cib/xml/element.js';
import type { CibJob } from '../job.js';
import { Fault } from '../report.js';

/** Delete a resource from the CIB; one that is not there is as good as deleted. */
export async function deleteResource({ client, request }: CibJob): Promise<undefined> {
  const { resource: id = '', type } = request;
  if (type === undefined) throw new Fault('USAGE', 'You need to specify a resource type with -t');
  try {
    await client.call({ operation: 'delete', section: 'resources', input: new Element(type, { id }) });
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    throw new Fault(error.rc.exit, `Could not delete resource ${id}: ${error.rc.description}`);
  }
  return undefined;
}
