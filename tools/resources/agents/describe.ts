import { agentFile, standards, types, unitFile } from '../../agents/list.js';
import type { AgentName, Environment } from '../../agents/name.js';
import { Fault } from '../report.js';
import type { AgentSpec, Request } from '../request.js';

/** Whether an agent that the command line describes can be, and is asked for what can be asked. @throws Fault */
export function checkAgent({ command, resource }: Request, spec: AgentSpec, env: Environment): void {
  const misuse = (text: string): Fault => new Fault('USAGE', text);
  const { standard, provider, type } = spec;
  if (resource !== undefined) {
    throw misuse('--class, --agent, and --provider cannot be used with -r/--resource');
  }
  if (command !== 'execute') {
    throw misuse('--class, --agent, and --provider can only be used with --validate and --force-*');
  }
  if (standard === 'ocf') {
    if (provider === undefined || type === undefined) {
      throw misuse('--provider and --agent are required with --class=ocf');
    }
  } else {
    if (provider !== undefined) throw misuse('--provider is supported only with --class=ocf');
    if (type === undefined) throw misuse('--agent is required with --class');
    if (standard === undefined) throw misuse('--class is required with --agent');
  }
  const agent = agentOf(spec);
  if (standard === 'stonith') {
    if (!types('stonith', undefined, env).includes(agent.type)) throw misuse(`${type} is not a known fencing agent`);
  } else if (!exists(agent, env)) {
    const name = [standard, provider, type].filter((part) => part !== undefined).join(':');
    throw misuse(`${name} is not a known resource agent`);
  }
}

export const agentOf = ({ standard = '', provider, type = '' }: AgentSpec): AgentName => ({
  standard,
  ...(provider === undefined ? {} : { provider }),
  type,
});

function exists(agent: AgentName, env: Environment): boolean {
  const { standard, type } = agent;
  if (!standards().includes(standard)) return false;
  if (standard === 'systemd') return unitFile(type) !== undefined;
  if (standard === 'service' && unitFile(type) !== undefined) return true;
  return agentFile(agent, env) !== undefined;
}
