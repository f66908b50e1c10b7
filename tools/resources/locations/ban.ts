import type { ResourceJob } from '../job.js';
import { Fault } from '../report.js';
import { activityOf, promotedOf } from './active.js';
import { ban } from './constrain.js';

export async function banCommand(job: ResourceJob): Promise<undefined> {
  await banFrom(job, job.node?.name ?? onlyPlace(job));
}

/** Keep the resource of a request away from a node, on the terms of the request. */
export function banFrom(job: ResourceJob, node: string, { promoted } = job.request): Promise<void> {
  const { resource = '', lifetime } = job.request;
  return ban(job, { resource, node, lifetime, promoted });
}

/** The one node where a resource is active, or promoted. @throws Fault if there are more, or none */
export function onlyPlace({ resource, request }: ResourceJob): string {
  const id = request.resource;
  const { node, count } = activityOf(resource);
  if (count === 1 && node) return node.name;
  const hint = `To prevent '${id}' from running on a specific location, specify a node.`;
  if (!resource.promotable) {
    throw new Fault('USAGE', `Resource '${id}' not moved: active in ${count} locations.\n${hint}`);
  }
  const promoted = promotedOf(resource);
  if (promoted.count === 1 && promoted.node) return promoted.node.name;
  const further = `To prevent '${id}' from being promoted at a specific location, specify a node and the --promoted option.`;
  throw new Fault(
    'USAGE',
    `Resource '${id}' not moved: active in ${count} locations (promoted in ${promoted.count}).\n${hint}${further}`,
  );
}
