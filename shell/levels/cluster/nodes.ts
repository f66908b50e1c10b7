import { CibError } from '../../../cib/result/error.js';
import { flags, type Grammar } from '../../grammar/argument.js';
import { fromWorld } from '../../grammar/expectation.js';
import { clusterNodes } from '../../remote/members.js';
import type { Session } from '../../session.js';

/** Which nodes a command is for. */
export interface NodeChoice {
  readonly all: boolean;
  /** Also now, not only from the next start of the system on. */
  readonly now: boolean;
  readonly nodes: readonly string[];
}

const NODES = fromWorld('<node>', (world) => ['--all', ...world.nodes()]);

/** `[--now] [--all | <node> ...]` @param withNow whether --now makes a difference */
export const nodeChoice = (withNow = false): Grammar<NodeChoice> => ({
  usage: `${withNow ? '[--now] ' : ''}[--all | <node> ...]`,
  read(reader, session) {
    const given = new Set<string>();
    const nodes: string[] = [];
    while (!reader.done) {
      for (const flag of flags('--all', ...(withNow ? ['--now'] : [])).read(reader, session)) given.add(flag);
      if (reader.done) break;
      if (reader.next?.startsWith('-')) reader.fail(`Unknown option ${reader.next}`);
      nodes.push(reader.any(NODES));
    }
    reader.expect(NODES);
    return { all: given.has('--all'), now: given.has('--now'), nodes };
  },
});

/**
 * The nodes that are meant: this one if none are named.
 * @throws CibError `EINVAL` if both all and some are named, `ENXIO` if a name is none of a node
 */
export async function chosenNodes(session: Session, { all, nodes }: NodeChoice): Promise<string[]> {
  if (all && nodes.length > 0) throw new CibError('EINVAL', 'Should either use --all or specific node(s)');
  if (!all && nodes.length === 0) return [session.host];
  const known = await clusterNodes(session);
  const strange = nodes.find((node) => !known.includes(node));
  if (strange !== undefined) throw new CibError('ENXIO', `Node "${strange}" is not a cluster node`);
  return all ? known : [...new Set(nodes)];
}
