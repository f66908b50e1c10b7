import { parseInterval } from '../../cib/time/interval.js';
import type { Args } from '../command/parse.js';
import type { Name } from './options.js';
import { Fault } from './report.js';

export const COMMANDS = [
  'ban',
  'cleanup',
  'clear',
  'constraints',
  'list-cts',
  'delete',
  'delete-parameter',
  'digests',
  'execute',
  'fail',
  'get-parameter',
  'list-operations',
  'list-agents',
  'list-all-operations',
  'list-ocf-alternatives',
  'list-raw',
  'list-options',
  'list-ocf-providers',
  'list',
  'list-standards',
  'locate',
  'show-metadata',
  'move',
  'query-xml',
  'query-xml-raw',
  'refresh',
  'restart',
  'set-parameter',
  'wait',
  'why',
] as const;
export type CommandName = (typeof COMMANDS)[number];

/** Kinds of attributes that a resource has: by the element that holds them, or those of its own element. */
export type SetName = 'instance_attributes' | 'meta_attributes' | 'utilization' | 'element';

/** Which attribute is meant. */
export interface Attribute {
  readonly set: SetName;
  readonly name: string;
  /** Only the set, or the pair, of this id. */
  readonly setId: string | undefined;
  readonly pairId: string | undefined;
}

/** An agent that is described on the command line, in place of a resource that uses it. */
export interface AgentSpec {
  readonly standard: string | undefined;
  readonly provider: string | undefined;
  readonly type: string | undefined;
}

/** What crm_resource is asked to do. */
export interface Request {
  readonly command: CommandName;
  /** Value of the option that names the command. */
  readonly value: string | undefined;
  readonly resource: string | undefined;
  readonly node: string | undefined;
  readonly attribute: Attribute;
  readonly newValue: string | undefined;
  readonly force: boolean;
  readonly quiet: boolean;
  readonly recursive: boolean;
  readonly promoted: boolean;
  readonly expired: boolean;
  readonly all: boolean;
  /** ISO 8601 duration. */
  readonly lifetime: string | undefined;
  /** Element of the resource. */
  readonly type: string | undefined;
  readonly operation: string | undefined;
  readonly interval: string | undefined;
  /** 0 if none is given. */
  readonly timeoutMs: number;
  readonly checkLevel: number | undefined;
  readonly agent: AgentSpec | undefined;
  /** Parameters of that agent. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Values that stand in for parameters; undefined for commands that take none. */
  readonly overrides: ReadonlyMap<string, string> | undefined;
}

/** Options that are another one, or one with something more. */
const SYNONYMS: Readonly<Partial<Record<Name, CommandName>>> = {
  stack: 'constraints',
  'get-property': 'get-parameter',
  'set-property': 'set-parameter',
  validate: 'execute',
  'force-demote': 'execute',
  'force-stop': 'execute',
  'force-start': 'execute',
  'force-promote': 'execute',
  'force-check': 'execute',
};
const AGENT_RUNS = Object.keys(SYNONYMS).filter((name) => SYNONYMS[name as Name] === 'execute') as Name[];
const WITH_OVERRIDES: readonly Name[] = ['digests', ...AGENT_RUNS];

const SETS: Readonly<Record<string, SetName>> = {
  meta: 'meta_attributes',
  utilization: 'utilization',
  element: 'element',
  'get-property': 'element',
  'set-property': 'element',
};

/** Commands that people give the resource to as if it were their value: `--move vip`. */
const OF_A_RESOURCE: readonly Name[] = [
  'move',
  'ban',
  'clear',
  'locate',
  'restart',
  'cleanup',
  'refresh',
  'why',
  'constraints',
  'stack',
];

/** The resource that is named by a word alone. */
const resourceWord = (args: Args<Name>): string | undefined =>
  args.positional.length === 1 && !args.has('resource') && args.last(...OF_A_RESOURCE) ? args.positional[0] : undefined;

/** What the options ask for. @throws Fault if they do not go together */
export function requestOf(args: Args<Name>): Request {
  const options = [...COMMANDS, ...Object.keys(SYNONYMS)] as Name[];
  const given = args.last(...options.filter((name) => (name as string) !== 'execute'));
  const option = given?.name ?? 'list';
  const command = SYNONYMS[option] ?? (option as CommandName);
  if (args.has('expired') && command !== 'clear') throw new Fault('USAGE', '--expired requires --clear or -U');
  const overrides = overridesOf(args);
  const named = args.last('get-parameter', 'set-parameter', 'delete-parameter', 'get-property', 'set-property');
  const level = args.last('validate', 'force-check')?.value;
  const timeout = args.value('timeout');
  const agent = ['class', 'provider', 'agent'].some((name) => args.has(name as Name));
  return {
    command,
    value: given?.value,
    resource: args.value('resource') ?? resourceWord(args),
    node: args.value('node'),
    attribute: {
      set:
        SETS[args.last('meta', 'utilization', 'element', 'get-property', 'set-property')?.name ?? ''] ??
        'instance_attributes',
      name: named?.value ?? '',
      setId: args.value('set-name'),
      pairId: args.value('nvpair'),
    },
    newValue: args.value('parameter-value'),
    force: args.has('force'),
    quiet: args.has('quiet'),
    recursive: args.has('recursive') || args.has('stack'),
    promoted: args.has('promoted'),
    expired: args.has('expired'),
    all: args.has('all'),
    lifetime: args.value('lifetime'),
    type: args.value('resource-type'),
    operation: operationOf(args),
    interval: args.value('interval'),
    timeoutMs: timeout === undefined ? 0 : Math.min(parseInterval(timeout), 0xffffffff),
    checkLevel: level === undefined ? undefined : Number.parseInt(level, 10),
    agent: agent
      ? { standard: args.value('class'), provider: args.value('provider'), type: args.value('agent') }
      : undefined,
    parameters: new Map(args.values('option').map(splitPair)),
    overrides,
  };
}

/** What an agent is to do has the same name as the option for it. */
function operationOf(args: Args<Name>): string | undefined {
  const last = args.last('operation', ...AGENT_RUNS);
  return last?.name === 'operation' ? last.value : last?.name;
}

const splitPair = (text: string): [name: string, value: string] => {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
};

function overridesOf(args: Args<Name>): Map<string, string> | undefined {
  const words = args.positional;
  if (!args.last(...WITH_OVERRIDES)) {
    if (words.length === 0 || resourceWord(args) !== undefined) return undefined;
    const listed = words.map((word, at) => `\n[${at + 1} of ${words.length}] ${word}`);
    throw new Fault('USAGE', `non-option ARGV-elements:${listed.join('')}`);
  }
  const bad = words.find((word) => word.indexOf('=') < 1);
  if (bad !== undefined) throw new Fault('USAGE', `Error parsing '${bad}' as a name=value pair`);
  return new Map(words.map(splitPair));
}
