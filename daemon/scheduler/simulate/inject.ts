import { int } from '../../../cib/number/int.js';
import type { Cluster } from '../model/cluster.js';
import { findResource } from '../unpack/find.js';
import { countFailure, historyFor, recordResult } from './result.js';
import type { Report } from './step.js';
import type { World } from './world.js';

/** What is made up before the scheduler looks. */
export interface Injections {
  readonly quorum?: string | undefined;
  readonly watchdog?: string | undefined;
  readonly nodesUp: readonly string[];
  readonly nodesDown: readonly string[];
  readonly nodesFailed: readonly string[];
  readonly ticketsGranted: readonly string[];
  readonly ticketsRevoked: readonly string[];
  readonly ticketsStandby: readonly string[];
  readonly ticketsActive: readonly string[];
  /** Results of operations: RESOURCE_TASK_INTERVAL@NODE=EXIT. */
  readonly operations: readonly string[];
}

/** What was made up: data for the lines that `crm_simulate` prints. */
export type Modification =
  | { readonly kind: 'quorum' | 'watchdog'; readonly value: string }
  | { readonly kind: 'node'; readonly action: 'Online' | 'Offline' | 'Failing'; readonly node: string }
  | {
      readonly kind: 'ticket';
      readonly action: 'Granting' | 'Revoking' | 'Standby' | 'Activating';
      readonly ticket: string;
    }
  | { readonly kind: 'operation'; readonly spec: string };

/** Make events happen. The cluster is that of the CIB as it was. */
export function inject(
  cluster: Cluster,
  world: World,
  wanted: Injections,
  report: (step: Modification | Parameters<Report>[0]) => void,
): void {
  if (wanted.quorum !== undefined) {
    report({ kind: 'quorum', value: wanted.quorum });
    world.setQuorum(wanted.quorum);
  }
  if (wanted.watchdog !== undefined) {
    report({ kind: 'watchdog', value: wanted.watchdog });
    world.setOption('have-watchdog', wanted.watchdog);
  }
  for (const node of wanted.nodesUp) {
    report({ kind: 'node', action: 'Online', node });
    world.setOnline(world.nodeState(node), true);
  }
  for (const node of wanted.nodesDown) {
    report({ kind: 'node', action: 'Offline', node });
    const state = world.nodeState(node);
    world.setOnline(state, false);
    world.forget(state);
  }
  for (const node of wanted.nodesFailed) {
    report({ kind: 'node', action: 'Failing', node });
    world.setOnline(world.nodeState(node), true, { member: false });
  }
  const tickets = [
    ['Granting', wanted.ticketsGranted, 'granted', true],
    ['Revoking', wanted.ticketsRevoked, 'granted', false],
    ['Standby', wanted.ticketsStandby, 'standby', true],
    ['Activating', wanted.ticketsActive, 'standby', false],
  ] as const;
  for (const [action, ids, name, value] of tickets) {
    for (const ticket of ids) {
      report({ kind: 'ticket', action, ticket });
      world.setTicket(ticket, name, value);
    }
  }
  for (const spec of wanted.operations) {
    report({ kind: 'operation', spec });
    injectOperation(cluster, world, spec, report);
  }
}

function injectOperation(cluster: Cluster, world: World, spec: string, report: Report): void {
  const problem = (text: string): void => report({ kind: 'problem', text });
  const fields = /^([^@]+)(?:@([^=]+)(?:=\s*([+-]?\d+))?)?/.exec(spec)?.slice(1) ?? [];
  const [key, node, exit] = fields;
  if (key === undefined || node === undefined || exit === undefined) {
    const count = fields.filter((field) => field !== undefined).length;
    // Nothing at all was read if the text ended before the first field
    const found = spec === '' ? -1 : count;
    problem(`Invalid operation spec: ${spec}.  Only found ${found} fields`);
    return;
  }
  const parts = /^(.+?)_((?:(?:confirmed-)?(?:pre|post)_notify_)?(?:migrate_to|migrate_from|[^_]+))_(\d+)$/.exec(key);
  const resource = parts?.[1] === undefined ? undefined : findResource(cluster, parts[1]);
  if (!parts || !resource) {
    problem(`Invalid resource name: ${parts?.[1] ?? '(null)'}`);
    return;
  }
  const [, name = '', task = '', interval] = parts;
  const intervalMs = int(interval, 0);
  const original = world.nodeState(node);
  const state = world.draft(original);
  const fatal = task === 'stop' || (task === 'start' && cluster.options.startFailureIsFatal);
  countFailure(world, state, { resource: name, task, intervalMs, exit: Number(exit), fatal }, report);
  const { xml } = resource;
  const agent = { class: xml.get('class'), provider: xml.get('provider'), type: xml.get('type') };
  const history = historyFor(world, state, { name, preferred: name, agent }, report);
  if (!history) return;
  const result = { resource: history.id ?? name, task, intervalMs, exit: Number(exit), expected: 0, node };
  recordResult(history, { ...result, reason: 'Simulated action result' }, world.now);
  world.commit(original, state);
}
