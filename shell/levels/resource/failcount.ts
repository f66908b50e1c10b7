import { CibError } from '../../../cib/result/error.js';
import { xpathLiteral } from '../../../cib/xpath/literal.js';
import { choice, optional, sequence, word } from '../../grammar/argument.js';
import { free } from '../../grammar/expectation.js';
import { command, type Outcome } from '../../level.js';
import { succeeded } from '../../outcome.js';
import type { Session } from '../../session.js';
import { showTool } from '../../tool.js';
import { node, resource } from '../arguments.js';
import { ATTRIBUTE_OUTPUT, attributeFrom } from '../attributes.js';

const USAGE = 'Usage: failcount <rsc> set <node> <value> [operation] [interval]';

interface Given {
  readonly id: string;
  readonly action: 'set' | 'delete' | 'show';
  readonly node: string;
  readonly value: string | undefined;
  readonly operation: string | undefined;
  /** Seconds. */
  readonly interval: string | undefined;
}

/** A fail count there is: of one operation with one interval. */
interface Count {
  readonly operation: string;
  /** Milliseconds. */
  readonly interval: string;
}

const toMilliseconds = (seconds: string): string => (seconds === '0' ? '0' : `${seconds}000`);
const toSeconds = (milliseconds: string): string => String(Math.floor(Number(milliseconds) / 1000));

export const FAILCOUNT = command({
  name: 'failcount',
  summary: 'Set, delete or show how often a resource has failed on a node',
  help: 'Failures are counted for each operation by itself; which one is meant has to be said only if there are several. Intervals are in seconds.',
  examples: ['failcount vip show alpha', 'failcount vip set alpha 0', 'failcount vip set alpha 3 monitor 10'],
  grammar: {
    ...sequence({
      id: resource,
      action: choice('set', 'delete', 'show'),
      node,
      value: optional(word(free('<value>'))),
      operation: optional(word(free('<operation>'))),
      interval: optional(word(free('<interval>'))),
    }),
    usage: '<rsc> set <node> <value> [<operation> [<interval>]] | <rsc> {delete|show} <node>',
  },
  waits: true,
  output: ATTRIBUTE_OUTPUT,
  async run(given: Given, session) {
    const workspace = await session.workspace();
    if (!workspace.findResource(given.id)) {
      session.say('warning', `Resource ${given.id} not in this cluster`);
      return undefined;
    }
    if (!workspace.findNode(given.node)) throw new CibError('ENXIO', `Node ${given.node} not in this cluster`);
    if (given.action === 'set') return set(session, given);
    const flag = given.action === 'delete' ? '-D' : '-G';
    const args = [flag, '-r', given.id, '-N', given.node];
    if (session.answer) return attributeFrom(session, 'crm_failcount', args);
    return succeeded(await showTool(session, 'crm_failcount', args));
  },
});

async function set(session: Session, given: Given): Promise<Outcome | undefined> {
  const { id, value, operation, interval } = given;
  if (value === undefined || !/^(\d+|INFINITY)$/.test(value)) {
    throw new CibError('EINVAL', "value should be a non-negative integer or 'INFINITY'");
  }
  const counts = await countsOf(session, given);
  if (counts.length === 0 && (operation === undefined || interval === undefined)) {
    session.say('warning', `Should specify operation and interval\n${USAGE}`);
    return undefined;
  }
  const fitting = counts.filter(
    (count) =>
      (operation === undefined || count.operation === operation) &&
      (interval === undefined || count.interval === toMilliseconds(interval)),
  );
  if (counts.length > 0 && fitting.length === 0) throw new CibError('EINVAL', choices(given, counts));
  if (fitting.length > 1 && value !== '0')
    throw new CibError('EINVAL', choices({ ...given, operation: undefined }, counts));
  const named = fitting.map((count) => `${count.operation}_${count.interval}`);
  const [only, ...more] = named.length > 0 ? named : [`${operation}_${toMilliseconds(interval as string)}`];
  const which =
    more.length === 0 ? ['-n', `fail-count-${id}#${only}`] : ['-P', `fail-count-${id}#${[only, ...more].join('|')}`];
  const change = ['-t', 'status', ...which, '-N', given.node, '-v', value];
  return succeeded(await showTool(session, 'crm_attribute', change));
}

function choices({ operation, interval }: Given, counts: readonly Count[]): string {
  if (operation !== undefined && interval === undefined) {
    return `Should specify operation between (${counts.map((count) => count.operation).join(', ')})\n${USAGE}`;
  }
  const pairs = counts.map((count) => `('${count.operation}', '${toSeconds(count.interval)}')`);
  return `Should specify (operation, interval) between [${pairs.join(', ')}]\n${USAGE}`;
}

async function countsOf(session: Session, { id, node }: Given): Promise<Count[]> {
  const xpath = `/cib/status/node_state[@uname=${xpathLiteral(node)}]/transient_attributes`;
  const client = await session.cib();
  try {
    const { output } = await client.call({ operation: 'query', xpath });
    const prefix = `fail-count-${id}#`;
    return [...(output?.walk() ?? [])].flatMap((element) => {
      const name = element.name === 'nvpair' ? (element.get('name') ?? '') : '';
      const [, operation, interval] = /^(.*)_(\d+)$/.exec(name.slice(prefix.length)) ?? [];
      return name.startsWith(prefix) && operation !== undefined && interval !== undefined
        ? [{ operation, interval }]
        : [];
    });
  } catch (error) {
    if (error instanceof CibError && error.code === 'ENXIO') return [];
    throw error;
  }
}
