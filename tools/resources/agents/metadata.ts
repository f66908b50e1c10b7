import { CibError } from '../../../cib/result/error.js';
import { Element, Text } from '../../../cib/xml/element.js';
import { agentAbilities } from '../../../daemon/scheduler/model/agent.js';
import { type AgentName, agentName } from '../../agents/name.js';
import { readMetadata } from '../../agents/read.js';
import type { Job } from '../job.js';
import { Fault } from '../report.js';

export async function showMetadata({ request, report, context }: Job): Promise<undefined> {
  const spec = request.value ?? '';
  const agent = parseSpec(spec);
  if (!agent) throw new Fault('NOSUCH', `'${spec}' is not a valid agent specification`);
  try {
    const metadata = await readMetadata(agent, context.env);
    report.show({
      text: () => metadata,
      xml: () => [new Element('metadata', {}, [new Text(metadata, true)])],
    });
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    throw new Fault('NOSUCH', `Metadata query for ${spec} failed: No such device or address`);
  }
  return undefined;
}

/** `standard:type` or `standard:provider:type`; a type may hold colons where there is no provider. */
function parseSpec(spec: string): AgentName | undefined {
  const [standard = '', second = '', ...rest] = spec.split(':');
  if (standard === '' || second === '') return undefined;
  const type = rest.join(':');
  if (agentAbilities(standard).provider) return type === '' ? undefined : agentName(standard, second, type);
  return agentName(standard, undefined, [second, ...rest].join(':'));
}
