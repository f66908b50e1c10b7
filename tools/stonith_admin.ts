import { CibError } from '../cib/result/error.js';
import { Element, Text } from '../cib/xml/element.js';
import { types } from './agents/list.js';
import type { Environment } from './agents/name.js';
import { command, type Outcome } from './command/command.js';
import { helpText } from './command/help.js';
import { type Args, UsageError } from './command/parse.js';
import { COMMANDS, type CommandName, OPTIONS } from './fencing/options.js';
import { type Validation, validate, validationText, validationXml } from './fencing/validate.js';

type Value =
  | { readonly devices: readonly string[] }
  | { readonly metadata: string }
  | { readonly validation: Validation };
type Options = Args<keyof typeof OPTIONS>;

const DEFAULT_TIMEOUT_S = 120;
/** Seconds whose milliseconds still fit into what the peers count with. */
const LONGEST_S = 4294967;
const NOT_CONNECTED = 'Transport endpoint is not connected';

export const stonithAdmin = command<Value, typeof OPTIONS>({
  name: 'stonith_admin',
  summary: 'fence agents, fencing devices and what was fenced',
  description:
    'What is installed can be listed, described and checked on any host. Devices, levels, history and fencing itself\nare matters of the fencer, which runs with the cluster.',
  formats: ['text', 'xml', 'json', 'none'],
  groups: [
    { id: 'definition', title: 'Device Definition Commands:', help: 'Show device definition help' },
    { id: 'queries', title: 'Queries:', help: 'Show query help' },
    { id: 'fence', title: 'Fencing Commands:', help: 'Show fence help' },
    { id: 'additional', title: 'Additional Options:', help: 'Show additional options' },
  ],
  options: OPTIONS,
  examples: [
    { text: 'Which fence agents there are', command: 'stonith_admin --list-installed' },
    { text: 'What an agent takes', command: 'stonith_admin --metadata --agent fence_ipmilan' },
    {
      text: 'Check parameters before a device is made of them',
      command: 'stonith_admin --validate --agent fence_ipmilan --option ip=10.0.0.9 --option username=admin',
    },
  ],
  async run(args, { env }): Promise<Outcome<Value>> {
    const parameters = parametersOf(args, env);
    const timeout = Number(args.value('timeout') ?? DEFAULT_TIMEOUT_S);
    if (timeout < 0 || timeout > LONGEST_S) {
      return { exit: 'USAGE', errors: [`Integer value "${args.value('timeout')}" for -t out of range`] };
    }
    const name = COMMANDS.findLast((candidate) => args.has(candidate));
    if (name === undefined) return { exit: 'USAGE', errors: [helpText(stonithAdmin, 'main')] };
    const agent = args.value('agent');
    if (agent === undefined && (args.has('validate') || args.has('metadata') || args.has('register'))) {
      const missing = 'Please specify an agent to query using -a,--agent [value]';
      return { exit: 'USAGE', errors: [missing, helpText(stonithAdmin, 'main')] };
    }
    switch (name) {
      case 'list-installed':
        return { value: { devices: types('stonith', undefined, env) } };
      case 'metadata':
        return metadataOf(agent ?? '', env);
      case 'validate':
        return check(agent ?? '', args.values('device')[0], parameters, (timeout || DEFAULT_TIMEOUT_S) * 1000, env);
      default:
        return unreachable(name, args);
    }
  },
  render: {
    text(value) {
      if ('metadata' in value) return value.metadata;
      return 'devices' in value ? listText(value.devices) : validationText(value.validation);
    },
    xml(value) {
      if ('metadata' in value) return [new Element('metadata', {}, [new Text(value.metadata, true)])];
      return ['devices' in value ? listXml(value.devices) : validationXml(value.validation)];
    },
  },
});

/** Parameters of a device, from both options that give them. */
function parametersOf(args: Options, env: Environment): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const { name, value = '' } of args.given) {
    if (name === 'option') {
      const at = value.indexOf('=');
      parameters.set(value.slice(0, at), value.slice(at + 1));
    } else if (name === 'env-option') {
      const known = env[`OCF_RESKEY_${value}`];
      if (known === undefined) throw new UsageError(`Invalid option: -e ${value}`);
      parameters.set(value, known);
    }
  }
  return parameters;
}

async function metadataOf(type: string, env: Environment): Promise<Outcome<Value>> {
  const { readMetadata } = await import('./agents/read.js');
  try {
    return { value: { metadata: await readMetadata({ standard: 'stonith', type }, env) } };
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    return { exit: 'NOSUCH', errors: ["Can't get fence agent meta-data: No such device"] };
  }
}

async function check(...about: Parameters<typeof validate>): Promise<Outcome<Value>> {
  const validation = await validate(...about);
  return { value: { validation }, exit: VERDICTS[validation.verdict] };
}

const VERDICTS = { valid: 'OK', invalid: 'ERROR', timeout: 'TIMEOUT', 'no such agent': 'NOSUCH' } as const;

/** Without a fencer there is nobody to ask. */
function unreachable(name: CommandName, args: Options): Outcome<Value> {
  const what = name === 'unfence' ? 'unfence' : 'fence';
  const error =
    name === 'fence' || name === 'reboot' || name === 'unfence'
      ? `stonith_admin: Couldn't ${what} ${args.value(name)}: ${NOT_CONNECTED}`
      : `Could not connect to fencer: ${NOT_CONNECTED}`;
  return { exit: 'DISCONNECT', errors: [error] };
}

const listText = (devices: readonly string[]): string =>
  devices.length === 0
    ? ''
    : `${devices.join('\n')}\n${devices.length} fence device${devices.length === 1 ? '' : 's'} found\n`;

const listXml = (devices: readonly string[]): Element =>
  new Element(
    'list',
    { name: 'installed fence devices', count: String(devices.length) },
    devices.map((device) => new Element('item', { name: 'device' }, [new Text(device)])),
  );
