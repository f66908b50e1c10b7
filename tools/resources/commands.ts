import type { CibClient } from '../../cib/client/client.js';
import { CibError } from '../../cib/result/error.js';
import { add, fromEpoch } from '../../cib/time/arithmetic.js';
import { parseDuration } from '../../cib/time/duration.js';
import { TimeError } from '../../cib/time/error.js';
import { formatDate } from '../../cib/time/format.js';
import type { Element } from '../../cib/xml/element.js';
import type { Cluster } from '../../daemon/scheduler/model/cluster.js';
import { connect, Failure } from '../attributes/client.js';
import { query } from '../attributes/node.js';
import type { Outcome } from '../command/command.js';
import type { Context } from '../command/context.js';
import { ban, clear, prefer } from './location.js';
import {
  deleteParameter,
  nodeExists,
  type ParameterChange,
  type ParameterReport,
  resourceIn,
  setParameter,
} from './parameter.js';
import type { Active, ResourceState } from './state.js';

/** What a command on one resource is given. */
export interface ResourceRequest {
  readonly command: 'get' | 'set' | 'delete' | 'move' | 'ban' | 'clear' | 'locate';
  readonly resource: string;
  readonly node?: string | undefined;
  readonly change?: ParameterChange | undefined;
  readonly value?: string | undefined;
  /** ISO 8601 duration. */
  readonly lifetime?: string | undefined;
  readonly promoted: boolean;
  readonly force: boolean;
  readonly quiet: boolean;
}

export interface ResourceReport {
  readonly notes: readonly string[];
  /** Value of a parameter. */
  readonly value?: string;
  readonly active?: readonly Active[];
  readonly resource: string;
}

const PROGRAM = 'crm_resource';
const performing = (error: CibError): string => `${PROGRAM}: Error performing operation: ${error.exit.description}`;

/** Do what is asked of a resource. */
export async function performResource(request: ResourceRequest, context: Context): Promise<Outcome<ResourceReport>> {
  const report: ParameterReport = { notes: [], errors: [] };
  try {
    const client = await connect(context, PROGRAM);
    const cluster = await readCluster(client, context, report);
    const resource = await named(client, request);
    const found = await perform({ request, client, resource, cluster, context, report });
    return { value: { ...found, notes: report.notes, resource: request.resource }, errors: report.errors };
  } catch (error) {
    if (error instanceof Failure) return error.outcome;
    if (!(error instanceof CibError)) throw error;
    return {
      exit: error.rc.exit,
      value: { notes: report.notes, resource: request.resource },
      errors: [...report.errors, performing(error)],
    };
  }
}

interface Job {
  readonly request: ResourceRequest;
  readonly client: CibClient;
  readonly resource: Element;
  readonly cluster: Cluster;
  readonly context: Context;
  readonly report: ParameterReport;
}

/** What the CIB says, brought to a schema that the scheduler works with; what it finds wrong goes to the log. */
async function readCluster(client: CibClient, context: Context, report: ParameterReport): Promise<Cluster> {
  let cib: Element;
  try {
    cib = (await client.call({ operation: 'query' })).output as Element;
  } catch (error) {
    if (error instanceof CibError) report.errors.push(`Could not obtain the current CIB: ${error.rc.description}`);
    throw error;
  }
  const [{ upgradeConfigured }, { unpack }] = await Promise.all([
    import('../../cib/upgrade/configured.js'),
    import('../../daemon/scheduler/unpack/unpack.js'),
  ]);
  const cluster = unpack((await upgradeConfigured(cib)).root, { now: context.now().getTime(), noCounts: true });
  for (const { level, source, text } of cluster.log) context.log(level, source, text);
  return cluster;
}

type Found = Pick<ResourceReport, 'value' | 'active'>;

async function named(client: CibClient, { resource, node }: ResourceRequest): Promise<Element> {
  const missing = (what: string) =>
    new Failure({
      exit: 'NOSUCH',
      errors: [`${PROGRAM}: ${what} not found`, 'Error performing operation: No such object'],
    });
  try {
    const element = await resourceIn(client, resource.replace(/:\d+$/, ''));
    if (node !== undefined && !(await nodeExists(client, node))) throw missing(`Node '${node}'`);
    return element;
  } catch (error) {
    if (error instanceof CibError && error.code === 'ENXIO') throw missing(`Resource '${resource}'`);
    throw error;
  }
}

async function perform(job: Job): Promise<Found> {
  const { request, client, resource, report } = job;
  const change = request.change as ParameterChange;
  switch (request.command) {
    case 'set':
      await setParameter(client, resource, change, request.value ?? '', report);
      return {};
    case 'delete':
      await deleteParameter(client, resource, change, report);
      return {};
    case 'get':
      return getParameter(job, change);
    case 'locate':
      return locate(job);
    case 'clear':
      await clear(client, request.resource, await nodesFor(request, client), { force: request.force });
      return {};
    case 'ban':
      await banFrom(job, request.node ?? (await onlyNode(job)));
      return {};
    case 'move':
      await move(job);
      return {};
  }
}

