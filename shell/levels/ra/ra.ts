import { CibError } from '../../../cib/result/error.js';
import { providers, providersOf, standards, types } from '../../../tools/agents/list.js';
import { agentName, agentText } from '../../../tools/agents/name.js';
import { AGENT_OUTPUT, type AgentDescription, agentDescription, describeAgent } from '../../agents/describe.js';
import { resolveAgent } from '../../agents/names.js';
import { list, object, text } from '../../answer/shape.js';
import { many, nothing, optional, sequence, word } from '../../grammar/argument.js';
import { type Expectation, fromWorld } from '../../grammar/expectation.js';
import { command, type Message } from '../../level.js';
import type { Session } from '../../session.js';
import { level } from '../define.js';

const AGENT: Expectation = {
  title: '[<class>:[<provider>:]]<type>',
  complete: (world, partial) => world.agents(partial).map((text) => ({ text, open: text.endsWith(':') })),
};

const CLASS = fromWorld('<class>', () => standards());
const TYPE = fromWorld('<type>', ({ session }) => types('ocf', undefined, session.env));
const PARAMETER: Expectation = {
  title: '<param>=<value>',
  complete: (world) =>
    world.attributes('instance_attributes').map((one) => ({ ...one, text: `${one.text}=`, open: true })),
};

const names = (list: readonly string[]): string => list.map((name) => `${name}\n`).join('');

const CLASSES = command({
  name: 'classes',
  summary: 'List the classes of resource agents on this host',
  grammar: nothing,
  run: (_, session) => ({ value: { classes: standards().sort(), providers: providers(session.env) } }),
  output: object({ classes: list('class', text()), providers: list('provider', text(), 'Of class ocf') }),
  render: {
    text: ({ classes, providers: known }) =>
      names(classes.map((name) => (name === 'ocf' ? `ocf / ${known.join(' ')}` : name))),
  },
});

const PROVIDERS = command({
  name: 'providers',
  summary: 'List the providers of an agent',
  examples: ['providers IPaddr2'],
  grammar: sequence({ type: word(TYPE), standard: optional(word(CLASS)) }),
  skill: 'administrator',
  run({ type, standard = 'ocf' }, session) {
    if (standard !== 'ocf') throw new CibError('EINVAL', `no providers for class ${standard}`);
    return { value: providersOf(type, session.env) };
  },
  output: list('provider', text()),
  render: { text: (providers: readonly string[]) => `${providers.join(' ')}\n` },
});

const WIDTH = 80;

/** As many columns of one width as a line holds, filled row by row. */
function columns(list: readonly string[]): string {
  const width = Math.max(0, ...list.map((name) => name.length)) + 2;
  const count = Math.max(1, Math.floor(WIDTH / width));
  let text = '';
  for (let at = 0; at < list.length; at += count) {
    const row = list.slice(at, at + count).map((name) => name.padEnd(width));
    text += `${row.join('').trimEnd()}\n`;
  }
  return text;
}

const LIST = command({
  name: 'list',
  summary: 'List the agents of a class',
  help: 'For class ocf, of all providers or of one.',
  examples: ['list ocf', 'list ocf pacemaker', 'list systemd'],
  grammar: sequence({
    standard: word(CLASS),
    provider: optional(word(fromWorld('<provider>', ({ session }) => providers(session.env)))),
  }),
  skill: 'administrator',
  run({ standard, provider }, session) {
    if (!standards().includes(standard)) throw new CibError('ENXIO', `class ${standard} does not exist`);
    if (provider !== undefined && !(standard === 'ocf' && providers(session.env).includes(provider))) {
      throw new CibError('ENXIO', `there is no provider ${provider} for class ${standard}`);
    }
    return { value: [...new Set(types(standard, provider, session.env))] };
  },
  output: list('agent', text()),
  render: {
    text: (agents: readonly string[], session) => (session.options.regression ? names(agents) : columns(agents)),
  },
});

