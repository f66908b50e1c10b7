import { readText } from '../../../cib/client/compress.js';
import { shadowFile } from '../../../cib/client/shadow.js';
import { writeDurably } from '../../../cib/client/write.js';
import { CibError } from '../../../cib/result/error.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { Elements } from '../../answer/elements.js';
import { byName, either, LINES, list, maybe, number, object, text } from '../../answer/shape.js';
import { SIMULATION_OUTPUT } from '../../answer/tools.js';
import { many, nothing, word } from '../../grammar/argument.js';
import { found } from '../../grammar/expectation.js';
import { type Explorer, numberOf } from '../../history/explorer.js';
import { attributesOf, shortName, type Transition } from '../../history/scan.js';
import { clockText, dateText } from '../../history/time.js';
import { command, type Outcome } from '../../level.js';
import { remarks } from '../../outcome.js';
import type { Session } from '../../session.js';
import { askTool, showTool } from '../../tool.js';
import { explorerOf, isChosen } from './state.js';

/** Commands on the transitions that a report has, and their saved inputs. */

const linesText = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const tagsOf = ({ tags }: Transition): string => [...tags].sort().join(' ');

/** A transition as it is told of; times are those of the logs, `2019-03-22 15:07:37`. */
interface Told {
  readonly name: string;
  readonly node: string;
  /** Its saved input. */
  readonly path: string;
  readonly start: string;
  readonly end?: string;
  readonly tags: readonly string[];
}

const stampText = (time: number): string => `${dateText(time)} ${clockText(time)}`;

const told = ({ file, node, path, start, end, tags }: Transition): Told => ({
  name: shortName(file),
  node,
  path,
  start: stampText(start),
  ...(end === undefined ? {} : { end: stampText(end) }),
  tags: [...tags].sort(),
});

const TOLD = {
  name: text('Name of its saved input'),
  node: text('Coordinator'),
  path: text('Its saved input'),
  start: text('As the logs have it'),
  end: maybe(text('Absent if it was not finished')),
  tags: list('tag', text()),
};

const clockOf = (stamp: string | undefined): string => stamp?.split(' ')[1] ?? '--:--:--';

/** Numbers of the saved inputs that the report has. */
export const PE = found('<pe>', async ({ session }) => {
  if (!isChosen(session)) return [];
  return (await (await explorerOf(session)).transitions()).map(({ file }) => String(numberOf(file)));
});

const AUTHOR = object({ client: maybe(text()), user: maybe(text()), origin: maybe(text()) }, 'Whose change led to it');

export const PEINPUTS = command({
  name: 'peinputs',
  summary: 'List the saved inputs of transitions',
  help: 'All, or those of numbers and ranges. With `v`, who had changed what.',
  examples: ['peinputs', 'peinputs 440:444 446 v'],
  grammar: { ...many(word(PE)), usage: '[<number>|<from>:<to> ...] [v]' },
  skill: 'administrator',
  async run(words, session) {
    const explorer = await explorerOf(session);
    const ranges = words.filter((text) => text !== 'v').map(rangeOf);
    const all = await explorer.transitions();
    const chosen =
      ranges.length === 0
        ? all
        : ranges.flatMap(([from, to]) => all.filter(({ file }) => numberOf(file) >= from && numberOf(file) <= to));
    if (chosen.length === 0) throw new CibError('ENXIO', 'no such transitions found in the source');
    return { value: words.includes('v') ? await Promise.all(chosen.map(detailed)) : chosen.map(told) };
  },
  output: list('transition', object({ ...TOLD, by: maybe(AUTHOR) })),
  render: { text: inputsText },
});

/** Whose change led to it, as far as its input says. */
interface Authored extends Told {
  readonly by?: { readonly client?: string; readonly user?: string; readonly origin?: string };
}

function inputsText(transitions: readonly Authored[]): string {
  if (!transitions.some(({ by }) => by)) return linesText(transitions.map(({ path }) => path));
  return linesText([
    'Date       Start    End       Filename      Client     User       Origin      Tags',
    '====       =====    ===       ========      ======     ====       ======      ====',
    ...transitions.map(detailsText),
  ]);
}

