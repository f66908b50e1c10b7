import { CibError } from '../cib/result/error.js';
import { parseInterval } from '../cib/time/interval.js';
import { Element } from '../cib/xml/element.js';
import { command, type Outcome } from './command/command.js';
import type { Context } from './command/context.js';
import { helpText } from './command/help.js';
import { flag, optional, value } from './command/option.js';
import { UsageError } from './command/parse.js';
import { listNodes, type NodeEntry } from './nodes/list.js';

interface Value {
  readonly nodes: readonly NodeEntry[];
  readonly style: 'lines' | 'names' | 'exports';
}

export const crmadmin = command({
  name: 'crmadmin',
  summary: 'query and manage the controller',
  description:
    'A DURATION is a number of seconds, a number with a unit (us, ms, s, min or h), or an ISO 8601 duration.',
  formats: ['text', 'xml', 'json', 'none'],
  groups: [
    { id: 'command', title: 'Commands:', help: 'Show command options' },
    { id: 'additional', title: 'Additional Options:', help: 'Show additional options' },
  ],
  options: {
    quiet: flag('Print only what was asked for', { short: 'q' }),
    status: value('NODE', 'Show the state of the controller of this node', {
      short: 'S',
      group: 'command',
      complete: 'node',
    }),
    pacemakerd: flag('Show the state of the local daemons', { short: 'P', group: 'command' }),
    dc_lookup: flag('Show which node coordinates the cluster', { short: 'D', group: 'command' }),
    nodes: optional('TYPE', 'Show the nodes, all or those of some types: cluster, guest, remote (comma-separated)', {
      short: 'N',
      group: 'command',
    }),
    health: flag('Not supported', { short: 'H', hidden: true, deprecated: true }),
    timeout: value('DURATION', 'Give up after this time (30s if not given; 0: never)', {
      short: 't',
      group: 'additional',
    }),
    'bash-export': flag('Show nodes as shell commands "export NAME=ID" (with -N)', {
      short: 'B',
      group: 'additional',
    }),
    'ipc-name': value('NAME', 'Name to introduce this program by (with -P)', { short: 'i', group: 'additional' }),
  },
  async run(args, context): Promise<Outcome<Value>> {
    const timeout = args.value('timeout');
    if (timeout !== undefined) checkDuration(timeout);
    const command = args.last('status', 'pacemakerd', 'dc_lookup', 'nodes');
    const misuse = [
      ...(args.has('health') ? ['Cluster-wide health option not supported'] : []),
      ...(command ? [] : ['error: Must specify a command option']),
    ];
    if (!command || misuse.length > 0) {
      return { exit: 'USAGE', errors: [...misuse, helpText(crmadmin, 'main')] };
    }
    // Everything but the configured nodes is known to the daemons alone.
    if (command.name !== 'nodes') {
      return { exit: 'DISCONNECT', errors: ['error: Command failed: Connection refused'] };
    }
    const style = args.has('quiet') ? 'names' : args.has('bash-export') ? 'exports' : 'lines';
    return showNodes(command.value, style, context);
  },
  render: {
    text({ nodes, style }) {
      if (nodes.length === 0) return style === 'names' ? '' : 'No nodes configured\n';
      return nodes.map((node) => `${nodeText(node, style)}\n`).join('');
    },
    xml: ({ nodes }) => [
      new Element(
        'nodes',
        {},
        nodes.map(({ type, name, id }) => new Element('node', { type, name: name ?? '', id: id ?? '' })),
      ),
    ],
  },
});

function checkDuration(text: string): void {
  try {
    parseInterval(text);
  } catch (error) {
    if (error instanceof CibError) throw new UsageError(`Error parsing option -t`);
    throw error;
  }
}

async function showNodes(types: string | undefined, style: Value['style'], context: Context): Promise<Outcome<Value>> {
  try {
    const client = await context.cib();
    return { value: { nodes: await listNodes(client, types?.split(',') ?? []), style } };
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    const { description, exit } = error.rc;
    return {
      exit,
      errors: [`Could not connect to the CIB: ${description}`, `error: Command failed: ${description}`],
    };
  }
}

function nodeText({ type, name = '<null>', id }: NodeEntry, style: Value['style']): string {
  if (style === 'names') return name;
  return style === 'exports' ? `export ${name}=${id ?? ''}` : `${type} node: ${name} (${id ?? '<null>'})`;
}
