import { CibError } from '../cib/result/error.js';
import { parseInterval } from '../cib/time/interval.js';
import type { Element } from '../cib/xml/element.js';
import type { Cluster } from '../daemon/scheduler/model/cluster.js';
import { command, type Outcome } from './command/command.js';
import type { Context } from './command/context.js';
import { type Args, UsageError } from './command/parse.js';
import { type Name, OPTIONS } from './monitor/options.js';
import { chooseSections } from './monitor/sections.js';
import { asData } from './status/data.js';
import { statusText } from './status/text/status.js';
import { DETAIL, nodesNamed, resourcesNamed, type Show, type View } from './status/view.js';
import { statusXml } from './status/xml/status.js';

interface Value {
  readonly cluster: Cluster;
  readonly view: View;
  toJSON(): unknown;
}

function shown(args: Args<Name>, format: string): Show {
  const detail: Show = args.has('show-detail') ? DETAIL : {};
  return {
    pending: true,
    ...detail,
    byNode: args.has('group-by-node'),
    brief: args.has('brief'),
    inactive: args.has('inactive') || format === 'xml',
    timing: args.has('timing-details') || format === 'xml',
    description: detail.description === true || args.has('show-description'),
  };
}

function checkMode(args: Args<Name>): void {
  const interval = args.value('interval');
  if (interval !== undefined) {
    try {
      parseInterval(interval);
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      throw new UsageError(`Invalid value for -i: ${interval}`);
    }
  }
  const to = args.value('output-to' as Name);
  if (args.has('daemonize')) {
    if (!args.has('external-agent') && (to === undefined || to === '-')) {
      const needs = "--output-to (with value not set to '-') and --external-agent";
      throw new UsageError(`--daemonize requires at least one of ${needs}`);
    }
  }
}

const UNSUPPORTED = ['daemonize', 'external-agent', 'watch-fencing', 'as-xml', 'as-html', 'web-cgi'] as const;

/** An option that is understood, but cannot be served yet. */
const unsupportedOption = (args: Args<Name>, { format }: Context): string | undefined =>
  UNSUPPORTED.find((name) => args.has(name)) ?? (format === 'html' ? 'output-as=html' : undefined);

/** The CIB of the cluster, of CIB_file, or of the file that is named. */
async function readCib(args: Args<Name>, context: Context): Promise<Element> {
  const file = args.value('xml-file');
  if (file === undefined) return (await (await context.cib()).call({ operation: 'query' })).output as Element;
  const { openCib } = await import('../cib/client/open.js');
  const client = await openCib({ ...context.env, CIB_file: file }, context.program);
  return (await client.call({ operation: 'query' })).output as Element;
}

/** Why there is no status. That of a file that cannot be used is no failure, by the peer's exit status. */
function unreachable(error: unknown, args: Args<Name>, { env, program }: Context): Outcome<Value> {
  if (!(error instanceof CibError)) throw error;
  const { description, exit } = error.rc;
  const isFile = args.has('xml-file') || env['CIB_file'] !== undefined || env['CIB_shadow'] !== undefined;
  if (isFile) return { errors: [`Could not connect to the CIB: ${description}`] };
  return { exit, errors: [`${program}: Connection to cluster failed: ${description}`] };
}

async function run(args: Args<Name>, context: Context): Promise<Outcome<Value>> {
  checkMode(args);
  const option = unsupportedOption(args, context);
  if (option === undefined) return showStatus(args, context);
  return { exit: 'UNIMPLEMENT_FEATURE', errors: [`${context.program}: --${option} is not supported yet`] };
}

async function showStatus(args: Args<Name>, context: Context): Promise<Outcome<Value>> {
  const xml = context.format === 'xml' || context.format === 'json';
  const format = xml ? 'xml' : context.format === 'none' ? 'none' : 'text';
  const { sections, banPrefix } = chooseSections(args, format);
  let cib: Element;
  try {
    cib = await readCib(args, context);
  } catch (error) {
    return unreachable(error, args, context);
  }
  const [{ upgradeConfigured }, { unpack }] = await Promise.all([
    import('../cib/upgrade/configured.js'),
    import('../daemon/scheduler/unpack/unpack.js'),
  ]);
  let root: Element;
  try {
    ({ root } = await upgradeConfigured(cib, {
      onStep: (step) => step.kind === 'notice' && context.warn(`${step.text}\n`),
    }));
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    const outcome = 'Error outputting status info from the fencer or CIB';
    return { errors: [error.message, `Upgrade failed: ${error.rc.description}`, outcome] };
  }
  const now = context.now().getTime();
  const cluster = unpack(root, { now });
  if (sections.has('bans') || sections.has('tickets')) {
    const { unpackConstraints } = await import('../daemon/scheduler/unpack/constraints/constraints.js');
    unpackConstraints(cluster);
  }
  for (const { level, source, text } of cluster.log) context.log(level, source, text);
  const view: View = {
    sections: cluster.dc ? sections : new Set([...sections, 'dc']),
    show: shown(args, format),
    onlyNodes: nodesNamed(cluster, args.value('node')),
    onlyResources: resourcesNamed(cluster, args.value('resource')),
    banPrefix,
    now,
  };
  return { value: { cluster, view, toJSON: () => asData(statusXml(cluster, view)) } };
}

export const crmMon = command<Value, typeof OPTIONS>({
  name: 'crm_mon',
  summary: "show the state of the cluster's nodes and resources",
  description:
    'Output consists of sections: attributes, bans, counts, dc, failcounts, failures, fencing (fencing-failed,\n' +
    'fencing-pending, fencing-succeeded), maint-mode, nodes, operations, options, resources, stack, tickets and times;\n' +
    '"summary" stands for stack, dc, times, counts and maint-mode. XML shows all of them unless told otherwise, text\n' +
    'the summary, nodes, resources and failures.',
  formats: ['text', 'html', 'xml', 'json', 'none'],
  groups: [
    { id: 'display', title: 'Display Options:', help: 'Show display options' },
    { id: 'additional', title: 'Additional Options:', help: 'Show additional options' },
  ],
  options: OPTIONS,
  examples: [
    { text: 'Show the status once', command: 'crm_mon -1' },
    { text: 'Show inactive resources too, all by node', command: 'crm_mon -1 --group-by-node --inactive' },
    { text: 'Show all that is known, as XML', command: 'crm_mon --output-as=xml' },
  ],
  run,
  render: {
    text: ({ cluster, view }) => statusText(cluster, view),
    xml: ({ cluster, view }) => statusXml(cluster, view),
  },
});
