import { CibError } from '../../../cib/result/error.js';
import { choice, flags, many, nothing, optional, sequence, word } from '../../grammar/argument.js';
import { FILE, free } from '../../grammar/expectation.js';
import { parseTime } from '../../history/sessions.js';
import { clockText, dateText } from '../../history/time.js';
import { command } from '../../level.js';
import { NODE, RESOURCE } from '../arguments.js';
import { needsCluster } from '../unavailable.js';
import { choose, explorerOf, sourceOf } from './state.js';
import { summaryOf } from './transitions.js';

/** Commands that choose what is looked at, and show lines of logs. */

const text = (lines: readonly string[]) => ({ value: lines });
const render = { text: (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('') };

export const SOURCE = command({
  name: 'source',
  summary: 'Choose where the past is read from',
  help: 'A directory or archive that `report` has made, or a saved session. Without a word, tell what is looked at.',
  examples: ['source report.tar.bz2', 'source live'],
  grammar: optional(word(FILE)),
  skill: 'administrator',
  async run(source, session) {
    if (source === undefined) return { value: `Current source: ${sourceOf(session)}\n` };
    await choose(session, source);
    return undefined;
  },
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
    const explorer = await explorerOf(session);
    let [from, to] = [parseTime(given.from), parseTime(given.to)];
    if (from !== undefined && from === to) {
      throw new CibError('EINVAL', `${given.from} - ${given.to}: To and from dates cannot be the same`);
    }
    if (from !== undefined && to !== undefined && to < from) [from, to] = [to, from];
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
    const when = (time: number | undefined) =>
      time === undefined ? '--/--/-- --:--:--' : `${dateText(time)} ${clockText(time)}`;
    return text([
      `Source: ${report.source}`,
      `Created on: ${report.created}`,
      `By: ${report.creator}`,
      `Period: ${when(explorer.limit('from'))} - ${when(explorer.limit('to'))}`,
      `Nodes: ${report.nodes.join(' ')}`,
      `Groups: ${[...report.groups.keys()].join(' ')}`,
      `Clones: ${[...report.clones.keys()].join(' ')}`,
      `Resources: ${report.primitives.join(' ')}`,
      `Transitions: ${summaryOf(await explorer.transitions())}`,
    ]);
  },
  render,
});

export const EVENTS = command({
  name: 'events',
  summary: 'Show what was noteworthy',
  grammar: nothing,
  skill: 'administrator',
  run: async (_, session) => text(await (await explorerOf(session)).events()),
  render,
});

export const NODE_EVENTS = command({
  name: 'node',
  summary: 'Show what happened to nodes',
  help: 'Names may be regular expressions.',
  grammar: many(word(NODE), 1),
  skill: 'administrator',
  run: async (names, session) => text(await (await explorerOf(session)).events('node', names)),
  render,
});

export const RESOURCE_EVENTS = command({
  name: 'resource',
  summary: 'Show what happened to resources',
  help: 'A group or clone stands for what is in it.',
  grammar: many(word(RESOURCE), 1),
  skill: 'administrator',
  run: async (ids, session) => text(await (await explorerOf(session)).resourceEvents(ids)),
  render,
});

export const LOG = command({
  name: 'log',
  summary: 'Show the logs of nodes, as one',
  help: 'Without a name, of all nodes.',
  grammar: many(word(NODE)),
  skill: 'administrator',
  run: async (nodes, session) => text((await explorerOf(session)).log(nodes)),
  render,
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
    if (pattern === undefined) return { value: `${explorer.excluded.join('\n')}\n` };
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
  grammar: flags('force', '--force'),
  skill: 'administrator',
  async run(_, session) {
    const { transitions, events, missing } = await (await explorerOf(session)).scan(true);
    const count = [...events.values()].reduce((sum, list) => sum + list.length, 0);
    const lost = missing > 0 ? ` and ${missing} missing PE input files` : '';
    const listed =
      missing > 0
        ? `${transitions.length} transitions, ${count} events${lost}.`
        : `${transitions.length} transitions, ${count} events.`;
    return text(['Refreshing log data...', listed]);
  },
  render,
});

export const SETNODES = command({
  name: 'setnodes',
  summary: 'Choose the nodes whose logs are collected',
  help: 'For a live cluster; a report has the nodes that it has.',
  grammar: many(word(NODE), 1),
  skill: 'administrator',
  async run(_, session) {
    await explorerOf(session);
    const told = 'setting nodes not necessary for existing reports, proceeding anyway';
    return { messages: [{ level: 'info', text: told }] };
  },
});

export const LATEST = command({
  name: 'latest',
  summary: 'Show what happened in the last transition of the cluster',
  grammar: nothing,
  skill: 'administrator',
  run: () => needsCluster('`history latest`'),
});