function rangeOf(text: string): [number, number] {
  const [, from, to = from] = /^(\d+)(?::(\d+))?$/.exec(text) ?? [];
  if (from === undefined || Number(to) < Number(from)) throw new CibError('EINVAL', `${text}: invalid peinputs range`);
  return [Number(from), Number(to)];
}

const WHO = ['client', 'user', 'origin'] as const;

async function detailed(transition: Transition): Promise<Authored> {
  const head = await attributesOf(transition.path);
  const known = WHO.flatMap((what) => {
    const value = head?.get(`update-${what}`);
    return value === undefined ? [] : [[what, value]];
  });
  return { ...told(transition), by: Object.fromEntries(known) };
}

function detailsText({ name, start, end, tags, by = {} }: Authored): string {
  const who = WHO.map((what) => (by[what] ?? `no-${what}`).padEnd(10));
  return `${start} ${clockOf(end)}  ${name.padEnd(13)} ${who.join(' ')}   ${tags.join(' ')}`;
}

export const TRANSITIONS = command({
  name: 'transitions',
  summary: 'List the transitions with their times',
  grammar: nothing,
  async run(_, session) {
    return { value: (await (await explorerOf(session)).transitions()).map(told) };
  },
  output: list('transition', object(TOLD)),
  render: {
    text(transitions: readonly Told[]) {
      const row = ({ name, node, start, end, tags }: Told) =>
        `${start} - ${clockOf(end)}: ${name.padEnd(15)} ${node.padEnd(15)} ${tags.join(' ')}`;
      const title = `${'Time'.padEnd(30)}  ${'Name'.padEnd(15)} ${'Node'.padEnd(15)} Tags`;
      return linesText([title, ...transitions.map(row)]);
    },
  },
});

const OPTIONS = ['nograph', 'scores', 'actions', 'utilization'];
const isOption = (text: string): boolean => OPTIONS.includes(text) || /^v+$/.test(text);

export const TRANSITION = command({
  name: 'transition',
  summary: 'Show a transition: what was decided, and what happened',
  help: 'One is meant by the number of its saved input, by its place from the end (0, -1 …) or by its file; without any, the last. `log` shows its part of the logs, `tags` what it was about, `save` makes a shadow copy of its input. With scores or utilization, the decision is made again and shown.',
  examples: ['transition', 'transition -1', 'transition 444 scores', 'transition log 49', 'transition save 0 problem'],
  grammar: {
    ...many(word({ ...PE, complete: () => ['showdot', 'log', 'tags', 'save', ...OPTIONS].map((text) => ({ text })) })),
    usage:
      '[<number>|<index>|<file>] [nograph] [v...] [scores] [actions] [utilization] | {showdot|log|tags} [<pe>] | save [<pe> [<name>]]',
  },
  skill: 'administrator',
  async run(words, session) {
    const explorer = await explorerOf(session);
    const [first = ''] = words;
    const action = ['showdot', 'log', 'tags', 'save'].includes(first) ? first : 'show';
    const rest = (action === 'show' ? words : words.slice(1)).filter((text) => action !== 'show' || !isOption(text));
    if (rest.length > (action === 'save' ? 2 : 1))
      throw new CibError('EINVAL', `Bad usage: 'transition ${words.join(' ')}'`);
    const transition = await explorer.find(rest[0]);
    switch (action) {
      case 'showdot':
        return showDot(session, transition);
      case 'log':
        return { value: await explorer.during(transition, () => explorer.log()) };
      case 'tags':
        return { value: session.answer ? told(transition).tags : [tagsOf(transition) || 'No tags.'] };
      case 'save':
        return save(session, transition, rest[1]);
      default:
        return show(session, explorer, transition, words.filter(isOption));
    }
  },
  output: either(
    object({
      ...TOLD,
      actions: byName(number(), 'How many actions there were, by what became of them'),
      events: list('line', text()),
      simulation: maybe(SIMULATION_OUTPUT),
    }),
    { ...LINES, about: 'Lines of the log, or tags' },
  ),
  render: {
    text: (value: ShownTransition | readonly string[]) => linesText('events' in value ? transitionLines(value) : value),
  },
});

