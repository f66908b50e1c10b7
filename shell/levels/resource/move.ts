import { CibError } from '../../../cib/result/error.js';
import { many, sequence, word } from '../../grammar/argument.js';
import type { Expectation } from '../../grammar/expectation.js';
import { command, type Outcome } from '../../level.js';
import { remarks } from '../../outcome.js';
import type { Session } from '../../session.js';
import { showTool } from '../../tool.js';
import { resource } from '../arguments.js';

/** How long a constraint lasts: a period or date of ISO 8601. */
const LIFETIME = /^(P\d|P\w*T\d|\d{4}-)/;
const LIFETIMES = ['reboot', 'forever'];

const TARGET: Expectation = {
  title: '<node>|<lifetime>|force',
  complete: (world) => [...world.nodes(), 'force'].map((text) => ({ text })),
};
const GRAMMAR = {
  ...sequence({ id: resource, words: many(word(TARGET)) }),
  usage: '<rsc> [<node>] [<lifetime>] [force]',
};

interface Wish {
  readonly id: string;
  readonly words: readonly string[];
}

async function constrain(session: Session, action: 'move' | 'ban', { id, words }: Wish): Promise<Outcome | undefined> {
  const title = action === 'move' ? 'Move' : 'Ban';
  const force = words.includes('force') || session.options.force;
  const rest = words.filter((text) => text !== 'force');
  if (rest.length > 2) throw new CibError('EINVAL', `usage: ${action} ${GRAMMAR.usage}`);
  const nodes = (await session.workspace()).nodes;
  const [first, last] = [rest[0], rest.at(-1)];
  const node = first !== undefined && nodes.includes(first) ? first : undefined;
  if (rest.length === 2 && node === undefined) throw new CibError('ENXIO', `Not our node: ${first}`);
  const timed = last !== undefined && last !== node && (LIFETIME.test(last) || LIFETIMES.includes(last));
  if (rest.length === 1 && node === undefined && !timed) throw new CibError('ENXIO', `Not our node: ${first}`);
  if (action === 'move' && node === undefined && !force) {
    throw new CibError('EINVAL', `No target node: ${title} requires either a target node or 'force'`);
  }
  const args = [
    ...(action === 'move' ? ['--quiet'] : []),
    `--${action}`,
    '--resource',
    id,
    ...(node === undefined ? [] : ['--node', node]),
    ...(timed ? ['--lifetime', last] : []),
    ...(force ? ['--force'] : []),
  ];
  if (!(await showTool(session, 'crm_resource', args))) return { failed: true };
  const place = node === undefined ? '' : ` to ${node}`;
  return remarks(
    `${title} constraint created for ${id}${place}`,
    `Use \`crm resource clear ${id}\` to remove this constraint`,
  );
}

export const MOVE = command({
  name: 'move',
  aliases: ['migrate'],
  summary: 'Have a resource run on another node',
  help: 'Makes a location constraint that prefers the node. Without a node, and with `force`, it is kept away from where it runs. The constraint lasts until `clear`, or for a lifetime given as an ISO 8601 period.',
  examples: ['move vip alpha', 'move vip alpha PT2H', 'move vip force'],
  grammar: GRAMMAR,
  skill: 'administrator',
  waits: true,
  run: (wish, session) => constrain(session, 'move', wish),
});

export const BAN = command({
  name: 'ban',
  summary: 'Keep a resource away from a node',
  help: 'Makes a location constraint against the node, or against where the resource runs. It lasts until `clear`, or for a lifetime given as an ISO 8601 period.',
  examples: ['ban vip alpha', 'ban vip alpha P1D'],
  grammar: GRAMMAR,
  skill: 'administrator',
  waits: true,
  run: (wish, session) => constrain(session, 'ban', wish),
});

export const CLEAR = command({
  name: 'clear',
  aliases: ['unmove', 'unban', 'unmigrate'],
  summary: 'Take back what move and ban did to a resource',
  grammar: resource,
  skill: 'administrator',
  waits: true,
  async run(id, session) {
    const ok = await showTool(session, 'crm_resource', ['--quiet', '--clear', '--resource', id]);
    return ok ? remarks(`Removed migration constraints for ${id}`) : { failed: true };
  },
});
