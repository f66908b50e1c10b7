import { CibError } from '../../../cib/result/error.js';
import { flag, LINES, list, maybe, number, object, text } from '../../answer/shape.js';
import { choice, flags, many, nothing, optional, sequence, word } from '../../grammar/argument.js';
import { FILE, free } from '../../grammar/expectation.js';
import { numberOf } from '../../history/explorer.js';
import { LIVE } from '../../history/report.js';
import { parseTime } from '../../history/sessions.js';
import { clockText, dateText } from '../../history/time.js';
import { command, type Outcome } from '../../level.js';
import { coordinator } from '../../remote/controller.js';
import { NODE, RESOURCE } from '../arguments.js';
import { choose, explorerOf, isChosen, renew, setNodes, sourceOf } from './state.js';

/** Commands that choose what is looked at, and show lines of logs. */

const shown = (lines: readonly string[]) => ({ value: lines });
const linesText = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
const asLines = { output: LINES, render: { text: linesText } };

export const SOURCE = command({
  name: 'source',
  summary: 'Choose where the past is read from',
  help: 'A directory or archive that `report` has made, or a saved session. Without a word, tell what is looked at.',
  examples: ['source report.tar.bz2', 'source live'],
  grammar: optional(word(FILE)),
  skill: 'administrator',
  async run(source, session) {
    if (source === undefined) return { value: { source: sourceOf(session) } };
    await choose(session, source);
    return undefined;
  },
  output: object({ source: text('live, or the report') }),
  render: { text: ({ source }: { source: string }) => `Current source: ${source}\n` },
});

export const LIMIT = command({
  name: 'limit',
  aliases: ['timeframe'],
  summary: 'Choose the span of time that is looked at',
  help: 'Without a time, all there is.',
  examples: ['limit "2019-03-22 10:00" "2019-03-22 12:00"', 'limit'],
  grammar: sequence({ from: optional(word(free('<from>'))), to: optional(word(free('<to>'))) }),
  skill: 'administrator',
  async run(given, session) {
    let [from, to] = [parseTime(given.from), parseTime(given.to)];
    if (from !== undefined && from === to) {
      throw new CibError('EINVAL', `${given.from} - ${given.to}: To and from dates cannot be the same`);
    }
    if (from !== undefined && to !== undefined && to < from) [from, to] = [to, from];
    const explorer = from === undefined ? await explorerOf(session) : await renew(session, { from: from * 1000 });
    [explorer.from, explorer.to] = [from, to];
    return undefined;
  },
});

export const INFO = command({
  name: 'info',
  summary: 'Show what is looked at',
  grammar: nothing,
  skill: 'administrator',
  async run(_, session) {
    const explorer = await explorerOf(session);
    const { report } = explorer;
    const when = (side: 'from' | 'to') => {
      const time = explorer.limit(side);
      return time === undefined ? {} : { [side]: `${dateText(time)} ${clockText(time)}` };
    };
    const value: Info = {
      source: report.source,
      created: report.created,
      creator: report.creator,
      ...when('from'),
      ...when('to'),
      nodes: report.nodes,
      groups: [...report.groups.keys()],
      clones: [...report.clones.keys()],
      resources: report.primitives,
      transitions: (await explorer.transitions()).map(({ file, tags }) => ({
        number: numberOf(file),
        eventful: tags.size > 0,
      })),
    };
    return { value };
  },
  output: object({
    source: text('The report'),
    created: text(),
    creator: text(),
    from: maybe(text('As the logs have it')),
    to: maybe(text('As the logs have it')),
    nodes: list('node', text()),
    groups: list('group', text()),
    clones: list('clone', text()),
    resources: list('resource', text()),
    transitions: list('transition', object({ number: number(), eventful: flag('Something happened in it') })),
  }),
  render: { text: infoText },
});

/** What is looked at. */
interface Info {
  readonly source: string;
  readonly created: string;
  readonly creator: string;
  readonly from?: string;
  readonly to?: string;
  readonly nodes: readonly string[];
  readonly groups: readonly string[];
  readonly clones: readonly string[];
  readonly resources: readonly string[];
  readonly transitions: readonly { readonly number: number; readonly eventful: boolean }[];
}

/** So many of the last transitions are told. */
const MOST = 20;

function infoText(info: Info): string {
  const numbers = info.transitions.slice(-MOST).map(({ number, eventful }) => `${number}${eventful ? '*' : ''}`);
  const ellipsis = info.transitions.length > MOST ? '... ' : '';
  return linesText([
    `Source: ${info.source}`,
    `Created on: ${info.created}`,
    `By: ${info.creator}`,
    `Period: ${info.from ?? '--/--/-- --:--:--'} - ${info.to ?? '--/--/-- --:--:--'}`,
    `Nodes: ${info.nodes.join(' ')}`,
    `Groups: ${info.groups.join(' ')}`,
    `Clones: ${info.clones.join(' ')}`,
    `Resources: ${info.resources.join(' ')}`,
    `Transitions: ${ellipsis}${numbers.join(' ')}`,
  ]);
}

