import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readText } from '../../../cib/client/compress.js';
import { shadowFile } from '../../../cib/client/shadow.js';
import { writeDurably } from '../../../cib/client/write.js';
import { CibError } from '../../../cib/result/error.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { flags, many, nothing, sequence, word } from '../../grammar/argument.js';
import { found } from '../../grammar/expectation.js';
import { type Explorer, numberOf } from '../../history/explorer.js';
import { actionCount, attributesOf, shortName, type Transition } from '../../history/scan.js';
import { clockText, dateText } from '../../history/time.js';
import { command, type Outcome } from '../../level.js';
import { remarks } from '../../outcome.js';
import type { Session } from '../../session.js';
import { runTool, showTool } from '../../tool.js';
import { needsCluster } from '../unavailable.js';
import { explorerOf, isChosen } from './state.js';

/** Commands on the transitions that a report has, and their saved inputs. */

const lines = (list: readonly string[]): Outcome<string> => ({ value: list.map((line) => `${line}\n`).join('') });
const MOST = 20;
const nameOf = ({ node, file }: Transition): string => `${node}:${shortName(file)}`;
const tagsOf = ({ tags }: Transition): string => [...tags].sort().join(' ');
const endOf = ({ end }: Transition): string => (end === undefined ? '--:--:--' : clockText(end));

/** Numbers of the last transitions; those in which something happened are marked. */
export function summaryOf(transitions: readonly Transition[]): string {
  const shown = transitions.slice(-MOST).map(({ file, tags }) => `${numberOf(file)}${tags.size > 0 ? '*' : ''}`);
  return `${transitions.length > MOST ? '... ' : ''}${shown.join(' ')}`;
}

/** Numbers of the saved inputs that the report has. */
const PE = found('<pe>', async ({ session }) => {
  if (!isChosen(session)) return [];
  return (await (await explorerOf(session)).transitions()).map(({ file }) => String(numberOf(file)));
});

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
    if (chosen.length === 0) return { failed: true };
    if (!words.includes('v')) return lines(chosen.map(({ path }) => path));
    return lines([
      'Date       Start    End       Filename      Client     User       Origin      Tags',
      '====       =====    ===       ========      ======     ====       ======      ====',
      ...(await Promise.all(chosen.map(detailed))),
    ]);
  },
});

function rangeOf(text: string): [number, number] {
  const [, from, to = from] = /^(\d+)(?::(\d+))?$/.exec(text) ?? [];
  if (from === undefined || Number(to) < Number(from)) throw new CibError('EINVAL', `${text}: invalid peinputs range`);
  return [Number(from), Number(to)];
}

async function detailed(transition: Transition): Promise<string> {
  const { start, file, path } = transition;
  const head = await attributesOf(path);
  const who = ['client', 'user', 'origin'].map((what) => (head?.get(`update-${what}`) ?? `no-${what}`).padEnd(10));
  const when = `${dateText(start)} ${clockText(start)} ${endOf(transition)}`;
  return `${when}  ${shortName(file).padEnd(13)} ${who.join(' ')}   ${tagsOf(transition)}`;
}

export const TRANSITIONS = command({
  name: 'transitions',
  summary: 'List the transitions with their times',
  grammar: nothing,
  async run(_, session) {
    const all = await (await explorerOf(session)).transitions();
    const row = (transition: Transition) => {
      const { start, file, node } = transition;
      const when = `${dateText(start)} ${clockText(start)} - ${endOf(transition)}`;
      return `${when}: ${shortName(file).padEnd(15)} ${node.padEnd(15)} ${tagsOf(transition)}`;
    };
    return lines([`${'Time'.padEnd(30)}  ${'Name'.padEnd(15)} ${'Node'.padEnd(15)} Tags`, ...all.map(row)]);
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
        return needsCluster('drawing a graph');
      case 'log':
        return lines(await explorer.during(transition, () => explorer.log()));
      case 'tags':
        return lines([tagsOf(transition) || 'No tags.']);
      case 'save':
        return save(session, transition, rest[1]);
      default:
        return show(session, explorer, transition, words.filter(isOption));
    }
  },
});

