import { CibError } from '../../cib/result/error.js';
import { providers, providersOf, standards, types } from '../agents/list.js';
import { agentName, type Environment } from '../agents/name.js';
import { readMetadata } from '../agents/read.js';
import type { Outcome } from '../command/command.js';

/** What crm_resource tells of agents: names, one a line, or the metadata of one. */
export interface AgentReport {
  readonly title: 'standards' | 'providers' | 'agents' | 'alternatives' | 'metadata';
  readonly names: readonly string[];
  readonly metadata?: string;
  /** What was asked for. */
  readonly spec?: string;
}

const failed = (exit: 'NOSUCH' | 'ERROR', ...errors: string[]): Outcome<never> => ({ exit, errors });
const DONE = 'crm_resource: Error performing operation:';

export const listStandards = (): Outcome<AgentReport> => ({ value: { title: 'standards', names: standards() } });

/** Providers of all OCF agents, or of those of one type. */
export function listProviders(type: string | undefined, env: Environment): Outcome<AgentReport> {
  if (type === undefined) return { value: { title: 'providers', names: providers(env) } };
  const names = providersOf(type, env);
  if (names.length === 0) return failed('NOSUCH', `No OCF providers found for ${type}`, `${DONE} No such object`);
  return { value: { title: 'alternatives', names, spec: type } };
}

/** @param spec a standard, or `ocf:PROVIDER` */
export function listAgents(spec: string, env: Environment): Outcome<AgentReport> {
  const [standard = '', ...rest] = spec.split(':');
  const provider = rest.join(':') || undefined;
  const names = types(standard.toLowerCase(), provider, env);
  if (names.length > 0) return { value: { title: 'agents', names, spec } };
  const about = provider === undefined ? '' : ` and provider '${provider}'`;
  return failed('ERROR', `No agents found for standard '${standard}'${about}`, `${DONE} Error occurred`);
}

/** @param spec `standard:type` or `standard:provider:type` */
export async function showMetadata(spec: string, env: Environment): Promise<Outcome<AgentReport>> {
  const fail = (problem: string) =>
    failed('NOSUCH', `crm_resource: ${problem}`, 'Error performing operation: No such object');
  const [standard = '', ...rest] = spec.split(':');
  const type = rest.pop();
  const provider = rest.join(':') || undefined;
  if (!type || (standard === 'ocf') !== (provider !== undefined)) {
    return fail(`'${spec}' is not a valid agent specification`);
  }
  try {
    const metadata = await readMetadata(agentName(standard, provider, type), env);
    return { value: { title: 'metadata', names: [], metadata, spec } };
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    return fail(`Metadata query for ${spec} failed: No such device or address`);
  }
}
