import { writeDurably } from '../cib/client/write.js';
import { CibError, fromSystemError } from '../cib/result/error.js';
import type { Element } from '../cib/xml/element.js';
import { serializePretty } from '../cib/xml/serialize.js';
import type { Cluster } from '../daemon/scheduler/model/cluster.js';
import { command, type Outcome } from './command/command.js';
import type { Context } from './command/context.js';
import { flag, value } from './command/option.js';
import type { Args } from './command/parse.js';
import { readInput, type Source } from './simulation/input.js';
import { type Hooks, simulate, type Wish } from './simulation/simulate.js';
import type { Simulation } from './simulation/simulation.js';
import { simulationText } from './simulation/text.js';
import { simulationElements } from './simulation/xml.js';
import { asData } from './status/data.js';

const OPERATION = { group: 'operations' } as const;
const EVENT = { group: 'synthetic' } as const;
const ARTIFACT = { group: 'artifact' } as const;
const SOURCE = { group: 'source' } as const;

const OPTIONS = {
  quiet: flag('Show only what was asked for', { short: 'Q' }),
  run: flag('Show what the cluster would do', { short: 'R', ...OPERATION }),
  simulate: flag('Show it, pretend to do it, and show the state that results', { short: 'S', ...OPERATION }),
  'in-place': flag('Like --simulate, and write the result back to the input', { short: 'X', ...OPERATION }),
  'show-attrs': flag('Show node attributes', { short: 'A', ...OPERATION }),
  'show-failcounts': flag('Show fail counts of resources', { short: 'c', ...OPERATION }),
  'show-scores': flag('Show the scores by which nodes are chosen', { short: 's', ...OPERATION }),
  'show-utilization': flag('Show capacities of nodes and what resources take of them', { short: 'U', ...OPERATION }),
  profile: value('DIR', 'Measure the time taken for each XML file of a directory', {
    short: 'P',
    aliases: ['test-dir'],
    complete: 'directory',
    ...OPERATION,
  }),
  repeat: value('N', 'With --profile: run each file so many times', { short: 'N', ...OPERATION }),
  pending: flag('Show pending operations (they are always shown)', { short: 'j', hidden: true, ...OPERATION }),
  'node-up': value('NODE', 'Pretend that a node comes online', { short: 'u', complete: 'node', ...EVENT }),
  'node-down': value('NODE', 'Pretend that a node goes offline', { short: 'd', complete: 'node', ...EVENT }),
  'node-fail': value('NODE', 'Pretend that a node fails', { short: 'f', complete: 'node', ...EVENT }),
  'op-inject': value('OPSPEC', 'Pretend that an operation had a result', { short: 'i', ...EVENT }),
  'op-fail': value('OPSPEC', 'If the operation takes place in the simulation, let it end with that result', {
    short: 'F',
    ...EVENT,
  }),
  'set-datetime': value('DATETIME', 'Pretend that it is this time (ISO 8601)', {
    short: 't',
    complete: 'date',
    ...EVENT,
  }),
  quorum: value('QUORUM', "Pretend that there is quorum ('1' or 'true'), or none", { short: 'q', ...EVENT }),
  watchdog: value('DEVICE', "Pretend that there is an active watchdog ('1' or 'true'), or none", {
    short: 'w',
    ...EVENT,
  }),
  'ticket-grant': value('TICKET', 'Pretend that a ticket is granted', { short: 'g', complete: 'ticket', ...EVENT }),
  'ticket-revoke': value('TICKET', 'Pretend that a ticket is revoked', { short: 'r', complete: 'ticket', ...EVENT }),
  'ticket-standby': value('TICKET', 'Pretend that a ticket is put in standby', {
    short: 'b',
    complete: 'ticket',
    ...EVENT,
  }),
  'ticket-activate': value('TICKET', 'Pretend that a ticket leaves standby', {
    short: 'e',
    complete: 'ticket',
    ...EVENT,
  }),
  'save-input': value('FILE', 'Write the CIB that is decided upon to a file', {
    short: 'I',
    complete: 'file',
    ...ARTIFACT,
  }),
  'save-output': value('FILE', 'Write the CIB that results to a file', { short: 'O', complete: 'file', ...ARTIFACT }),
  'save-graph': value('FILE', 'Write the transition to a file, as XML', { short: 'G', complete: 'file', ...ARTIFACT }),
  'save-dotfile': value('FILE', 'Write the transition to a file, for dot(1)', {
    short: 'D',
    complete: 'file',
    ...ARTIFACT,
  }),
  'all-actions': flag('Draw actions that need not be done, too', { short: 'a', ...ARTIFACT }),
  'live-check': flag('Take the CIB of the running cluster', { short: 'L', aliases: ['live'], ...SOURCE }),
  'xml-file': value('FILE', 'Take the CIB from a file', { short: 'x', complete: 'file', ...SOURCE }),
  'xml-pipe': flag('Take the CIB from standard input', { short: 'p', ...SOURCE }),
} as const;

