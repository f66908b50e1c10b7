import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { CibError } from '../../../cib/result/error.js';
import { agentFile, ocfDirectory } from '../../../tools/agents/list.js';
import { agentText } from '../../../tools/agents/name.js';
import { agentOf, metadataOf, parametersOf } from '../../checks/agents.js';
import { word } from '../../grammar/argument.js';
import { fromWorld } from '../../grammar/expectation.js';
import { command, type Message } from '../../level.js';
import { reduced } from '../../workspace/reduced.js';

/** How agents mark what they log. */
const LEVELS: Readonly<Record<string, Message['level']>> = { ERROR: 'error', WARNING: 'warning', INFO: 'info' };

export const VALIDATE_ALL = command({
  name: 'validate-all',
  aliases: ['validate_all'],
  summary: 'Let an agent check the parameters of a resource',
  help: 'Runs the agent on this host with the parameters as edited. Agents of class ocf that know the action can do that.',
  examples: ['validate-all vip'],
  grammar: word(fromWorld('<primitive>', (world) => world.ids('primitive'))),
  skill: 'administrator',
  async run(id, session) {
    const workspace = await session.workspace();
    const found = workspace.findResource(id);
    if (!found) throw new CibError('ENXIO', `Not found: ${id}`);
    if (found.kind.keyword !== 'primitive') throw new CibError('EINVAL', `Not a primitive: ${id}`);
    const resource = reduced(workspace, found.element);
    if (!resource) throw new CibError('ENXIO', `No resource template ${found.element.get('template')} for ${id}`);
    const agent = agentOf(resource);
    const metadata = agent.standard === 'ocf' ? await metadataOf(agent, session.env) : undefined;
    const file = agentFile(agent, session.env);
    if (!file || !metadata?.actions.some(({ name }) => name === 'validate-all')) {
      throw new CibError('ENOTSUP', `${id}: Cannot run validate-all for agent: ${agentText(agent)}`);
    }
    const env: NodeJS.ProcessEnv = { ...session.env, OCF_ROOT: dirname(ocfDirectory(session.env)) };
    for (const pair of parametersOf(resource)) {
      const [name, value] = [pair.get('name'), pair.get('value')];
      if (name === undefined || value === undefined) throw new CibError('ENOTSUP', `Primitive too complex: ${id}`);
      env[`OCF_RESKEY_${name}`] = value;
    }
    const { status, stdout, stderr } = spawnSync(file, ['validate-all'], { env, encoding: 'utf8' });
    return { messages: `${stdout ?? ''}${stderr ?? ''}`.split('\n').flatMap(messageOf), failed: status !== 0 };
  },
});

function messageOf(line: string): Message[] {
  if (line.trim() === '') return [];
  const [, mark = '', text] = /^(ERROR|WARNING|INFO|DEBUG): (.*)$/.exec(line) ?? [];
  return [{ level: LEVELS[mark] ?? 'info', text: text ?? line }];
}
