import { Element, Text } from '../../cib/xml/element.js';
import { runFenceAgent } from '../agents/fence.js';
import { agentFile } from '../agents/list.js';
import type { Environment } from '../agents/name.js';
import { revealSecrets } from '../resources/agents/secrets.js';

/** What an agent says of the parameters of a device. */
export interface Validation {
  readonly agent: string;
  readonly device?: string;
  readonly verdict: 'valid' | 'invalid' | 'timeout' | 'no such agent';
  readonly stdout: string;
  readonly stderr: string;
}

/** Parameters of a device that the cluster heeds, not its agent. */
const OF_THE_CLUSTER = /^(?:pcmk_|CRM_meta_|provides$|stonith-timeout$|crm_feature_set$)/;
/** For agents that want to be told what to fence, whatever it is. */
const ANY_TARGET = 'node1';

/** Have a fence agent check parameters. */
export async function validate(
  agent: string,
  device: string | undefined,
  parameters: ReadonlyMap<string, string>,
  timeoutMs: number,
  env: Environment,
): Promise<Validation> {
  const about = { agent, ...(device === undefined ? {} : { device }) };
  const file = agentFile({ standard: 'stonith', type: agent }, env);
  if (file === undefined || !agent.startsWith('fence_')) {
    return { ...about, verdict: 'no such agent', stdout: '', stderr: `Agent ${agent} not found` };
  }
  const own = new Map([...parameters].filter(([name]) => !OF_THE_CLUSTER.test(name)));
  if (own.size > 0) {
    own.set('nodename', ANY_TARGET);
    const plug = parameters.get('pcmk_host_argument') ?? (await targetParameter(agent, env));
    if (plug !== undefined && plug !== 'none' && (own.get(plug) ?? 'dynamic') === 'dynamic') own.set(plug, ANY_TARGET);
    // Secrets that are not at hand are left as they are, for the agent to judge
    if (device !== undefined) revealSecrets(own, device, 'validate-all', env);
  }
  const { exit, stdout, stderr } = await runFenceAgent(file, 'validate-all', own, timeoutMs);
  return { ...about, verdict: exit === undefined ? 'timeout' : exit === 0 ? 'valid' : 'invalid', stdout, stderr };
}

/** The parameter by which an agent takes its target. */
async function targetParameter(agent: string, env: Environment): Promise<string | undefined> {
  const { readAgent } = await import('../agents/read.js');
  const { parameters } = await readAgent({ standard: 'stonith', type: agent }, env);
  return ['plug', 'port'].find((wanted) => parameters.some(({ name }) => name === wanted));
}

/** The number by which XML output tells the verdict. */
const CODES = { valid: '0', invalid: '-1001', timeout: '62', 'no such agent': '2' } as const;

export function validationText({ agent, device, verdict, stdout, stderr }: Validation): string {
  const where = device === undefined ? '' : ` on ${device}`;
  const said = [stdout, stderr].filter((text) => text !== '').map((text) => `${text}\n`);
  return `Validation of ${agent}${where} ${verdict === 'valid' ? 'succeeded' : 'failed'}\n${said.join('')}`;
}

export function validationXml({ agent, device, verdict, stdout, stderr }: Validation): Element {
  const outputs = Object.entries({ stdout, stderr }).flatMap(([source, text]) =>
    text === '' ? [] : [new Element('output', { source }, [new Text(text)])],
  );
  const attributes = { agent, valid: String(verdict === 'valid'), ...(device === undefined ? {} : { device }) };
  return new Element('validate', attributes, [new Element('command', { code: CODES[verdict] }, outputs)]);
}