async function show(session: Session, explorer: Explorer, transition: Transition, options: readonly string[]) {
  const { start, end, path, actions } = transition;
  session.say('info', `running ptest with ${path}`);
  const shown = [
    ...(options.includes('scores') ? ['-s'] : []),
    ...(options.includes('utilization') ? ['-U'] : []),
    ...options.filter((text) => /^v+$/.test(text)).map((text) => `-${text.toUpperCase()}`),
  ];
  if (shown.length > 0 || options.includes('actions'))
    await showTool(session, 'crm_simulate', ['-x', path, '-S', ...shown]);
  const kinds = [...(actions ?? [])].map(([name, count]) => `${count} ${name}`).join(', ');
  const title = `Transition ${nameOf(transition)} (${clockText(start)} -`;
  const head =
    end === undefined
      ? [`${title} [unfinished])`]
      : [`${title} ${clockText(end)}):`, `\ttotal ${actionCount(transition)} actions: ${kinds}`];
  return lines([...head, ...(await explorer.during(transition, () => explorer.events()))]);
}

async function save(session: Session, { path, file }: Transition, name = shortName(file)): Promise<Outcome> {
  if (!/^[\w.-]+$/.test(name)) throw new CibError('EINVAL', `Bad filename: ${name}`);
  writeDurably(shadowFile(name, session.env), await readText(path));
  return remarks(`transition ${path} saved to shadow ${name}`);
}

/** The configuration or status of a transition, as text. */
async function rendered(session: Session, which: string, status: boolean): Promise<string> {
  if (which === 'live') needsCluster('comparing with the cluster');
  const { path } = await (await explorerOf(session)).find(which);
  const text = await readText(path);
  if (!status) {
    const { showAll } = await import('../../syntax/show.js');
    return showAll(parseXml(text));
  }
  const directory = mkdtempSync(join(tmpdir(), 'crm-pe-'));
  try {
    const file = join(directory, 'cib.xml');
    writeFileSync(file, text);
    const { CIB_shadow: _, ...env } = session.env;
    return await statusOf(session, { ...env, CIB_file: file });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function statusOf(session: Session, env: Session['env']): Promise<string> {
  const { openCib } = await import('../../../cib/client/open.js');
  const client = await openCib(env, 'crm', undefined, { unchecked: true });
  const { output, status, complaints } = await runTool(session, 'crm_mon', ['-1'], { cib: async () => client });
  await client.close();
  if (status !== 0) throw new CibError('error', `crm_mon exited with code ${status} and said: ${complaints.trim()}`);
  return output;
}

const statusToo = flags('status');

export const SHOW = command({
  name: 'show',
  summary: 'Show the configuration of a transition, or the status',
  examples: ['show 49', 'show 49 status'],
  grammar: sequence({ which: word(PE), status: statusToo }),
  skill: 'administrator',
  run: async ({ which, status }, session) => ({ value: await rendered(session, which, status.has('status')) }),
});

const comparing = (name: 'diff' | 'wdiff', program: string, args: (a: string, b: string) => readonly string[]) =>
  command({
    name,
    summary: name === 'diff' ? 'Compare two transitions' : 'Compare two transitions, word by word',
    examples: [`${name} 48 49`, `${name} 48 49 status`],
    grammar: sequence({ one: word(PE), other: word(PE), status: statusToo }),
    skill: 'administrator',
    async run({ one, other, status }, session) {
      const texts = await Promise.all([one, other].map((which) => rendered(session, which, status.has('status'))));
      const directory = mkdtempSync(join(tmpdir(), 'crm-diff-'));
      try {
        const files = texts.map((text, at) => {
          const file = join(directory, String(at));
          writeFileSync(file, text);
          return file;
        });
        const { stdout, error } = spawnSync(program, [...args(one, other), ...files], { encoding: 'utf8' });
        if (error) throw new CibError('ENOENT', `${program} is not installed`);
        return { value: stdout };
      } finally {
        rmSync(directory, { recursive: true });
      }
    },
  });

export const DIFF = comparing('diff', 'diff', (a, b) => ['-U', '0', '-d', '-b', '--label', a, '--label', b]);
export const WDIFF = comparing('wdiff', 'wdiff', () => []);

export const GRAPH = command({
  name: 'graph',
  summary: 'Draw the configuration of a transition',
  grammar: { ...many(word(PE), 1), usage: '<pe> [dot [<file> [<format>]]]' },
  skill: 'administrator',
  run: () => needsCluster('drawing a graph'),
});
