import { existsSync, readdirSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

const directory = (env: Environment): string => `${env['OCF_ROOT'] ?? '/usr/lib/ocf'}/resource.d`;

/** The provider meant by `type` alone: heartbeat if it has such an agent or nobody has, then pacemaker, then any. */
export function providerOf(type: string, env: Environment): string {
  if (!/^[\w.-]+$/.test(type)) return 'heartbeat';
  const providers = list(directory(env)).filter((name) => existsSync(`${directory(env)}/${name}/${type}`));
  if (providers.length === 0 || providers.includes('heartbeat')) return 'heartbeat';
  return providers.includes('pacemaker') ? 'pacemaker' : (providers[0] as string);
}

/** Agents of this host as `class:provider:type`, or what comes before the next colon. */
export function agentsFor(partial: string, env: Environment): string[] {
  const [standard, provider, ...rest] = partial.split(':');
  if (provider === undefined) return ['ocf:', 'stonith:', 'systemd:', 'lsb:', 'service:', ...types('heartbeat', env)];
  if (standard === 'ocf' && rest.length === 0) {
    return list(directory(env))
      .flatMap((name) => [`ocf:${name}:`])
      .concat(types('heartbeat', env).map((type) => `ocf:${type}`));
  }
  if (standard === 'ocf') return types(provider, env).map((type) => `ocf:${provider}:${type}`);
  if (standard === 'stonith')
    return list('/usr/sbin')
      .filter((name) => name.startsWith('fence_'))
      .map((name) => `stonith:${name}`);
  if (standard === 'lsb') return list('/etc/init.d').map((name) => `lsb:${name}`);
  return [];
}

const types = (provider: string, env: Environment): string[] =>
  list(`${directory(env)}/${provider}`).filter((name) => !name.startsWith('.'));

function list(path: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}
