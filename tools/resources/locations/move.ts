import { CibError } from '../../../cib/result/error.js';
import type { Node } from '../../../daemon/scheduler/model/node.js';
import type { ResourceJob } from '../job.js';
import { Fault } from '../report.js';
import { activityOf, promotedOf } from './active.js';
import { banFrom, onlyPlace } from './ban.js';
import { clear } from './clear.js';
import { prefer } from './constrain.js';

export async function moveCommand(job: ResourceJob): Promise<undefined> {
  if (job.node) await moveTo(job, job.node);
  else await banFrom(job, onlyPlace(job));
}

/** @throws CibError `already` if it is there, `multiple` if it is in more than one place, and those of changes */
async function moveTo(job: ResourceJob, node: Node): Promise<void> {
  const { request, client, report, cluster, resource } = job;
  const { resource: id = '', lifetime, force } = request;
  const promoted = request.promoted && resource.promotable;
  if (request.promoted && !promoted) report.note(`Ignoring --promoted option: ${id} is not promotable`);
  const { current, count } = whereabouts(job, promoted);
  if (current === node && !force) throw new CibError('already');

  const nodes = cluster.nodes.map(({ name }) => name);
  await failureOf(clear(client, id, nodes, { force, keepBans: true }));
  await failureOf(clear(client, id, [node.name], { force }));
  const failed = await failureOf(prefer(job, { resource: id, node: node.name, lifetime, promoted }));
  if (force && current !== node) {
    if (current) await failureOf(banFrom(job, current.name, { ...request, promoted }));
    else if (count > 1) {
      const state = request.promoted ? 'promoted' : 'active';
      report.note(`Resource '${id}' is currently ${state} in ${count} locations. One may now move to ${node.name}`);
      report.note(`To prevent '${id}' from being ${state} at a specific location, specify a node`);
    }
  }
  if (failed) throw failed;
}

/** Where it is that would move: what is promoted, rather than what is not. */
function whereabouts({ resource }: ResourceJob, promotedOnly: boolean): { current: Node | undefined; count: number } {
  let { node, count } = activityOf(resource);
  let mover = resource;
  if (resource.promotable) {
    const promoted = promotedOf(resource);
    mover = promoted.instance ?? resource;
    if (promotedOnly || promoted.count > 0) ({ node, count } = promoted);
  }
  if (count <= 1) return { current: node, count };
  if (mover.kind !== 'clone') throw new CibError('multiple');
  return { current: undefined, count };
}

/** What a change failed with, if it did: what comes after it goes on. */
async function failureOf(change: Promise<unknown>): Promise<CibError | Fault | undefined> {
  try {
    await change;
    return undefined;
  } catch (error) {
    if (error instanceof CibError || error instanceof Fault) return error;
    throw error;
  }
}
