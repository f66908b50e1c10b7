import type { OptionList } from '../../cib/options/option.js';
import { CibError } from '../../cib/result/error.js';
import { parseInterval } from '../../cib/time/interval.js';
import type { Element } from '../../cib/xml/element.js';
import { type AgentMetadata, advised } from './metadata.js';

/** What an agent would say to how a resource uses it. */
export interface AgentFinding {
  readonly level: 'error' | 'warning';
  /** Whole line, in the form of crmsh. */
  readonly text: string;
}

const finding = (level: AgentFinding['level'], text: string): AgentFinding => ({ level, text });

/** Parameters that the cluster gives to fence agents by itself. */
const FENCE_GIVEN = ['action', 'port'];

/**
 * Are the parameters of a resource known to its agent, and are those there that it needs?
 * @param common parameters that every agent of the class has besides its own
 */
export function checkParameters(
  resource: Element,
  metadata: AgentMetadata,
  common: OptionList['options'] = [],
): AgentFinding[] {
  const id = resource.id ?? '';
  const sets = [...resource.elements('instance_attributes')];
  const pairs = sets.flatMap((set) => [...set.elements('nvpair')]);
  const names = new Set(pairs.flatMap((pair) => pair.get('name') ?? []));
  const known = new Set([...metadata.parameters, ...common].map(({ name }) => name));
  // A set or a value that stands elsewhere may hold what is needed.
  const complete = ![...sets, ...pairs].some((element) => element.has('id-ref'));
  const fencing = resource.get('class') === 'stonith';
  const needed = metadata.parameters.filter(
    ({ name, required }) => required && !names.has(name) && !(fencing && FENCE_GIVEN.includes(name)),
  );
  return [
    ...(complete ? needed : []).map(({ name }) => finding('error', `${id}: required parameter "${name}" not defined`)),
    ...[...names]
      .filter((name) => !name.startsWith('$') && !known.has(name))
      .map((name) => finding('error', `${id}: parameter "${name}" is not known`)),
  ];
}

const ONCE = new Set(['start', 'stop', 'promote', 'demote']);
const NEEDED = ['start', 'stop'];

/**
 * Does the agent know the operations of a resource, and do they have the time that it advises?
 * @param timeout of operations that name none, if one is configured
 */
export function checkOperations(resource: Element, metadata: AgentMetadata, timeout?: string): AgentFinding[] {
  const operations = [...(resource.child('operations')?.elements('op') ?? [])];
  const fencing = resource.get('class') === 'stonith';
  const names = new Set(operations.map((op) => op.get('name') ?? ''));
  const missing = NEEDED.filter((name) => !names.has(name) && !fencing);
  const known = new Set(metadata.actions.map(({ name }) => name)).add('monitor');
  const context: Context = { id: resource.id ?? '', metadata, timeout, intervals: new Set() };
  return [
    ...operations.flatMap((op) => {
      const name = op.get('name') ?? '';
      if (fencing && NEEDED.includes(name)) return [];
      if (!known.has(name)) return [finding('error', `Action '${name}' not found in Resource Agent meta-data`)];
      return [...checkInterval(context, name, op), ...checkTimeout(context, name, op)];
    }),
    ...missing.flatMap((name) => (known.has(name) ? checkTimeout(context, name, undefined) : [])),
  ];
}

interface Context {
  readonly id: string;
  readonly metadata: AgentMetadata;
  readonly timeout: string | undefined;
  /** Of the monitors so far, in milliseconds. */
  readonly intervals: Set<number>;
}

const whichOf = (op: Element | undefined) => ({ role: op?.get('role'), depth: op?.get('depth') });

function checkTimeout({ id, metadata, timeout }: Context, name: string, op: Element | undefined): AgentFinding[] {
  const own = op?.get('timeout');
  const given = own ?? timeout;
  const advice = advised(metadata, name, 'timeout', name === 'monitor' ? whichOf(op) : {});
  if (given === undefined || advice === undefined) return [];
  const [has, wants] = [milliseconds(given), milliseconds(advice)];
  if (has === undefined || wants === undefined || has >= wants) return [];
  const what = own === undefined ? 'default timeout' : 'specified timeout';
  return [finding('warning', `${id}: ${what} ${given} for ${name} is smaller than the advised ${advice}`)];
}

function checkInterval({ id, metadata, intervals }: Context, name: string, op: Element): AgentFinding[] {
  const given = op.get('interval');
  const every = milliseconds(given ?? '0');
  if (name !== 'monitor') {
    if (!ONCE.has(name) || every === 0 || every === undefined) return [];
    return [finding('warning', `${id}: Specified interval for ${name} is ${given}, it must be 0`)];
  }
  const advice = advised(metadata, name, 'interval', whichOf(op));
  const problem = every === 0 ? 'should be larger than 0' : intervals.has(every ?? -1) ? 'must be unique' : undefined;
  intervals.add(every ?? -1);
  return problem === undefined
    ? []
    : [finding('warning', `${id}: interval in monitor ${problem}, advised is ${advice}`)];
}

/** Times that were read: there are few different ones. */
const READ = new Map<string, number | undefined>();

function milliseconds(text: string): number | undefined {
  if (READ.has(text)) return READ.get(text);
  let value: number | undefined;
  try {
    value = parseInterval(text);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
  }
  READ.set(text, value);
  return value;
}
