import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { CibError } from '../../cib/result/error.js';
import { agentFile, ocfDirectory } from './list.js';
import { type AgentName, agentText, type Environment } from './name.js';

export interface AgentRun {
  /** Exit status of the agent; OCF's codes if it is an OCF agent. */
  readonly status: number;
  /** Lines it printed on either stream, in order. */
  readonly lines: readonly string[];
}

/**
 * Run an operation of an agent on this host.
 * @param parameters of the resource
 * @param patience milliseconds it may take
 * @throws CibError `ENOENT` if there is no such agent, `ENOTSUP` if we cannot run agents of its class,
 * `ETIME` if it takes too long
 */
export function runAgent(
  agent: AgentName,
  action: string,
  parameters: Iterable<readonly [string, string]>,
  env: Environment,
  { instance = agent.type, patience = 60_000 } = {},
): Promise<AgentRun> {
  const name = agentText(agent);
  if (agent.standard !== 'ocf' && agent.standard !== 'lsb') {
    throw new CibError('ENOTSUP', `${name}: operations of this class of agent cannot be run by hand`);
  }
  const file = agentFile(agent, env);
  if (file === undefined) throw new CibError('ENOENT', `${name}: no such agent`);
  const surroundings: Record<string, string | undefined> = {
    ...env,
    OCF_ROOT: dirname(ocfDirectory(env)),
    OCF_RA_VERSION_MAJOR: '1',
    OCF_RA_VERSION_MINOR: '1',
    OCF_RESOURCE_INSTANCE: instance,
    OCF_RESOURCE_TYPE: agent.type,
    OCF_RESOURCE_PROVIDER: agent.provider,
  };
  for (const [key, value] of parameters) surroundings[`OCF_RESKEY_${key}`] = value;
  return new Promise((resolve, reject) => {
    const child = spawn(file, [action], { env: surroundings, stdio: ['ignore', 'pipe', 'pipe'], timeout: patience });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', (error) => reject(new CibError('EIO', `${name}: ${error.message}`)));
    child.on('close', (status, signal) => {
      if (signal !== null) reject(new CibError('ETIME', `${name}: ${action} took too long`));
      else resolve({ status: status ?? 1, lines: output.split('\n').filter(Boolean) });
    });
  });
}
