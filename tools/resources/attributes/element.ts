import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import type { ResourceJob } from '../job.js';

/** The element of a resource in the CIB as it is. @throws CibError `ENXIO` if the cluster made the resource */
export function configured(cib: Element, resource: Resource): Element {
  const { id } = resource.xml;
  for (const element of cib.child('configuration')?.child('resources')?.walk() ?? []) {
    if (element.id === id) return element;
  }
  throw new CibError('ENXIO');
}

/** Set an attribute of the element of a resource, or delete it if there is no value for it. */
export async function changeElement(job: ResourceJob, name: string, value: string | undefined): Promise<void> {
  const { client, cib, resource, report } = job;
  const input = configured(cib, resource).clone();
  if (value === undefined) input.unset(name);
  else input.set(name, value);
  await client.call({ operation: 'replace', section: 'resources', input });
  report.note(value === undefined ? `Deleted attribute: ${name}` : `Set attribute: name=${name} value=${value}`);
}
