import { existsSync, readdirSync } from 'node:fs';
import { providers, standards, types } from '../../tools/agents/list.js';
import type { Environment } from '../../tools/agents/name.js';

const directory = (env: Environment): string => `${env['OCF_ROOT'] ?? '/usr/lib/ocf'}/resource.d`;

/** The provider meant by `type` alone: heartbeat if it has such an agent or nobody has, then pacemaker, then any. */
export function providerOf(type: string, env: Environment): string {
  if (!/^[\w.-]+$/.test(type)) return 'heartbeat';
  const found = list(directory(env)).filter((name) => existsSync(`${directory(env)}/${name}/${type}`));
  if (found.length === 0 || found.includes('heartbeat')) return 'heartbeat';
  return found.includes('pacemaker') ? 'pacemaker' : (found[0] as string);
}

function list(path: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}

/** Agents of this host as `class:provider:type`, or what comes before the next colon. */
export function agentsFor(partial: string, env: Environment): string[] {
  const [standard = '', provider, type] = partial.split(':');
  if (provider === undefined) {
    const fencing = partial.startsWith('fence') ? types('stonith', undefined, env) : [];
    return [...standards().map((name) => `${name}:`), ...types('ocf', 'heartbeat', env), ...fencing];
  }
  if (standard !== 'ocf') return types(standard, undefined, env).map((name) => `${standard}:${name}`);
  if (type !== undefined) return types('ocf', provider, env).map((name) => `ocf:${provider}:${name}`);
  return [
    ...providers(env).map((name) => `ocf:${name}:`),
    ...types('ocf', 'heartbeat', env).map((name) => `ocf:${name}`),
  ];
}
