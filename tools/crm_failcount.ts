import type { CibClient } from '../cib/client/client.js';
import { CibError } from '../cib/result/error.js';
import { parseInterval } from '../cib/time/interval.js';
import { xpathLiteral } from '../cib/xpath/literal.js';
import { attributeXml } from './attributes/attribute.js';
import { connect, Failure } from './attributes/client.js';
import { query, targetNode } from './attributes/node.js';
import { performAttribute } from './attributes/perform.js';
import { command, type Outcome } from './command/command.js';
import type { Context } from './command/context.js';
import { shownAs } from './command/manner.js';
import { flag, value } from './command/option.js';
import { parseArgs, UsageError } from './command/parse.js';

interface Value {
  /** Attribute the count was found in. */
  readonly name?: string;
  /** Empty if it could not be found out. */
  readonly count?: string;
  readonly quiet: boolean;
  readonly notes?: readonly string[];
}

/** An operation's failures, or those of all operations of a resource. */
interface Target {
  readonly node: string;
  readonly resource: string;
  readonly operation?: string | undefined;
  /** Milliseconds. */
  readonly interval: number;
}

const IGNORED = { group: 'additional', hidden: true, deprecated: true };
/** Options that warn of themselves. */
const SHORT: Readonly<Record<string, string>> = { 'attr-value': '-v', 'attr-id': '-i', lifetime: '-l' };
const INFINITY = 1_000_000;

export const crmFailcount = command({
  name: 'crm_failcount',
  summary: 'query or delete resource fail counts',
  script: { misuse: 'USAGE' },
  groups: [
    { id: 'command', title: 'Commands:', help: 'Show command options' },
    { id: 'additional', title: 'Additional Options:', help: 'Show additional options' },
  ],
  options: {
    quiet: flag('Print only the count', { short: 'q', aliases: ['Q'] }),
    query: flag('Show the fail count of the resource', { short: 'G', aliases: ['get-value'], group: 'command' }),
    delete: flag('Forget the failures of the resource', { short: 'D', aliases: ['delete-attr'], group: 'command' }),
    resource: value('value', 'Name of the resource (required)', {
      short: 'r',
      aliases: ['resource-id'],
      group: 'additional',
      complete: 'resource',
    }),
    operation: value('value', 'Only failures of this operation', { short: 'n', group: 'additional' }),
    interval: value('value', 'Interval of the operation', { short: 'I', group: 'additional' }),
    node: value('value', 'Operate on this node, in place of the local one', {
      short: 'N',
      aliases: ['U', 'uname'],
      group: 'additional',
      complete: 'node',
    }),
    'attr-value': value('value', 'With 0, the same as --delete', { short: 'v', ...IGNORED }),
    'attr-id': value('value', 'Has no effect', { short: 'i', ...IGNORED }),
    lifetime: value('value', 'Has no effect', { short: 'l', ...IGNORED }),
  },
  async run(args, context): Promise<Outcome<Value>> {
    const warnings: string[] = [];
    const warn = (text: string) => warnings.push(`warning: ${text}`);
    for (const { name, value } of args.given) {
      const short = SHORT[name];
      if (short === undefined || (name === 'attr-value' && value === '0')) continue;
      const word = context.argv.includes(`--${name}`) ? `--${name}` : short;
      warn(`ignoring deprecated option '${word}'${name === 'attr-value' ? ' with nonzero value' : ''}`);
    }
    const commands = args.given.filter(({ name, value }) =>
      name === 'attr-value' ? value === '0' : name === 'query' || name === 'delete',
    );
    const resource = args.value('resource');
    if (commands.length === 0) throw new UsageError('must specify a command');
    if (!resource) throw new UsageError('resource name required');
    const interval = intervalOf(args.value('interval') ?? '0');
    if (interval === undefined) warn('Unrecognized interval, using 0');
    const target: Target = {
      resource,
      node: args.value('node') || localNode(context.env),
      operation: args.value('operation') || undefined,
      interval: interval ?? 0,
    };
    const quiet = args.has('quiet');
    const outcome =
      commands.at(-1)?.name === 'query' ? await show(target, quiet, context) : await forget(target, quiet, context);
    return { ...outcome, errors: [...warnings, ...(outcome.errors ?? [])] };
  },
  render: {
    text({ name, count, quiet, notes }) {
      if (notes) return notes.map((note) => `${note}\n`).join('');
      return quiet ? `${count}\n` : `scope=status  name=${name} value=${count}\n`;
    },
    xml: ({ name, count, notes }) => (notes ? [] : [attributeXml({ scope: 'status', name, value: count })]),
  },
});