/** What was decided, and what happened. */
interface ShownTransition extends Told {
  readonly actions: Readonly<Record<string, number>>;
  readonly events: readonly string[];
  readonly simulation?: Elements;
}

function transitionLines({ node, name, start, end, actions, events }: ShownTransition): string[] {
  const title = `Transition ${node}:${name} (${clockOf(start)} -`;
  if (end === undefined) return [`${title} [unfinished])`, ...events];
  const counts = Object.entries(actions);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const kinds = counts.map(([kind, count]) => `${count} ${kind}`).join(', ');
  return [`${title} ${clockOf(end)}):`, `\ttotal ${total} actions: ${kinds}`, ...events];
}

async function show(session: Session, explorer: Explorer, transition: Transition, options: readonly string[]) {
  const { path, actions } = transition;
  session.say('info', `running ptest with ${path}`);
  const shown = [
    ...(options.includes('scores') ? ['-s'] : []),
    ...(options.includes('utilization') ? ['-U'] : []),
    ...options.filter((text) => /^v+$/.test(text)).map((text) => `-${text.toUpperCase()}`),
  ];
  const args = ['-x', path, '-S', ...shown];
  const simulates = shown.length > 0 || options.includes('actions');
  if (simulates && !session.answer) await showTool(session, 'crm_simulate', args);
  const simulation = simulates && session.answer && (await askTool(session, 'crm_simulate', args)).elements;
  const value: ShownTransition = {
    ...told(transition),
    actions: Object.fromEntries(actions ?? []),
    events: await explorer.during(transition, () => explorer.events()),
    ...(simulation ? { simulation: new Elements(simulation) } : {}),
  };
  return { value };
}

/** Show what was decided as a graph, in a window. */
async function showDot(session: Session, { path }: Transition): Promise<undefined> {
  const [{ transitionGraph }, { deliverGraph }] = await Promise.all([
    import('../../graph/transition.js'),
    import('../../graph/deliver.js'),
  ]);
  const graph = await transitionGraph(session, path);
  if (graph === undefined) throw new CibError('EIO', `${path}: no graph can be made of it`);
  await deliverGraph(session, graph, {});
  return undefined;
}

async function save(session: Session, { path, file }: Transition, name = shortName(file)): Promise<Outcome> {
  if (!/^[\w.-]+$/.test(name)) throw new CibError('EINVAL', `Bad filename: ${name}`);
  writeDurably(shadowFile(name, session.env), await readText(path));
  return remarks(`transition ${path} saved to shadow ${name}`);
}

export const GRAPH = command({
  name: 'graph',
  summary: 'Draw the configuration of a transition',
  grammar: { ...many(word(PE), 1), usage: '<pe> [dot [<file> [<format>]]]' },
  skill: 'administrator',
  help: 'In a window; with `dot`, into a file: in the language of dot(1), or as an image of a format.',
  examples: ['graph 49', 'graph 49 dot cluster.dot', 'graph -1 dot cluster.svg svg'],
  async run([which, kind, file, format, ...rest], session): Promise<Outcome<never> | undefined> {
    if ((kind !== undefined && kind !== 'dot') || rest.length > 0)
      throw new CibError('EINVAL', `unknown graph type ${kind}`);
    const { path } = await (await explorerOf(session)).find(which);
    const [{ configurationGraph }, { deliverGraph }, { Workspace }] = await Promise.all([
      import('../../graph/dot.js'),
      import('../../graph/deliver.js'),
      import('../../workspace/workspace.js'),
    ]);
    await deliverGraph(session, configurationGraph(new Workspace(parseXml(await readText(path)))), { file, format });
    return undefined;
  },
});
