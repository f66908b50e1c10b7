import { readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentName, Environment } from './name.js';

const INIT_DIRECTORY = '/etc/init.d';
const FENCE_DIRECTORY = '/usr/sbin';
/** Where systemd looks for units, as far as administrators and packages put them there. */
const UNIT_DIRECTORIES = ['/etc/systemd/system', '/run/systemd/system', '/usr/lib/systemd/system'];
/** Is there only where systemd was booted, and so can start units. */
const SYSTEMD_RUNS = '/run/systemd/system';
const UNIT = /^(.+)\.(service|socket|target|timer|mount|path)$/;

/** Classes of agents on this host, in Pacemaker's order. */
export function standards(): string[] {
  return [
    'ocf',
    'service',
    'lsb',
    ...(units().length > 0 ? ['systemd'] : []),
    ...(fenceAgents().length > 0 ? ['stonith'] : []),
  ];
}

export const ocfDirectory = (env: Environment): string => join(env['OCF_ROOT'] || '/usr/lib/ocf', 'resource.d');

/** Providers of OCF agents, sorted. */
export const providers = (env: Environment): string[] =>
  entries(ocfDirectory(env)).filter((name) => isDirectory(join(ocfDirectory(env), name)));

/** Providers of an OCF agent of this type, sorted; letter case does not matter, as for Pacemaker. */
export function providersOf(type: string, env: Environment): string[] {
  const wanted = type.toLowerCase();
  return providers(env).filter((provider) => types('ocf', provider, env).some((name) => name.toLowerCase() === wanted));
}

/**
 * Agents of a class, sorted.
 * @param provider of OCF agents: those of every provider if absent
 */
export function types(standard: string, provider: string | undefined, env: Environment): string[] {
  switch (standard) {
    case 'ocf':
      return (provider === undefined ? providers(env) : [provider])
        .flatMap((name) => programs(join(ocfDirectory(env), name)))
        .sort();
    case 'lsb':
      return programs(INIT_DIRECTORY);
    case 'systemd':
      return units();
    case 'service':
      return [...new Set([...programs(INIT_DIRECTORY), ...units()])].sort();
    case 'stonith':
      return fenceAgents();
    default:
      return [];
  }
}

/** Where agents of other standards than OCF are. */
const FOLDERS: ReadonlyMap<string, string> = new Map([
  ['lsb', INIT_DIRECTORY],
  ['service', INIT_DIRECTORY],
  ['stonith', FENCE_DIRECTORY],
]);

/** The file that is an agent, if it is there. Units of systemd are none. */
export function agentFile({ standard, provider, type }: AgentName, env: Environment): string | undefined {
  if (type === '' || type.startsWith('.') || /[\0/]/.test(type + (provider ?? ''))) return undefined;
  const folder = standard === 'ocf' ? join(ocfDirectory(env), provider ?? '') : FOLDERS.get(standard);
  const path = folder === undefined ? undefined : join(folder, type);
  return path !== undefined && isFile(path) ? path : undefined;
}

/** The file of a systemd unit; a service if the name says no other kind. */
export function unitFile(name: string): string | undefined {
  if (name.includes('/')) return undefined;
  const file = UNIT.test(name) ? name : `${name}.service`;
  return UNIT_DIRECTORIES.map((directory) => join(directory, file)).find(isFile);
}

const fenceAgents = (): string[] =>
  entries(FENCE_DIRECTORY).filter((name) => name.startsWith('fence_') && isFile(join(FENCE_DIRECTORY, name)));

/** Units that can be resources: services by their bare name, others with their kind. Templates are none. */
function units(): string[] {
  if (!isDirectory(SYSTEMD_RUNS)) return [];
  const found = new Set<string>();
  for (const name of UNIT_DIRECTORIES.flatMap(entries)) {
    const [, base = '', kind] = UNIT.exec(name) ?? [];
    if (base !== '' && !base.endsWith('@')) found.add(kind === 'service' ? base : name);
  }
  return [...found].sort();
}

const programs = (directory: string): string[] => entries(directory).filter((name) => isProgram(join(directory, name)));

function entries(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch {
    return [];
  }
}

function mode(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // A name that no file can have, a place one may not look at: nothing is there, as far as we know.
    return undefined;
  }
}

const isDirectory = (path: string): boolean => mode(path)?.isDirectory() === true;
const isFile = (path: string): boolean => mode(path)?.isFile() === true;

function isProgram(path: string): boolean {
  const stat = mode(path);
  return stat?.isFile() === true && (stat.mode & 0o111) !== 0;
}