type Name = keyof typeof OPTIONS;

function sourceOf(args: Args<Name>): Source {
  const given = args.last('live-check', 'xml-file', 'xml-pipe');
  if (given?.name === 'live-check') return { kind: 'live' };
  if (given?.name === 'xml-file' && given.value !== undefined && given.value !== '-') {
    return { kind: 'file', file: given.value };
  }
  return { kind: 'pipe' };
}

function wishOf(args: Args<Name>, source: Source, { format }: Context): Wish {
  const execute = args.has('simulate') || args.has('in-place') || args.has('op-fail');
  const shows = (['show-scores', 'show-utilization', 'save-graph', 'save-dotfile'] as const).some((name) =>
    args.has(name),
  );
  return {
    // XML is never shortened
    quiet: args.has('quiet') && format !== 'xml',
    process: execute || shows || args.has('run'),
    execute,
    scores: args.has('show-scores'),
    utilization: args.has('show-utilization'),
    sanitized: source.kind !== 'live',
    sections: [
      ...(args.has('show-attrs') ? (['attributes'] as const) : []),
      ...(args.has('show-failcounts') ? (['failcounts', 'failures'] as const) : []),
    ],
    date: args.value('set-datetime'),
    injections: {
      quorum: args.value('quorum'),
      watchdog: args.value('watchdog'),
      nodesUp: args.values('node-up'),
      nodesDown: args.values('node-down'),
      nodesFailed: args.values('node-fail'),
      ticketsGranted: args.values('ticket-grant'),
      ticketsRevoked: args.values('ticket-revoke'),
      ticketsStandby: args.values('ticket-standby'),
      ticketsActive: args.values('ticket-activate'),
      operations: args.values('op-inject'),
    },
    failures: args.values('op-fail'),
  };
}

async function run(args: Args<Name>, context: Context): Promise<Outcome<Simulation>> {
  const directory = args.value('profile');
  if (directory !== undefined) return profiled(directory, args, context);
  const source = sourceOf(args);
  const wish = wishOf(args, source, context);
  let cib: Element;
  try {
    cib = await readInput(source, context);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    return rejected(error, context);
  }

  const { graphXml } = await import('../daemon/scheduler/serialise/graph-xml.js');
  const { dotGraph } = await import('../daemon/scheduler/serialise/dot.js');
  const show = await statusIn(context);
  const errors: string[] = [];
  const result = simulate(cib, wish, {
    now: context.now(),
    problem: (text) => errors.push(text),
    log: (cluster) => logAll(cluster, context),
    show,
    input: (input) => save(args.value('save-input'), () => serializePretty(input)),
    decided(cluster, graph) {
      save(args.value('save-graph'), () => serializePretty(graphXml(cluster, graph)), 'graph_error');
      const look = { allActions: args.has('all-actions'), ids: context.verbosity > 0 };
      save(args.value('save-dotfile'), () => dotGraph(cluster, look), 'dot_error');
    },
  });
  await store(result.cib, args, source, context);
  // Scores by themselves are for programs to read
  const simulation = shown(result.parts, !(wish.scores && wish.quiet));
  return { value: simulation, errors, ...(!result.complete && { exit: 'ERROR' as const }) };
}

