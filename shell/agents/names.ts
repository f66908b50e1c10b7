import { providersOf } from '../../tools/agents/list.js';
import { type AgentName, agentName, type Environment } from '../../tools/agents/name.js';

/** The provider meant where none is named: heartbeat if it has the agent or nobody has, then pacemaker, then any. */
export function pickProvider(providers: readonly string[]): string {
  if (providers.length === 0 || providers.includes('heartbeat')) return 'heartbeat';
  return providers.includes('pacemaker') ? 'pacemaker' : (providers[0] as string);
}

/** What `[class:[provider:]]type` means; undefined if it is no such thing. */
export function resolveAgent(text: string, env: Environment): AgentName | undefined {
  const parts = text.split(':');
  if (parts.length > 3 || parts.some((part) => part === '')) return undefined;
  const type = parts.at(-1) as string;
  if (parts.length === 3) return agentName(parts[0] as string, parts[1], type);
  const standard = parts.length === 2 ? (parts[0] as string) : type.startsWith('fence_') ? 'stonith' : 'ocf';
  return agentName(standard, standard === 'ocf' ? pickProvider(providersOf(type, env)) : undefined, type);
}
