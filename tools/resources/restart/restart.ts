import { setTimeout } from 'node:timers/promises';
import { CibError } from '../../../cib/result/error.js';
import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import { bundleOf, topResource } from '../../../daemon/scheduler/model/relations.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import { withoutInstance } from '../../../daemon/scheduler/unpack/find.js';
import { deleteAttribute } from '../attributes/delete.js';
import { search } from '../attributes/search.js';
import { setAttribute } from '../attributes/set.js';
import { type ResourceJob, readInput, readState } from '../job.js';
import { clear } from '../locations/clear.js';
import { ban } from '../locations/constrain.js';
import { Fault } from '../report.js';
import { isRunningOn } from '../why/why.js';
import { activeOn, patienceFor, toSeconds, without } from './active.js';
import { foresee } from './foresee.js';

/** Seconds between looks at the state. */
const STEP = 2;
const TARGET_ROLE = 'target-role';

/** Have the cluster stop a resource and start it again, everywhere or on a node. */
export async function restart(job: ResourceJob): Promise<undefined> {
  const resource = runningPart(job);
  const restarter = new Restarter(job, resource);
  await restarter.run();
}

/** What is to be restarted. @throws CibError if it cannot be, after saying why */
function runningPart({ resource, node, report }: ResourceJob): Resource {
  const host = node?.name;
  const top = topResource(resource);
  let part: Resource | undefined = bundleOf(resource) ?? resource;
  if (top.kind === 'clone' && !isRunningOn(part, host)) {
    // Another instance of it may run there
    const name = top.unique ? part.id : withoutInstance(part.id);
    part = node && lookupOn(top, name, host);
  }
  if (!part || !isRunningOn(part, host)) {
    const id = resource.historyId ?? resource.id;
    report.error(`${id} is not running ${host === undefined ? 'anywhere' : `on ${host}`} and so cannot be restarted`);
    throw new CibError('ENXIO');
  }
  if (!part.managed) {
    report.error('Unmanaged resources cannot be restarted.');
    throw new CibError('EAGAIN');
  }
  return part;
}

function lookupOn(resource: Resource, name: string, host: string | undefined): Resource | undefined {
  for (const child of resource.children) {
    if ((child.id === name || withoutInstance(child.id) === name) && isRunningOn(child, host)) return child;
    const inside = lookupOn(child, name, host);
    if (inside) return inside;
  }
  return undefined;
}

class Restarter {
  private readonly host: string | undefined;
  /** By what name it is stopped. */
  private readonly name: string;
  /** An instance is kept away from its node for a while; all else is told to be stopped. */
  private readonly byBan: boolean;
  private formerRole: string | undefined;
  private patience: number;
  private current: readonly string[] = [];

  constructor(
    private readonly job: ResourceJob,
    private readonly resource: Resource,
  ) {
    const { node, request } = job;
    const top = topResource(job.resource);
    this.host = node?.name;
    const whole = resource.kind === 'clone' || resource.kind === 'bundle';
    const instance = !whole && top.kind === 'clone';
    this.byBan = node !== undefined && (whole || instance);
    const plain = top.kind === 'clone' && top.unique ? resource.id : withoutInstance(resource.id);
    this.name = this.byBan && instance ? top.id : plain;
    this.patience = toSeconds(request.timeoutMs);
  }

  async run(): Promise<void> {
    const { job, host } = this;
    const { cluster } = await this.look('Could not get new resource list');
    const before = activeOn(cluster.resources, host);
    this.current = before;
    await this.stop();
    let goal: readonly string[];
    try {
      const { root } = await readInput(this.job);
      goal = activeOn(foresee(root, job.context.now()).resources, host);
      await this.wait('stop', () => without(this.current, goal), false, cluster);
    } catch (error) {
      await this.giveUp(error);
    }
    await this.letStart();
    try {
      await this.wait('start again', () => without(before, this.current), true, cluster);
    } catch (error) {
      await this.giveUp(error);
    }
  }

