import { CibError } from '../../../cib/result/error.js';
import { Element } from '../../../cib/xml/element.js';
import { topResource } from '../../../daemon/scheduler/model/relations.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import { withoutInstance } from '../../../daemon/scheduler/unpack/find.js';
import type { ResourceJob } from '../job.js';
import { changeElement } from './element.js';
import { search } from './search.js';
import { type Change, targetsOf } from './targets.js';

export async function deleteCommand(job: ResourceJob): Promise<undefined> {
  const { request, resource } = job;
  const { attribute, force } = request;
  if (attribute.set !== 'element') return deleteAttribute(job, resource);
  if (attribute.pairId === undefined && !force) {
    await search(job, topResource(resource).id, { name: attribute.name });
  }
  await changeElement(job, attribute.name, undefined);
}

/** Delete the attribute of the request. @throws CibError `ENXIO` if the last that should have it has it not */
export async function deleteAttribute(
  job: Pick<ResourceJob, 'client' | 'report' | 'request'>,
  resource: Resource,
): Promise<undefined> {
  const { client, report, request } = job;
  const { attribute, force } = request;
  const { pairId, name } = attribute;
  const change: Change = { client, report, attribute, asked: request.resource ?? '', force };
  if (pairId === undefined && !force) await search(job, topResource(resource).id, { name });
  const targets = attribute.set === 'meta_attributes' ? await targetsOf(resource, change, 'delete') : [resource];
  let failure: CibError | undefined;
  for (const target of targets) failure = await deleteOf(change, target);
  if (failure) throw failure;
}

/** @returns why it could not be deleted. @throws CibError `ENOTUNIQ` if there is more than one */
async function deleteOf(change: Change, target: Resource): Promise<CibError | undefined> {
  const { client, report, attribute } = change;
  const { pairId, setId, name } = attribute;
  const id = withoutInstance(target.id);
  const [found, ...others] = await search(change, id, attribute);
  if (others.length > 0) throw new CibError('ENOTUNIQ');
  if (!found) return new CibError('ENXIO');
  const input = new Element('nvpair', { id: pairId ?? found.id ?? '', name });
  try {
    await client.call({ operation: 'delete', section: 'resources', input });
  } catch (error) {
    if (error instanceof CibError) return error;
    throw error;
  }
  report.note(`Deleted '${id}' option: id=${found.id}${setId === undefined ? '' : ` set=${setId}`} name=${name}`);
  return undefined;
}
