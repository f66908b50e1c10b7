import { flag, list, number, object, type Shape, text } from '../../answer/shape.js';
import { many, sequence, word } from '../../grammar/argument.js';
import { type Expectation, FILE, free } from '../../grammar/expectation.js';
import { type Command, command, type Message, type Outcome } from '../../level.js';
import { type Comparison, compareFile, pushFile } from '../../remote/compare.js';
import { nodeError, onEach } from '../../remote/fanout.js';
import { clusterNodes, otherNodes } from '../../remote/members.js';
import type { Session } from '../../session.js';
import { NODE } from '../arguments.js';

/** Commands and files on several nodes. */

interface NodeRun {
  readonly node: string;
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const RUN: Command = command({
  name: 'run',
  summary: 'Run a command on nodes',
  help: 'On all nodes, or on those that are named. The command is one word: quote it if it has blanks. A shell reads it there.',
  examples: ['run uptime', "run 'systemctl status corosync' alpha"],
  grammar: sequence({ line: word(free('<command>')), nodes: many(word(NODE)) }),
  skill: 'expert',
  async run({ line, nodes }, session): Promise<Outcome<NodeRun[]>> {
    const runner = await session.runner();
    const wanted = nodes.length > 0 ? nodes : await clusterNodes(session);
    const results = await onEach(wanted, (node) =>
      runner.run(node === session.host ? undefined : node, ['sh', '-c', line]),
    );
    return {
      value: results.flatMap((result) => (result.ok ? [{ node: result.node, ...result.value }] : [])),
      messages: results.flatMap((result): Message[] => {
        if (!result.ok) return [{ level: 'error', text: nodeError(result.node, result.error) }];
        const { status, stdout, stderr } = result.value;
        const text = `[${result.node}]: rc=${status}\n${stdout}\n${stderr}`.trimEnd();
        return status === 0 ? [] : [{ level: 'error', text }];
      }),
      failed: results.some((result) => !result.ok || result.value.status !== 0),
    };
  },
  output: list('run', object({ node: text(), status: number('Exit status'), stdout: text(), stderr: text() })),
  render: {
    text: (runs: readonly NodeRun[]) =>
      runs
        .filter(({ status }) => status === 0)
        .map(({ node, stdout }) => `INFO: [${node}]\n${stdout === '' ? '' : `${stdout.trimEnd()}\n`}`)
        .join(''),
  },
});

/** Copy a file to nodes, and tell which have it. */
export async function push(session: Session, path: string, nodes: readonly string[]): Promise<Outcome<never>> {
  const results = await pushFile(session, path, nodes);
  return {
    messages: results.map(
      (result): Message =>
        result.ok
          ? { level: 'info', text: result.node }
          : { level: 'error', text: `Failed to push ${path} to ${result.node}: ${result.error.message}` },
    ),
    failed: results.some(({ ok }) => !ok),
  };
}

export const COPY = command({
  name: 'copy',
  summary: 'Copy a file to other nodes',
  help: 'To the same place there, with its permissions: to all other nodes, or to those that are named.',
  examples: ['copy /etc/hosts', 'copy /etc/drbd.conf beta'],
  grammar: sequence({ path: word(FILE), nodes: many(word(NODE)) }),
  run: async ({ path, nodes }, session) => push(session, path, nodes.length > 0 ? nodes : await otherNodes(session)),
});

const NODE_OR_CHECKSUM: Expectation = {
  title: '<node>',
  complete: (world) => ['--checksum', ...world.nodes()].map((text) => ({ text })),
};

/** `[--checksum] [<node> ...]` */
export const compared = {
  ...many(word(NODE_OR_CHECKSUM)),
  usage: '[--checksum] [<node> ...]',
};

export async function compare(session: Session, path: string, words: readonly string[]): Promise<Outcome<Comparison>> {
  const nodes = words.filter((text) => text !== '--checksum');
  return { value: await compareFile(session, path, nodes, words.includes('--checksum')) };
}

export const COMPARISON_OUTPUT: Shape = object({
  path: text(),
  text: text('Unified differences, or lines of a table of checksums'),
  same: flag('The file is the same everywhere'),
});

export const comparison = { text: ({ text }: Comparison): string => text };

export const DIFF = command({
  name: 'diff',
  summary: 'Compare a file between nodes',
  help: 'Shows how the file of each of the other nodes differs from that of this one. If only others are named, the first two are compared. With `--checksum`, checksums only.',
  examples: ['diff /etc/hosts', 'diff /etc/hosts --checksum', 'diff /etc/hosts beta gamma'],
  grammar: sequence({ path: word(FILE), words: compared }),
  run: ({ path, words }, session) => compare(session, path, words),
  output: COMPARISON_OUTPUT,
  render: comparison,
});
