import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { CibError } from '../../cib/result/error.js';
import { keep, recall } from './cache.js';
import { agentFile, ocfDirectory } from './list.js';
import { scriptMetadata, unitMetadata } from './made.js';
import { type AgentMetadata, parseMetadata } from './metadata.js';
import { type AgentName, agentText, type Environment } from './name.js';

/** Milliseconds an agent may take to answer. */
const PATIENCE = 30_000;
const LIMIT = 16 * 1024 * 1024;

const parsed = new Map<string, Promise<AgentMetadata>>();

/**
 * What an agent says of itself, asked once per process and kept on disk while its file is the same.
 * @throws CibError `ENOENT` if there is no such agent, `EIO` if it gives no answer, `bad_xml` if the
 * answer is no metadata
 */
export function readAgent(agent: AgentName, env: Environment): Promise<AgentMetadata> {
  const key = `${ocfDirectory(env)} ${agentText(agent)}`;
  let known = parsed.get(key);
  if (!known) parsed.set(key, (known = readMetadata(agent, env).then(parseMetadata)));
  return known;
}

/** The same as text, as the agent printed it. @throws as `readAgent`, apart from `bad_xml` */
export async function readMetadata(agent: AgentName, env: Environment): Promise<string> {
  const name = agentText(agent);
  const file = agentFile(agent, env);
  if (file === undefined) {
    const unit = ['systemd', 'service'].includes(agent.standard) ? unitMetadata(agent.type) : undefined;
    if (unit === undefined) throw new CibError('ENOENT', `${name}: no such agent`);
    return unit;
  }
  if (agent.standard === 'lsb' || agent.standard === 'service') return scriptMetadata(agent.type, file);
  const kept = recall(name, file, env);
  if (kept !== undefined) return kept;
  const args = agent.standard === 'stonith' ? ['-o', 'metadata'] : ['meta-data'];
  // Some agents put the name of the resource into their answer.
  const surroundings = { ...env, OCF_ROOT: dirname(ocfDirectory(env)), OCF_RESOURCE_INSTANCE: agent.type };
  const answer = await ask(file, args, surroundings);
  const metadata = agent.standard === 'stonith' ? completed(answer) : answer;
  keep(name, file, metadata, env);
  return metadata;
}

function ask(file: string, args: readonly string[], env: Environment): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env: { ...env }, timeout: PATIENCE, maxBuffer: LIMIT };
    const child = execFile(file, args, options, (error, stdout) => {
      if (!error) resolve(stdout);
      else reject(new CibError('EIO', `${file} ${args.join(' ')} failed: ${error.message.split('\n')[0]}`));
    });
    child.stdin?.end();
  });
}

/** Parameters that Pacemaker itself gives to a fence agent. */
const GIVEN = ['action', 'plug', 'port'];

/** A fence agent's metadata, with what Pacemaker does on its behalf: start, stop, and some parameters. */
function completed(metadata: string): string {
  let text = metadata;
  for (const name of GIVEN) {
    text = text.replace(new RegExp(`<parameter\\b[^>]*\\bname="${name}"[^>]*>`), (tag) =>
      tag.replace(/\brequired="1"/, 'required="0"'),
    );
  }
  if (/<action\b[^>]*\bname="stop"/.test(text)) return text;
  return text.replace(
    /([ \t]*)<\/actions>/,
    '$1  <action name="stop" timeout="20s"/>\n$1  <action name="start" timeout="20s"/>\n$1</actions>',
  );
}
