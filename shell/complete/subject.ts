import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { type AgentMetadata, advised, type Parameter } from '../../tools/agents/metadata.js';
import { type AgentName, agentName } from '../../tools/agents/name.js';
import { readAgent } from '../../tools/agents/read.js';
import { resolveAgent } from '../agents/names.js';
import type { Candidate } from '../grammar/expectation.js';
import type { Word } from '../grammar/words.js';
import type { Session } from '../session.js';
import type { Workspace } from '../workspace/workspace.js';

/** The agent that a line is about: what it says of its parameters and operations. */
export class Subject {
  constructor(
    private readonly metadata: AgentMetadata,
    /** It fences nodes, and has the parameters of all that do. */
    readonly fencing: boolean,
    /** Operation whose attributes are being typed, if any. */
    private readonly operation: string | undefined,
  ) {}

  get parameters(): Candidate[] {
    const known = this.metadata.parameters.filter(({ deprecated }) => !deprecated);
    return known.map(({ name, required, short }) => ({
      text: name,
      about: `${short.replace(/\s+/g, ' ')}${required ? ' (required)' : ''}`,
    }));
  }

  /** Values of a parameter, if they can be listed: the default, or what it may be. */
  valuesOf(name: string): Candidate[] {
    const parameter = this.metadata.parameters.find((each) => each.name === name);
    if (!parameter) return [];
    const values = parameter.values.length > 0 ? parameter.values : plainValues(parameter);
    return values.map((text) => (text === parameter.default ? { text, about: 'default' } : { text }));
  }

  /** The time that is advised for the operation being typed. */
  advice(attribute: string): Candidate[] {
    if (this.operation === undefined) return [];
    const value = advised(this.metadata, this.operation, attribute);
    return value === undefined ? [] : [{ text: value, about: 'advised' }];
  }
}

const plainValues = ({ type, default: initial }: Parameter): string[] =>
  type === 'boolean' ? ['true', 'false'] : initial === undefined || /\s/.test(initial) ? [] : [initial];

/** The agent that a line is about, if it is about one that is here. */
export async function subjectOf(
  session: Session,
  workspace: Workspace | undefined,
  words: readonly Word[],
): Promise<Subject | undefined> {
  const agent = agentOf(session, workspace, words);
  if (!agent) return undefined;
  try {
    return new Subject(await readAgent(agent, session.env), agent.standard === 'stonith', operationIn(words));
  } catch (error) {
    if (error instanceof CibError) return undefined;
    throw error;
  }
}

function agentOf(session: Session, workspace: Workspace | undefined, words: readonly Word[]): AgentName | undefined {
  const [command, id, agent] = words.map(({ text }) => text);
  if (command === 'validate') return id === undefined ? undefined : resolveAgent(id, session.env);
  if (command === 'primitive' || command === 'rsc_template') {
    if (agent === undefined) return undefined;
    return agent.startsWith('@') ? agentIn(workspace, agent.slice(1)) : resolveAgent(agent, session.env);
  }
  // Commands on a resource that is configured: its id comes first.
  return id === undefined ? undefined : agentIn(workspace, id);
}

function agentIn(workspace: Workspace | undefined, id: string): AgentName | undefined {
  const element: Element | undefined = workspace?.findResource(id)?.element;
  if (!element || !['primitive', 'template'].includes(element.name)) return undefined;
  const template = element.get('template');
  if (template !== undefined) return agentIn(workspace, template);
  return agentName(element.get('class') ?? '', element.get('provider'), element.get('type') ?? '');
}

/** The operation after the last `op`, as long as nothing else has begun since. */
function operationIn(words: readonly Word[]): string | undefined {
  const texts = words.map(({ text }) => text);
  const at = texts.lastIndexOf('op');
  const rest = at < 0 ? [] : texts.slice(at + 2);
  return rest.some((text) => ['params', 'meta', 'utilization'].includes(text)) ? undefined : texts[at + 1];
}
