import { diskDigest } from '../../../cib/digest/digest.js';
import { FEATURE_SET } from '../../../cib/document/empty.js';
import { int, int32 } from '../../../cib/number/int.js';
import { Element } from '../../../cib/xml/element.js';
import type { Report } from './step.js';
import type { World } from './world.js';

/** What an operation came to. */
export interface Result {
  /** Name of the resource in the history. */
  readonly resource: string;
  readonly task: string;
  readonly intervalMs: number;
  readonly exit: number;
  /** Exit status that would not be a failure. */
  readonly expected: number;
  readonly node: string;
  readonly reason: string;
  /** Attributes of the action in the transition, if there is one: its parameters are digested. */
  readonly attributes?: ReadonlyMap<string, string>;
}

const FAKE_TRANSITION = 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx';

/** A call id beyond those of the history so far. */
export function nextCallId(history: Element): number {
  let highest = 0;
  for (const entry of history.elements()) highest = Math.max(highest, int32(entry.get('call-id'), 0));
  return highest + 1;
}

/** Record a result in the history of a resource, as the executor's results are recorded. */
export function recordResult(history: Element, result: Result, now: number): void {
  const { resource, intervalMs, attributes } = result;
  // A reload leaves the resource as a start does
  const task = /^reload(?:-agent)?$/.test(result.task) ? 'start' : result.task;
  const notification = task === 'notify';
  const exit = notification ? 0 : result.exit;
  const failed = !notification && exit !== result.expected;
  const key = `${resource}_${task}_${intervalMs}`;
  const callId = nextCallId(history);
  const transition = `${callId}:-1:${result.expected}:${FAKE_TRANSITION}`;
  const migration = result.task === 'migrate_to' || result.task === 'migrate_from';

  const values: [string, string | undefined][] = [
    ['operation_key', key],
    ['operation', task],
    ['crm-debug-origin', 'crm_simulate'],
    ['crm_feature_set', FEATURE_SET],
    ['transition-key', transition],
    ['transition-magic', `0:${exit};${transition}`],
    ['exit-reason', failed && !migration ? result.reason : ''],
    ['on_node', result.node],
    ['call-id', String(callId)],
    ['rc-code', String(exit)],
    ['op-status', '0'],
    ['interval', String(intervalMs)],
    ['last-rc-change', String(now)],
    ['exec-time', '0'],
    ['queue-time', '0'],
  ];
  if (migration) {
    for (const name of ['migrate_source', 'migrate_target']) values.push([name, attributes?.get(`CRM_meta_${name}`)]);
  }
  if (attributes) values.push(['op-digest', parameterDigest(attributes)]);
  for (const id of entryIds(result, key, failed && !migration, notification)) {
    const entry = history.child('lrm_rsc_op', id) ?? history.append(new Element('lrm_rsc_op', { id }));
    for (const [name, value] of values) if (value !== undefined) entry.set(name, value);
  }
}

/** Ids of the entries that a result goes to: what was last done, and failures, are kept apart. */
function entryIds(
  { resource, task, intervalMs, attributes }: Result,
  key: string,
  failed: boolean,
  notification: boolean,
): string[] {
  if (notification) {
    const [type, operation] = ['type', 'operation'].map((name) => attributes?.get(`CRM_meta_notify_${name}`) ?? '');
    return [`${resource}_${type}_notify_${operation}_0`];
  }
  if (task === 'migrate_to' || task === 'migrate_from') return [key];
  const last = `${resource}_last_0`;
  if (failed) return intervalMs === 0 ? [`${resource}_last_failure_0`, last] : [`${resource}_last_failure_0`];
  return [intervalMs > 0 ? key : last];
}

const NO_PARAMETER = new Set(['id', 'crm_feature_set', 'op-digest', 'on_node', 'on_node_uuid', 'pcmk_external_ip']);

/** Digest of the parameters among the attributes of an action; the timeout counts for recurring ones. */
function parameterDigest(attributes: ReadonlyMap<string, string>): string {
  const recurring = (attributes.get('CRM_meta_interval') ?? '0') !== '0';
  const counts = (name: string): boolean =>
    name.startsWith('CRM_meta_') ? recurring && name === 'CRM_meta_timeout' : !NO_PARAMETER.has(name);
  const element = new Element('parameters');
  for (const name of [...attributes.keys()].filter(counts).sort()) {
    element.flat.push(name, attributes.get(name) as string);
  }
  return diskDigest(element);
}

/** Classes of agents that can be made up. */
const CLASSES = new Set(['ocf', 'stonith', 'service', 'systemd', 'lsb']);

export interface Agent {
  readonly class: string | undefined;
  readonly provider: string | undefined;
  readonly type: string | undefined;
}

/**
 * The history of a resource on a node, made up if it has none.
 * @param name as the cluster calls it
 * @param preferred as histories call it
 */
export function historyFor(
  world: World,
  state: Element,
  { name, preferred, agent }: { readonly name: string; readonly preferred: string; readonly agent: Agent },
  report: Report,
): Element | undefined {
  const known = world.history(state, name) ?? world.history(state, preferred);
  if (known) return known;
  const problem = (text: string): undefined => report({ kind: 'problem', text }) as undefined;
  if (agent.class === undefined || agent.type === undefined) {
    const text = `Resource ${name} not found in the status section of ${state.id} (supply class and type to continue)`;
    return problem(text);
  }
  if (!CLASSES.has(agent.class.toLowerCase())) return problem(`Invalid class for ${name}: ${agent.class}`);
  if (agent.class.toLowerCase() === 'ocf' && agent.provider === undefined) {
    return problem(`Please specify the provider for resource ${name}`);
  }
  return world.addHistory(state, preferred, {
    class: agent.class,
    ...(agent.provider !== undefined && { provider: agent.provider }),
    type: agent.type,
  });
}

export interface Failure {
  readonly resource: string;
  readonly task: string;
  readonly intervalMs: number;
  readonly exit: number;
  /** It must not be tried again there. */
  readonly fatal: boolean;
}

/** Count a failure, as the controller does. */
export function countFailure(world: World, state: Element, failure: Failure, report: Report): void {
  const { resource, task, intervalMs, exit, fatal } = failure;
  if (exit === 0 || (exit === 7 && intervalMs === 0)) return;
  const suffix = `${resource}#${task}_${intervalMs}`;
  const set = (name: string, value: string): void => {
    report({ kind: 'attribute', name, value, node: state.id ?? '' });
    world.setAttribute(state, name, value);
  };
  const count = int(world.attribute(state, `fail-count-${suffix}`), 0);
  set(`fail-count-${suffix}`, fatal ? 'INFINITY' : String(count + 1));
  set(`last-failure-${suffix}`, String(world.now));
}