  private async look(problem: string): Promise<{ cluster: Cluster }> {
    try {
      return await readState(this.job);
    } catch (error) {
      if (error instanceof CibError) this.job.report.error(problem);
      throw error;
    }
  }

  private async stop(): Promise<void> {
    const { job, name, host } = this;
    const { request, report } = job;
    try {
      if (this.byBan) {
        report.hush();
        const { lifetime, promoted } = request;
        await ban(job, { resource: name, node: host ?? '', lifetime, promoted });
      } else {
        const found = await search(job, name, { name: TARGET_ROLE });
        if (found.length === 1) this.formerRole = found[0]?.get('value');
        await this.setRole('stopped');
      }
    } catch (error) {
      if (error instanceof CibError) {
        report.error(`Could not set target-role for ${this.resource.id}: ${error.rc.description} (${error.rc.number})`);
      }
      throw error;
    }
  }

  /** A job of the same kind, on the target-role. */
  private get roleJob(): Pick<ResourceJob, 'client' | 'report' | 'request' | 'cib'> {
    const { client, report, request, cib } = this.job;
    const attribute = { set: 'meta_attributes', name: TARGET_ROLE, setId: undefined, pairId: undefined } as const;
    return { client, report, cib, request: { ...request, resource: this.resource.id, attribute, recursive: false } };
  }

  private setRole(role: string): Promise<unknown> {
    return setAttribute(this.roleJob, this.resource, role);
  }

  /** Take back what keeps it stopped. */
  private release(): Promise<unknown> {
    const { client, request } = this.job;
    if (this.byBan) return clear(client, this.name, [this.host ?? ''], { force: request.force });
    if (this.formerRole !== undefined) return this.setRole(this.formerRole);
    return deleteAttribute(this.roleJob, this.resource);
  }

  private async letStart(): Promise<void> {
    try {
      await this.release();
    } catch (error) {
      if (error instanceof CibError) {
        const { description, number } = error.rc;
        this.job.report.error(`Could not unset target-role for ${this.resource.id}: ${description} (${number})`);
      }
      throw error;
    }
  }

  /** What was changed is put right before the reason is told. */
  private async giveUp(reason: unknown): Promise<never> {
    if (reason instanceof CibError || reason instanceof Fault) {
      try {
        await this.release();
      } catch (error) {
        if (!(error instanceof CibError)) throw error;
      }
    }
    throw reason;
  }

  /** Wait until no resource is left to wait for. @throws CibError `ETIME` if in time for one step none is done with */
  private async wait(verb: string, left: () => string[], starting: boolean, cluster: Cluster): Promise<void> {
    const { report, request } = this.job;
    let delta = left();
    report.note(`Waiting for ${delta.length} resources to ${verb}:`);
    this.list(delta);
    const goesOn = () => delta.length > 0 || (starting && !isRunningOn(this.resource, this.host));
    let seen = cluster;
    while (goesOn()) {
      const before = delta.length;
      const seconds = request.timeoutMs === 0 ? patienceFor(seen, delta) : this.patience;
      for (let step = 0; step < Math.floor(seconds / STEP) && goesOn(); step++) {
        await this.sleep();
        ({ cluster: seen } = await this.look(
          `Could not determine which resources were ${starting ? 'started' : 'stopped'}`,
        ));
        // What depends on it may have started anywhere
        this.current = activeOn(seen.resources, starting ? undefined : this.host);
        delta = left();
      }
      if (delta.length !== before) continue;
      const what = starting ? 'restart' : 'shutdown';
      report.error(`Could not complete ${what} of ${this.resource.id}, ${delta.length} resources remaining`);
      this.list(delta);
      throw new CibError('ETIME');
    }
  }

  private list(ids: readonly string[]): void {
    for (const id of ids) this.job.report.note(` * ${id}`);
  }

  private async sleep(): Promise<void> {
    const { report, context } = this.job;
    report.flush(context);
    await (context.sleep ?? setTimeout)(STEP * 1000);
    this.patience = Math.max(0, this.patience - STEP);
  }
}