const INFO = command({
  name: 'info',
  aliases: ['meta'],
  summary: 'Describe an agent: its parameters and operations',
  help: 'What the agent says of itself. `cluster` describes the options of the cluster.',
  examples: ['info IPaddr2', 'info ocf:pacemaker:Dummy', 'info systemd:nginx', 'info stonith:fence_ipmilan'],
  grammar: { ...many(word(AGENT), 1), usage: '[<class>:[<provider>:]]<type>' },
  skill: 'administrator',
  output: AGENT_OUTPUT,
  render: { text: agentDescription },
  run: async (words, session) => ({ value: await describe(words, session) }),
});

async function describe(
  [first = '', standard, provider]: readonly string[],
  session: Session,
): Promise<AgentDescription> {
  if (first === 'cluster') {
    const { CLUSTER_OPTIONS } = await import('../../../cib/options/cluster.js');
    return describeAgent(
      'cluster',
      { name: '', short: '', long: '', parameters: [], actions: [] },
      CLUSTER_OPTIONS.options,
    );
  }
  // An older way to name it: type, class, provider.
  const agent = standard === undefined ? resolveAgent(first, session.env) : agentName(standard, provider, first);
  if (!agent) throw new CibError('EINVAL', 'Expected [<class>:[<provider>:]]<type>');
  const { readAgent } = await import('../../../tools/agents/read.js');
  try {
    return describeAgent(agentText(agent), await readAgent(agent, session.env), await commonOf(agent.standard));
  } catch (error) {
    if (!(error instanceof CibError) || error.code !== 'ENOENT') throw error;
    throw new CibError('ENOENT', `${agentText(agent)}: got no meta-data, does this RA exist?`);
  }
}

async function commonOf(standard: string) {
  if (standard !== 'stonith') return [];
  const { FENCING_PARAMETERS } = await import('../../../cib/options/fencing.js');
  return FENCING_PARAMETERS.options;
}

const LEVELS: Readonly<Record<string, Message['level']>> = { ERROR: 'error', WARNING: 'warning' };

const VALIDATE = command({
  name: 'validate',
  summary: 'Ask an agent whether parameters are right',
  help: 'Runs the operation validate-all of an OCF agent on this host.',
  examples: ['validate ocf:heartbeat:IPaddr2 ip=10.0.0.1'],
  grammar: sequence({ agent: word(AGENT), parameters: many(word(PARAMETER)) }),
  skill: 'administrator',
  async run({ agent: text, parameters }, session) {
    const agent = resolveAgent(text, session.env);
    if (agent?.standard !== 'ocf') throw new CibError('EINVAL', 'Only OCF agents are supported by this command');
    const [{ readAgent }, { runAgent }] = await Promise.all([
      import('../../../tools/agents/read.js'),
      import('../../../tools/agents/run.js'),
    ]);
    const { actions } = await readAgent(agent, session.env);
    if (!actions.some(({ name }) => name === 'validate-all')) {
      throw new CibError('ENOTSUP', 'validate-all action not supported by agent');
    }
    const pairs = parameters.map((pair): [string, string] => {
      const at = pair.indexOf('=');
      if (at < 1) throw new CibError('EINVAL', `Expected <param>=<value>, got '${pair}'`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    });
    const { status, lines } = await runAgent(agent, 'validate-all', pairs, session.env);
    const messages = lines.map((line): Message => {
      const [, name = 'INFO', rest = line] = /^(ERROR|WARNING|INFO|DEBUG): (.*)$/.exec(line) ?? [];
      return { level: LEVELS[name] ?? 'info', text: rest };
    });
    return { messages, failed: status !== 0 };
  },
});

export const RA = level({
  name: 'ra',
  summary: 'What resource agents there are, and what they can do',
  help: 'Agents are found where they are installed; what they say of themselves is kept, and asked for again only when they change.',
  entries: [CLASSES, LIST, PROVIDERS, INFO, VALIDATE],
});
