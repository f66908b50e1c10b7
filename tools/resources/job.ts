import type { CibClient } from '../../cib/client/client.js';
import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import type { Cluster } from '../../daemon/scheduler/model/cluster.js';
import type { Node } from '../../daemon/scheduler/model/node.js';
import type { Resource } from '../../daemon/scheduler/model/resource.js';
import type { Context } from '../command/context.js';
import { Fault, type Report } from './report.js';
import type { Request } from './request.js';

/** A command at work. */
export interface Job {
  readonly request: Request;
  readonly context: Context;
  readonly report: Report;
  /** The node of the request. */
  readonly node: Node | undefined;
}

/** One that works on the CIB. */
export interface CibJob extends Job {
  readonly client: CibClient;
}

/** One that looks at the state of the cluster. */
export interface ClusterJob extends CibJob {
  readonly cluster: Cluster;
  /** The CIB as it is, whereas that of the cluster is brought to the latest schema. */
  readonly cib: Element;
  /** The resource of the request, for commands that look for it. */
  readonly resource: Resource | undefined;
}

/** One on a resource. */
export interface ResourceJob extends ClusterJob {
  readonly resource: Resource;
}

/** What reading the CIB takes. */
export type Reading = Pick<CibJob, 'client' | 'context' | 'report'>;

export interface State {
  readonly cluster: Cluster;
  readonly cib: Element;
}

/**
 * The CIB, brought to a schema that the scheduler works with.
 * @throws CibError, after saying so, if there is none or it cannot be brought there
 */
export async function readInput({ client, context, report }: Reading): Promise<{ cib: Element; root: Element }> {
  let cib: Element;
  try {
    cib = (await client.call({ operation: 'query' })).output as Element;
  } catch (error) {
    if (error instanceof CibError) report.error(`Could not obtain the current CIB: ${error.rc.description}`);
    throw error;
  }
  const { upgradeConfigured } = await import('../../cib/upgrade/configured.js');
  try {
    const { root } = await upgradeConfigured(cib, {
      onStep: (step) => step.kind === 'notice' && context.warn(`${step.text}\n`),
    });
    return { cib, root };
  } catch (error) {
    if (error instanceof CibError) report.error(`Could not upgrade the current CIB XML: ${error.rc.description}`);
    throw error;
  }
}

/** What the CIB says; what is found wrong with it goes to the log. */
export async function readState(reading: Reading): Promise<State> {
  const { context } = reading;
  const { cib, root } = await readInput(reading);
  const { unpack } = await import('../../daemon/scheduler/unpack/unpack.js');
  const cluster = unpack(root, { now: context.now().getTime(), noCounts: true });
  for (const { level, source, text } of cluster.log) context.log(level, source, text);
  return { cluster, cib };
}

/** The daemon that cleaning up and failing resources is asked of: there is none. */
export function requireController(): never {
  throw new Fault('DISCONNECT', 'Error connecting to the controller: Transport endpoint is not connected');
}