/** @throws UsageError where a file is in the place of the cluster: there is no local node then */
function localNode(env: Context['env']): string {
  const { CIB_file: file, OCF_RESKEY_CRM_meta_on_node: meant } = env;
  if (file !== undefined && meant === undefined) throw new UsageError('node name required');
  return targetNode(undefined, env);
}

async function show(target: Target, quiet: boolean, context: Context): Promise<Outcome<Value>> {
  const { node, resource, operation, interval } = target;
  const legacy = `fail-count-${resource}`;
  const name = operation === undefined ? legacy : `${legacy}#${operation}_${interval}`;
  const errors: string[] = [];
  const single = async (attribute: string): Promise<string> => {
    const request = { command: 'query', type: 'status', default: '0', node, name: attribute } as const;
    const outcome = await performAttribute(request, context);
    errors.push(...(outcome.errors ?? []));
    return outcome.value?.attributes[0]?.value ?? '';
  };
  try {
    const client = await connect(context, 'crm_failcount');
    const count = operation === undefined ? await sum(client, node, `${legacy}#`) : await single(name);
    if (count !== '0') return { value: shownAs({ name, count }, { quiet }), errors };
    // Counts of the whole resource are what clusters before 1.1.17 wrote.
    const older = await single(legacy);
    return { value: shownAs({ name: older === '0' ? name : legacy, count: older }, { quiet }), errors };
  } catch (error) {
    if (error instanceof Failure) return error.outcome;
    if (!(error instanceof CibError)) throw error;
    return { exit: error.rc.exit, errors: ['error: could not query CIB for fail counts'] };
  }
}

function intervalOf(text: string): number | undefined {
  try {
    return parseInterval(text);
  } catch {
    return undefined;
  }
}

/** Sum of the fail counts whose names begin with a prefix; those that are no scores are not counted. */
async function sum(client: CibClient, node: string, prefix: string): Promise<string> {
  const path = `/cib/status/node_state[@uname=${xpathLiteral(node)}]/transient_attributes/instance_attributes/nvpair`;
  let total = 0;
  for (const pair of await query(client, path)) {
    const value = pair.get('value') ?? '';
    if (!pair.get('name')?.startsWith(prefix)) continue;
    if (value === 'INFINITY') return value;
    if (/^\d+$/.test(value)) total += Number(value);
  }
  return total >= INFINITY ? 'INFINITY' : String(total);
}

/** What crm_resource does: cleaning up is the controller's work, and a file is left as it is. */
async function forget({ node, resource, operation, interval }: Target, quiet: boolean, context: Context) {
  const [{ crmResource }, { allOptions }] = await Promise.all([
    import('./crm_resource.js'),
    import('./command/help.js'),
  ]);
  const which = operation === undefined ? [] : ['--operation', operation, '--interval', `${interval}ms`];
  const words = ['--cleanup', '--node', node, '--resource', resource, ...which, ...(quiet ? ['--quiet'] : [])];
  const args = parseArgs(allOptions(crmResource), words) as Parameters<typeof crmResource.run>[0];
  const { value, ...outcome } = await crmResource.run(args, { ...context, program: 'crm_resource' });
  return { ...outcome, value: shownAs({ notes: value?.text ? [value.text.trimEnd()] : [] }, { quiet }) };
}