export const EVENTS = command({
  name: 'events',
  summary: 'Show what was noteworthy',
  grammar: nothing,
  skill: 'administrator',
  run: async (_, session) => shown(await (await explorerOf(session)).events()),
  ...asLines,
});

export const NODE_EVENTS = command({
  name: 'node',
  summary: 'Show what happened to nodes',
  help: 'Names may be regular expressions.',
  grammar: many(word(NODE), 1),
  skill: 'administrator',
  run: async (names, session) => shown(await (await explorerOf(session)).events('node', names)),
  ...asLines,
});

export const RESOURCE_EVENTS = command({
  name: 'resource',
  summary: 'Show what happened to resources',
  help: 'A group or clone stands for what is in it.',
  grammar: many(word(RESOURCE), 1),
  skill: 'administrator',
  run: async (ids, session) => shown(await (await explorerOf(session)).resourceEvents(ids)),
  ...asLines,
});

export const LOG = command({
  name: 'log',
  summary: 'Show the logs of nodes, as one',
  help: 'Without a name, of all nodes.',
  grammar: many(word(NODE)),
  skill: 'administrator',
  run: async (nodes, session) => shown((await explorerOf(session)).log(nodes)),
  ...asLines,
});

export const EXCLUDE = command({
  name: 'exclude',
  summary: 'Leave out lines that match a regular expression',
  help: 'Each adds to those before; `clear` forgets them. Without a word, list them.',
  examples: ['exclude corosync|sshd', 'exclude clear'],
  grammar: optional(word({ title: '<regex>|clear', complete: () => [{ text: 'clear' }] })),
  skill: 'administrator',
  async run(pattern, session) {
    const explorer = await explorerOf(session);
    if (pattern === undefined) return { value: explorer.excluded };
    if (pattern === 'clear') {
      explorer.excluded = [];
      return undefined;
    }
    try {
      new RegExp(pattern);
    } catch (error) {
      throw new CibError('EINVAL', `bad regex ${pattern}: ${(error as Error).message}`);
    }
    explorer.excluded.push(pattern);
    return undefined;
  },
  output: list('pattern', text()),
  render: { text: (patterns: readonly string[]) => `${patterns.join('\n')}\n` },
});

export const DETAIL = command({
  name: 'detail',
  summary: 'Choose how much is told: 0 or 1',
  grammar: choice('0', '1'),
  skill: 'administrator',
  async run(level, session) {
    const explorer = await explorerOf(session);
    explorer.detail = Number(level);
    await explorer.scan(true);
    return undefined;
  },
});

export const REFRESH = command({
  name: 'refresh',
  summary: 'Read the logs anew',
  help: 'Of the cluster itself they are collected anew if that is a minute ago; with `force` in any case.',
  grammar: flags('force', '--force'),
  skill: 'administrator',
  async run(given, session) {
    const { transitions, events, missing } = await (await renew(session, { anew: given.size > 0 })).scan(true);
    const count = [...events.values()].reduce((sum, list) => sum + list.length, 0);
    return { value: { transitions: transitions.length, events: count, missing } };
  },
  output: object({ transitions: number(), events: number(), missing: number('Inputs that the report lacks') }),
  render: {
    text({ transitions, events, missing }: { transitions: number; events: number; missing: number }) {
      const lost = missing > 0 ? ` and ${missing} missing PE input files` : '';
      return linesText(['Refreshing log data...', `${transitions} transitions, ${events} events${lost}.`]);
    },
  },
});

export const SETNODES = command({
  name: 'setnodes',
  summary: 'Choose the nodes whose logs are collected',
  help: 'For a live cluster; a report has the nodes that it has.',
  grammar: many(word(NODE), 1),
  skill: 'administrator',
  async run(names, session): Promise<Outcome<never> | undefined> {
    if (!isChosen(session) || (await explorerOf(session)).live) {
      await setNodes(session, names);
      return undefined;
    }
    const told = 'setting nodes not necessary for existing reports, proceeding anyway';
    return { messages: [{ level: 'info', text: told }] };
  },
});

export const LATEST = command({
  name: 'latest',
  summary: 'Show what happened in the last transition of the cluster',
  help: 'Of the cluster itself, once it has done what it is about.',
  grammar: nothing,
  skill: 'administrator',
  async run(_, session): Promise<Outcome<readonly string[]>> {
    if ((await coordinator(session)) === undefined) {
      return { messages: [{ level: 'warning', text: "can't find DC" }], failed: true };
    }
    await choose(session, LIVE);
    const explorer = await renew(session, { anew: true });
    return shown(await explorer.during(await explorer.find('0'), () => explorer.log()));
  },
  ...asLines,
});
