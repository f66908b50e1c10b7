import type { Element } from '../../../cib/xml/element.js';
import { type AgentName, agentName, agentText } from '../../../tools/agents/name.js';
import { readAgent } from '../../../tools/agents/read.js';
import { runAgent } from '../../../tools/agents/run.js';
import { canTry, type TrialState, tryOperation } from '../../agents/trial.js';
import type { Message, Outcome } from '../../level.js';
import { failure } from '../../outcome.js';
import { nodeError, onEach } from '../../remote/fanout.js';
import type { Session } from '../../session.js';

/** Exit statuses that are no failure: a monitor tells by them what state the resource is in. */
const STATES: Readonly<Record<number, string>> = { 7: 'not running', 8: 'promoted' };

/** What came of an operation. */
export interface ActionRun {
  /** Absent if it failed. */
  readonly state?: string;
  /** Exit status of the agent. */
  readonly status: number;
  /** What the agent said. */
  readonly lines: readonly string[];
}

/** Run an operation of a primitive's agent on this host, and tell what came of it. */
export async function runAction(resource: Element, action: string, session: Session): Promise<Outcome<ActionRun>> {
  if (resource.name !== 'primitive') return failure(`Calling '${action}' for resource not supported`);
  const agent = agentOf(resource);
  if (!(await knows(agent, action, session))) return failure(`action '${action}' not supported by ${agentText(agent)}`);
  const parameters = [
    ...pairsOf(resource, 'instance_attributes', ''),
    ...pairsOf(resource, 'meta_attributes', 'CRM_meta_'),
  ];
  const { status, lines } = await runAgent(agent, action, parameters, session.env, { instance: resource.id ?? '' });
  const state = status === 0 ? 'ok' : action === 'monitor' ? STATES[status] : undefined;
  const value = { ...(state === undefined ? {} : { state }), status, lines };
  if (state === undefined) return { ...failure(`${action} failed with rc=${status} on ${session.host}`), value };
  session.say('info', `${resource.id}: ${action} on ${session.host}: ${state}`);
  return { value };
}

const agentOf = (resource: Element): AgentName =>
  agentName(resource.get('class') ?? '', resource.get('provider'), resource.get('type') ?? '');

async function knows(agent: AgentName, action: string, session: Session): Promise<boolean> {
  const { actions } = await readAgent(agent, session.env);
  return ['meta-data', 'validate-all'].includes(action) || actions.some(({ name }) => name === action);
}

/** The same on all nodes; it fails if it fails on one of them. */
export async function runEverywhere(
  resource: Element,
  action: string,
  session: Session,
  nodes: readonly string[],
): Promise<Outcome<ActionRun>> {
  if (!canTry(resource)) return failure(`Calling '${action}' for resource not supported`);
  const agent = agentOf(resource);
  if (!(await knows(agent, action, session))) return failure(`action '${action}' not supported by ${agentText(agent)}`);
  const runner = await session.runner();
  const results = await onEach(nodes, (node) =>
    tryOperation(runner, node === session.host ? undefined : node, resource, action, session.env),
  );
  const isWell = (state: TrialState) => state === 'ok' || (action === 'monitor' && state !== 'failed');
  const messages = results.map((result): Message => {
    if (!result.ok) return { level: 'error', text: nodeError(result.node, result.error) };
    const { status, state } = result.value;
    if (!isWell(state)) return { level: 'error', text: `${action} failed with rc=${status} on ${result.node}` };
    const told = state === 'stopped' ? 'not running' : state;
    return { level: 'info', text: `${resource.id}: ${action} on ${result.node}: ${told}` };
  });
  const lines = results.flatMap((result) => {
    const said = result.ok ? `${result.value.stdout}${result.value.stderr}`.split('\n').filter(Boolean) : [];
    return said.map((line) => `[${result.node}] ${line}`);
  });
  const worst = results.find((result) => !result.ok || !isWell(result.value.state));
  const status = worst ? (worst.ok ? worst.value.status : 1) : 0;
  return { messages, value: { ...(worst ? {} : { state: 'ok' }), status, lines }, failed: worst !== undefined };
}

const pairsOf = (resource: Element, set: string, prefix: string): [string, string][] =>
  [...resource.elements(set)].flatMap((element) =>
    [...element.elements('nvpair')].map((pair): [string, string] => [
      `${prefix}${(pair.get('name') ?? '').replaceAll('-', prefix === '' ? '-' : '_')}`,
      pair.get('value') ?? '',
    ]),
  );
