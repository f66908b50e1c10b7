import { FEATURE_SET } from '../../../cib/document/empty.js';
import { hashOrder } from '../../../cib/order/hash.js';
import { bundleOf, isAnonymousClone } from '../../../daemon/scheduler/model/relations.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import { findConfig } from '../../../daemon/scheduler/operations/config.js';
import { operationMeta } from '../../../daemon/scheduler/operations/meta.js';
import { parameters } from '../../../daemon/scheduler/unpack/meta.js';
import { execute } from '../../agents/execute.js';
import type { Job, ResourceJob } from '../job.js';
import { placesOf } from '../locations/locate.js';
import { Fault } from '../report.js';
import type { AgentSpec } from '../request.js';
import { agentOf } from './describe.js';
import { type Execution, executionView, failureText } from './execution.js';
import { revealSecrets } from './secrets.js';

const DEFAULT_TIMEOUT_MS = 20_000;

/** What an agent does for an option; others are its operations themselves. */
function actionOf(operation: string): string {
  if (operation === 'validate') return 'validate-all';
  if (operation === 'force-check') return 'monitor';
  return operation.replace(/^force-(?=start$|stop$|demote$|promote$)/, '');
}

/** Run an operation of a resource's agent on this host. @returns the exit status of the agent */
export function executeResource(job: ResourceJob): Promise<number> {
  const { request, report } = job;
  const { operation = '', resource: asked = '', force } = request;
  if (/^force-(?:start|demote|promote)$/.test(operation) && job.resource.kind === 'clone' && !force) {
    if (placesOf(job.resource, asked).length > 0) refuse(job, operation);
  }
  const resource = job.resource.kind === 'clone' ? (job.resource.children[0] as Resource) : job.resource;
  const unsupported = resource.kind === 'group' ? 'group' : bundleOf(resource) ? 'bundled' : undefined;
  if (unsupported !== undefined || resource.kind !== 'primitive') {
    report.error(`Sorry, the ${operation} option doesn't support ${unsupported} resources`);
    throw new Fault('UNIMPLEMENT_FEATURE');
  }
  const { class: standard, provider, type } = resource.agent;
  const action = actionOf(operation);
  return perform(job, {
    name: isAnonymousClone(resource.parent) ? asked : resource.id,
    agent: { standard, provider, type },
    parameters: ownParameters(resource),
    timeoutMs: request.timeoutMs || configuredTimeout(resource, action),
  });
}

function refuse({ report, resource }: ResourceJob, operation: string): never {
  report.error(`It is not safe to ${operation} ${resource.id} here: the cluster claims it is already active`);
  report.error('Try setting target-role=Stopped first or specifying the force option');
  throw new Fault('UNSAFE');
}

/** Parameters as the cluster gives them, meta-attributes among them. */
function ownParameters(resource: Resource): Map<string, string> {
  const values = new Map(parameters(resource));
  for (const [name, value] of resource.meta) values.set(`CRM_meta_${name.replaceAll('-', '_')}`, value);
  return values;
}

function configuredTimeout(resource: Resource, action: string): number {
  const meta = operationMeta(resource, undefined, action, 0, findConfig(resource, action, 0));
  return Number(meta.get('timeout')) || DEFAULT_TIMEOUT_MS;
}

/** Run an operation of an agent that the command line describes. @returns the exit status of the agent */
export function executeDescribed(job: Job, agent: AgentSpec): Promise<number> {
  const { request } = job;
  const timeoutMs = request.timeoutMs || DEFAULT_TIMEOUT_MS;
  return perform(job, { name: undefined, agent, parameters: new Map(request.parameters), timeoutMs });
}

interface Run {
  /** Of the resource. */
  readonly name: string | undefined;
  readonly agent: AgentSpec;
  readonly parameters: Map<string, string>;
  readonly timeoutMs: number;
}

async function perform({ request, context, report }: Job, run: Run): Promise<number> {
  const { operation = '', checkLevel, overrides = new Map<string, string>() } = request;
  const { name, agent, timeoutMs } = run;
  const env: Record<string, string | undefined> = { OCF_TRACE_FILE: '/dev/stderr', ...context.env };
  if (checkLevel !== undefined && checkLevel >= 0) env['OCF_CHECK_LEVEL'] = String(checkLevel);
  env['PCMK_debug'] = env['HA_debug'] = context.verbosity > 0 ? '1' : '0';
  if (context.verbosity > 1) env['OCF_TRACE_RA'] = '1';
  const values = new Map(run.parameters);
  values.set('CRM_meta_timeout', String(timeoutMs)).set('crm_feature_set', FEATURE_SET);
  for (const [key, value] of overrides) values.set(key, value);
  const instance = name ?? 'test';
  const action = actionOf(operation);
  const result =
    revealSecrets(values, instance, action, context.env) ??
    (await execute(agentOf(agent), { action, parameters: values, instance, timeoutMs }, env));
  const shown = hashOrder(overrides.keys()).map((key) => [key, overrides.get(key) ?? ''] as const);
  const told: Execution = { operation, name, agent, overrides: shown, result };
  report.show(executionView(told, report.quiet));
  const failure = failureText(told);
  if (failure !== undefined && context.format !== 'xml') report.error(failure);
  return result.exit;
}