/** A simulation that knows what it is as JSON. */
function shown(parts: Simulation['parts'], fancy: boolean): Simulation & { toJSON(): unknown } {
  const simulation = { parts, fancy };
  return { ...simulation, toJSON: () => asData(simulationElements(simulation)) };
}

/** How the state of a cluster is shown, in the format asked for. */
async function statusIn({ format }: Context): Promise<Hooks['show']> {
  if (format === 'xml' || format === 'json') {
    const { statusXml } = await import('./status/xml/status.js');
    return (cluster, view) => ({ elements: statusXml(cluster, view) });
  }
  const { statusText } = await import('./status/text/status.js');
  return (cluster, view) => ({ text: statusText(cluster, view) });
}

function logAll(cluster: Cluster, context: Context): void {
  for (const { level, source, text } of cluster.log) context.log(level, source, text);
}

function save(file: string | undefined, text: () => string, code?: 'graph_error' | 'dot_error'): void {
  if (file === undefined) return;
  try {
    writeDurably(file, text());
  } catch (error) {
    throw code === undefined ? fromSystemError(error) : new CibError(code);
  }
}

/** Keep the result where it is wanted. What was changed in the live cluster alone cannot be kept. */
async function store(cib: Element, args: Args<Name>, source: Source, context: Context): Promise<void> {
  const inPlace = args.has('in-place');
  if (inPlace && source.kind === 'live') {
    const client = await context.cib();
    if (client.backend === 'shadow') save(client.location, () => serializePretty(cib));
    return;
  }
  const file = inPlace && source.kind === 'file' ? source.file : args.value('save-output');
  if (file === undefined || (inPlace && source.kind === 'pipe')) return;
  try {
    save(file, () => serializePretty(cib));
  } catch (error) {
    const { rc } = fromSystemError(error);
    throw new CibError('ENOENT', `Could not create '${file}': ${rc.description}`);
  }
}

/** What is wrong with the input: said by whoever looked at it, or here. */
function rejected(error: CibError, context: Context): Outcome<Simulation> {
  const silent = error.code === 'schema_validation' || error.code === 'cib_corrupt';
  // That an upgrade failed is for people to read, whatever the format
  const plain = error.code === 'transform_failed';
  if (plain) context.warn(`${error.message}\n`);
  const errors = silent || plain ? [] : [`${context.program}: ${error.message}`];
  return { exit: error.rc.exit, errors };
}

async function profiled(directory: string, args: Args<Name>, context: Context): Promise<Outcome<Simulation>> {
  const { profile } = await import('./simulation/profile.js');
  const files = await profile(
    directory,
    wishOf(args, { kind: 'pipe' }, context),
    Number(args.value('repeat') ?? 1),
    context,
  );
  return { value: shown(files.length > 0 ? [{ kind: 'timings', files }] : [], true) };
}

export const crmSimulate = command<Simulation, typeof OPTIONS>({
  name: 'crm_simulate',
  summary: "simulate a Pacemaker cluster's response to events",
  description:
    'An OPSPEC names an operation and its result, an OCF exit status: RESOURCE_TASK_INTERVAL@NODE=STATUS, with the\ninterval in milliseconds, e.g. memcached_monitor_20000@node1=7.',
  formats: ['text', 'xml', 'json', 'none'],
  groups: [
    { id: 'operations', title: 'Operations:', help: 'Show operations options' },
    { id: 'synthetic', title: 'Synthetic Cluster Events:', help: 'Show synthetic cluster event options' },
    { id: 'artifact', title: 'Artifact Options:', help: 'Show artifact options' },
    { id: 'source', title: 'Data Source:', help: 'Show data source options' },
  ],
  options: OPTIONS,
  examples: [
    {
      text: 'A monitor finds memcached stopped, and then it cannot be stopped: what would the cluster do',
      command:
        'crm_simulate -LS --op-inject memcached_monitor_20000@node1=7 --op-fail memcached_stop_0@node1=1 --save-output /tmp/memcached.xml',
    },
    { text: 'And what after that', command: 'crm_simulate -S --xml-file /tmp/memcached.xml' },
  ],
  run,
  render: { text: simulationText, xml: simulationElements },
});