async function stateOf({ cluster, request }: Job): Promise<ResourceState> {
  const { resourceState } = await import('./state.js');
  return resourceState(cluster, request.resource);
}

async function getParameter(job: Job, { set, name }: ParameterChange): Promise<Found> {
  const [state, { effectiveValue }] = await Promise.all([stateOf(job), import('./state.js')]);
  const { resource } = state;
  if (resource.activeNodes.length > 1) {
    job.report.errors.push(`${resource.id} is active on more than one node, returning the default value for ${name}`);
  }
  const value = effectiveValue(state, set, name);
  if (value !== undefined) return { value };
  job.report.errors.push(`Attribute '${name}' not found for '${resource.id}'`);
  return {};
}

async function locate(job: Job): Promise<Found> {
  const [state, { activeOf }] = await Promise.all([stateOf(job), import('./state.js')]);
  const active = activeOf(state, job.request.resource);
  const { resource, quiet } = job.request;
  if (active.length === 0 && !quiet) job.report.errors.push(`resource ${resource} is NOT running`);
  return { active };
}

async function nodesFor({ node }: ResourceRequest, client: CibClient): Promise<string[]> {
  if (node !== undefined) return [node];
  const nodes = await query(client, '/cib/configuration/nodes/node', true);
  return nodes.flatMap((element) => element.get('uname') ?? []);
}

/** The one place where a resource is active: what is to be left. @throws Failure if there is no such place */
async function onlyNode(job: Job): Promise<string> {
  const [state, { activeOf }] = await Promise.all([stateOf(job), import('./state.js')]);
  const { resource } = job.request;
  const active = activeOf(state, resource);
  const promoted = active.filter((instance) => instance.promoted);
  const [only, ...others] = active.length === 1 || !state.resource.promotable ? active : promoted;
  if (only && others.length === 0) return only.node;
  const places = state.resource.promotable
    ? `${active.length} locations (promoted in ${promoted.length}).`
    : `${active.length} locations.`;
  const hint = `To prevent '${resource}' from running on a specific location, specify a node.`;
  const further = state.resource.promotable
    ? `To prevent '${resource}' from being promoted at a specific location, specify a node and the --promoted option.`
    : '';
  throw new Failure({
    exit: 'USAGE',
    errors: [`${PROGRAM}: Resource '${resource}' not moved: active in ${places}`, hint + further],
  });
}

async function banFrom({ request, client, context, report }: Job, node: string): Promise<void> {
  const { resource, promoted, lifetime, quiet } = request;
  const until = endOf(lifetime, context, report, quiet);
  const constraint = `cli-ban-${resource}-on-${node}`;
  if (!quiet) {
    const what = promoted ? 'being promoted' : 'running';
    report.notes.push(
      `WARNING: Creating rsc_location constraint '${constraint}' with a score of -INFINITY for resource ${resource} on ${node}.`,
      `\tThis will prevent ${resource} from ${what} on ${node} until the constraint is removed using the clear option or by editing the CIB with an appropriate tool.`,
      `\tThis will be the case even if ${node} is the last node in the cluster`,
    );
  }
  await ban(client, { resource, node, until, promoted });
}

async function move(job: Job): Promise<void> {
  const { request, client, context, report } = job;
  const { resource, node, force, promoted, quiet } = request;
  if (node === undefined) return banFrom(job, await onlyNode(job));
  const [state, { activeOf }] = await Promise.all([stateOf(job), import('./state.js')]);
  const active = activeOf(state, resource);
  const [current, ...others] = promoted ? active.filter((instance) => instance.promoted) : active;
  if (current?.node === node && others.length === 0 && !force) {
    const what = promoted ? 'promoted' : 'active';
    throw new Failure({
      exit: 'OK',
      errors: [`${PROGRAM}: Error performing operation: ${resource} is already ${what} on ${node}`],
    });
  }
  const until = endOf(request.lifetime, context, report, quiet);
  await clear(client, resource, await nodesFor({ ...request, node: undefined }, client), { force, keepBans: true });
  await clear(client, resource, [node], { force });
  await prefer(client, { resource, node, until, promoted });
  if (!force || current === undefined || others.length > 0 || current.node === node) return;
  // Forced away, it must not stay where it is.
  await banFrom(job, current.node);
}

function endOf(
  lifetime: string | undefined,
  context: Context,
  report: ParameterReport,
  quiet: boolean,
): string | undefined {
  if (lifetime === undefined) return undefined;
  const now = fromEpoch(Math.floor(context.now().getTime() / 1000), -context.now().getTimezoneOffset() * 60);
  try {
    const until = formatDate(add(now, parseDuration(lifetime)), { zone: true });
    if (!quiet) report.notes.push(`Migration will take effect until: ${until}`);
    return until;
  } catch (error) {
    if (!(error instanceof TimeError)) throw error;
    const example = 'Please refer to https://en.wikipedia.org/wiki/ISO_8601#Durations for examples of valid durations';
    throw new Failure({ exit: 'USAGE', errors: [`Invalid duration specified: ${lifetime}`, example] });
  }
}
