import type { Element } from '../../../cib/xml/element.js';
import { agentName, agentText } from '../../../tools/agents/name.js';
import { readAgent } from '../../../tools/agents/read.js';
import { runAgent } from '../../../tools/agents/run.js';
import type { Outcome } from '../../level.js';
import { failure } from '../../outcome.js';
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
  const agent = agentName(resource.get('class') ?? '', resource.get('provider'), resource.get('type') ?? '');
  const { actions } = await readAgent(agent, session.env);
  if (!['meta-data', 'validate-all'].includes(action) && !actions.some(({ name }) => name === action)) {
    return failure(`action '${action}' not supported by ${agentText(agent)}`);
  }
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

const pairsOf = (resource: Element, set: string, prefix: string): [string, string][] =>
  [...resource.elements(set)].flatMap((element) =>
    [...element.elements('nvpair')].map((pair): [string, string] => [
      `${prefix}${(pair.get('name') ?? '').replaceAll('-', prefix === '' ? '-' : '_')}`,
      pair.get('value') ?? '',
    ]),
  );
