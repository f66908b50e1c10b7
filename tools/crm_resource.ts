import { FENCING_PARAMETERS } from '../cib/options/fencing.js';
import type { OptionList } from '../cib/options/option.js';
import { PRIMITIVE_META } from '../cib/options/primitive.js';
import { Element, Text } from '../cib/xml/element.js';
import { command, type Outcome } from './command/command.js';
import { flag, value } from './command/option.js';
import { type Args, UsageError } from './command/parse.js';
import { optionListText, optionListXml } from './options/list.js';
import type { AgentReport } from './resources/agents.js';
import { performResource, type ResourceReport, type ResourceRequest } from './resources/commands.js';
import type { SetName } from './resources/parameter.js';

interface Value {
  readonly agents?: AgentReport;
  readonly options?: OptionList;
  readonly all?: boolean;
  readonly resource?: ResourceReport;
  readonly quiet: boolean;
}

const OPTIONS = {
  quiet: flag('Be less descriptive in output', { short: 'Q' }),
  resource: value('ID', 'Resource to work on', { short: 'r', complete: 'resource' }),
  'list-standards': flag('List the classes of agents on this host', { group: 'queries' }),
  'list-ocf-providers': flag('List the providers of OCF agents', { group: 'queries' }),
  'list-agents': value('STD:PROV', 'List the agents of a class, or of a provider of it', { group: 'queries' }),
  'list-ocf-alternatives': value('AGENT', 'List the providers of an OCF agent', { group: 'queries' }),
  'show-metadata': value('SPEC', 'Show the metadata of an agent, class:agent or class:provider:agent', {
    group: 'queries',
  }),
  'list-options': value('TYPE', 'List all options of a kind, with their defaults', {
    group: 'queries',
    values: ['primitive', 'fencing'],
  }),
  'get-parameter': value('PARAM', 'Show the value of a parameter (with -m or -z, of another attribute)', {
    short: 'g',
    group: 'queries',
  }),
  locate: flag('Show where the resource runs', { short: 'W', group: 'queries' }),
  'set-parameter': value('PARAM', 'Set a parameter (with -m or -z, another attribute) to the value of -v', {
    short: 'p',
    group: 'commands',
  }),
  'delete-parameter': value('PARAM', 'Delete a parameter (with -m or -z, another attribute)', {
    short: 'd',
    group: 'commands',
  }),
  move: flag('Have the resource run on the node of -N, or away from where it is', { short: 'M', group: 'locations' }),
  ban: flag('Keep the resource away from the node of -N, or from where it is', { short: 'B', group: 'locations' }),
  clear: flag('Remove the constraints of earlier moves and bans', { short: 'U', group: 'locations' }),
  lifetime: value('TIMESPEC', 'How long a move or ban lasts, as an ISO 8601 duration', {
    short: 'u',
    group: 'locations',
  }),
  promoted: flag('Only the promoted role is meant', { aliases: ['master'], group: 'locations' }),
  node: value('NAME', 'Node to work on', {
    short: 'N',
    aliases: ['H', 'host-uname'],
    group: 'additional',
    complete: 'node',
  }),
  'parameter-value': value('VALUE', 'Value for -p', { short: 'v', group: 'additional' }),
  meta: flag('Work on a meta-attribute, in place of a parameter', { short: 'm', group: 'additional' }),
  utilization: flag('Work on a utilization attribute, in place of a parameter', { short: 'z', group: 'additional' }),
  'set-name': value('ID', '(Advanced) Id of the set to work in', { short: 's', group: 'additional' }),
  nvpair: value('ID', '(Advanced) Id of the pair to work on', { short: 'i', group: 'additional' }),
  all: flag('With --list-options, list advanced and deprecated options too (XML output always does)', {
    group: 'additional',
  }),
  force: flag('Do it although it would not be done otherwise', { short: 'f', group: 'additional' }),
};

type Name = keyof typeof OPTIONS;

const COMMANDS = {
  'get-parameter': 'get',
  'set-parameter': 'set',
  'delete-parameter': 'delete',
  locate: 'locate',
  move: 'move',
  ban: 'ban',
  clear: 'clear',
} as const;
const QUERIES = [
  'list-standards',
  'list-ocf-providers',
  'list-agents',
  'list-ocf-alternatives',
  'show-metadata',
  'list-options',
] as const;

function requestOf(args: Args<Name>, name: keyof typeof COMMANDS): ResourceRequest {
  const resource = args.value('resource');
  if (resource === undefined) throw new UsageError('Must supply a resource ID with -r/--resource');
  const set = args.last('meta', 'utilization')?.name;
  const attribute = args.last('get-parameter', 'set-parameter', 'delete-parameter')?.value;
  const given = args.value('parameter-value');
  if (name === 'set-parameter' && given === undefined) {
    throw new UsageError('You need to supply a value with the -v option');
  }
  const sets: Record<string, SetName> = { meta: 'meta_attributes', utilization: 'utilization' };
  return {
    command: COMMANDS[name],
    resource,
    node: args.value('node'),
    value: given,
    lifetime: args.value('lifetime'),
    promoted: args.has('promoted'),
    force: args.has('force'),
    quiet: args.has('quiet'),
    change:
      attribute === undefined
        ? undefined
        : {
            set: sets[set ?? ''] ?? 'instance_attributes',
            name: attribute,
            setId: args.value('set-name'),
            pairId: args.value('nvpair'),
            force: args.has('force'),
          },
  };
}

export const crmResource = command({
  name: 'crm_resource',
  summary: 'query and change resources, and the agents they are made of',
  formats: ['text', 'xml', 'json', 'none'],
  groups: [
    { id: 'queries', title: 'Queries:', help: 'Show queries' },
    { id: 'commands', title: 'Commands:', help: 'Show command options' },
    { id: 'locations', title: 'Locations:', help: 'Show location options' },
    { id: 'additional', title: 'Additional Options:', help: 'Show additional options' },
  ],
  options: OPTIONS,
  examples: [
    { text: 'What an agent takes', command: 'crm_resource --show-metadata ocf:heartbeat:IPaddr2' },
    { text: 'Have vip run on web1', command: 'crm_resource --resource vip --move --node web1' },
    { text: 'Let it run where it wants again', command: 'crm_resource --resource vip --clear' },
    {
      text: 'Stop vip',
      command: 'crm_resource --resource vip --meta --set-parameter target-role --parameter-value Stopped',
    },
  ],
  async run(args, context): Promise<Outcome<Value>> {
    const quiet = args.has('quiet');
    const given = args.last(...QUERIES, ...(Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]));
    if (!given) throw new UsageError('No command given');
    if (given.name in COMMANDS) {
      const request = requestOf(args, given.name as keyof typeof COMMANDS);
      const { value: report, ...rest } = await performResource(request, context);
      return report ? { ...rest, value: { resource: report, quiet } } : rest;
    }
    if (given.name === 'list-options') return { value: { quiet, all: args.has('all'), options: listOf(given.value) } };
    const { value: agents, ...rest } = await agentsFor(
      given.name as (typeof QUERIES)[number],
      given.value ?? '',
      context.env,
    );
    return agents ? { ...rest, value: { quiet, agents } } : rest;
  },
  render: { text, xml },
});

function listOf(type: string | undefined): OptionList {
  if (type === 'primitive') return PRIMITIVE_META;
  if (type === 'fencing') return FENCING_PARAMETERS;
  throw new UsageError(`Invalid --list-options value '${type}'. Allowed values: primitive, fencing`);
}

async function agentsFor(
  query: (typeof QUERIES)[number],
  spec: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Outcome<AgentReport>> {
  const { listAgents, listProviders, listStandards, showMetadata } = await import('./resources/agents.js');
  switch (query) {
    case 'list-standards':
      return listStandards();
    case 'list-ocf-providers':
      return listProviders(undefined, env);
    case 'list-ocf-alternatives':
      return listProviders(spec, env);
    case 'list-agents':
      return listAgents(spec, env);
    default:
      return showMetadata(spec, env);
  }
}

const lines = (texts: readonly string[]): string => texts.map((line) => `${line}\n`).join('');

function text({ agents, options, all = false, resource, quiet }: Value): string {
  if (options) return optionListText(options, all, quiet);
  if (agents) return agents.metadata === undefined ? lines(agents.names) : `${agents.metadata.trimEnd()}\n`;
  const { notes = [], value: found, active = [], resource: id } = resource ?? {};
  const places = active.map(({ node, promoted }) =>
    quiet ? node : `resource ${id} is running on: ${node}${promoted ? ' Promoted' : ''}`,
  );
  return lines([...(quiet ? [] : notes), ...(found === undefined ? [] : [found]), ...places]);
}

function xml({ agents, options, resource }: Value): Element[] {
  if (options) return [optionListXml(options)];
  if (agents) return [agentXml(agents)];
  if (resource?.active) {
    const list = new Element('resource-search', { resource: resource.resource });
    for (const { node, promoted } of resource.active) {
      const place = list.append(new Element('node', promoted ? { state: 'promoted' } : {}));
      place.append(new Text(node));
    }
    return [list];
  }
  if (resource?.value === undefined) return [];
  const item = new Element('item', {}, [new Text(resource.value)]);
  return [new Element('list', { name: 'Attributes', count: '1' }, [item])];
}

function agentXml({ title, names, metadata, spec = '' }: AgentReport): Element {
  const list = (name: string, item: string, attributes: Record<string, string>) =>
    new Element(
      name,
      attributes,
      names.map((entry) => new Element(item, {}, [new Text(entry)])),
    );
  const [standard = '', provider] = spec.split(':');
  switch (title) {
    case 'standards':
    case 'providers':
      return list('list', 'item', { name: title, count: String(names.length) });
    case 'alternatives':
      return list('providers', 'provider', { for: spec });
    case 'agents':
      return list('agents', 'agent', { standard, ...(provider === undefined ? {} : { provider }) });
    case 'metadata':
      return new Element('metadata', {}, [new Text(metadata ?? '')]);
  }
}
