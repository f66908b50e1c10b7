import { int } from '../../../cib/number/int.js';
import type { Action } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Graph, Synapse } from '../model/graph.js';
import { actionAttributes } from '../serialise/attributes.js';
import { eventKind, isLocated, resourceXml } from '../serialise/graph-xml.js';
import { graphKey } from '../serialise/key.js';
import { routerOf } from '../serialise/route.js';
import { findResource } from '../unpack/find.js';
import { execute, type Outcome } from './execute.js';
import { countFailure, historyFor, recordResult } from './result.js';
import type { Report } from './step.js';
import type { World } from './world.js';

/**
 * Simulate the execution of a transition: results go into the history, fenced nodes go down.
 * @param failures operations that are to fail: RESOURCE_TASK_INTERVAL@NODE=EXIT
 * @returns false if the transition got stuck, which is a bug of the scheduler
 */
export function simulateTransition(
  cluster: Cluster,
  graph: Graph,
  world: World,
  failures: readonly string[],
  report: Report,
): boolean {
  return execute(graph, (synapse) => perform({ cluster, world, failures, report }, synapse));
}

interface Stage {
  readonly cluster: Cluster;
  readonly world: World;
  readonly failures: readonly string[];
  readonly report: Report;
}

function perform(stage: Stage, { action }: Synapse): Outcome {
  const { task, node } = action;
  switch (eventKind(action)) {
    case 'pseudo_event':
      stage.report({ kind: 'pseudo', key: graphKey(action), node: isLocated(action) ? node?.name : undefined });
      return 'done';
    case 'rsc_op':
      return operate(stage, action);
    default:
      if (task === 'stonith') fence(stage, action);
      else {
        const resource = action.resource && !action.pseudo ? resourceXml(action.resource).id : undefined;
        stage.report({ kind: 'cluster', task, node: node?.name ?? '', resource });
      }
      return 'done';
  }
}

function fence({ world, report }: Stage, { node, meta }: Action): void {
  const name = node?.name ?? '';
  const how = meta.get('stonith_action') ?? '';
  report({ kind: 'fence', node: name, action: how });
  if (how.toLowerCase() === 'on') return;
  const state = world.nodeState(name);
  world.setOnline(state, false, { origin: 'simulate_fencing_action', replace: true });
  world.forget(state);
}

function operate(stage: Stage, action: Action): Outcome {
  const { cluster, world, report } = stage;
  const { resource, task, node, meta } = action;
  if (!resource || !node) return 'refused';
  const xml = resourceXml(resource);
  if (xml.name !== 'primitive') return 'refused';
  const preferred = xml.id ?? '';
  const long = xml.get('long-id');
  const isKnown = (name: string): boolean => findResource(cluster, name) !== undefined;
  const name = !isKnown(preferred) && long !== undefined && isKnown(long) ? long : preferred;
  if (/^(?:delete|meta-data)$/i.test(task)) {
    report({ kind: 'resource', resource: name, operation: task, node: node.name, intervalMs: 0 });
    return 'done';
  }
  const original = world.nodeState(node.name, routerOf(action) ? node.name : node.id);
  const state = world.draft(original);
  const agent = { class: xml.get('class'), provider: xml.get('provider'), type: xml.get('type') };
  const history = historyFor(world, state, { name, preferred, agent }, report);
  if (!history) return 'refused';

  const attributes = actionAttributes(action, true);
  const intervalMs = int(attributes.get('CRM_meta_interval'), 0);
  report({ kind: 'resource', resource: name, operation: task, node: node.name, intervalMs });
  const expected = Math.max(0, int(meta.get('op_target_rc'), 0));
  const failure = failureOf(stage, [name, preferred], `_${task}_${intervalMs}@${node.name}=`);
  if (failure) {
    report({ kind: 'remark', text: `Pretending action ${action.id} failed with rc=${failure.exit}` });
    const fatal = task === 'stop' || (task === 'start' && cluster.options.startFailureIsFatal);
    countFailure(world, state, { ...failure, task, intervalMs, fatal }, report);
  }
  const exit = failure?.exit ?? expected;
  const result = { resource: preferred, task, intervalMs, exit, expected, node: node.name, attributes };
  recordResult(history, { ...result, reason: 'User-injected result' }, world.now);
  world.commit(original, state);
  return failure ? 'failed' : 'done';
}

/** Whether an operation is to fail: the resource may be named with or without the number of the instance. */
function failureOf(
  { failures, report }: Stage,
  names: readonly string[],
  rest: string,
): { resource: string; exit: number } | undefined {
  for (const spec of failures) {
    const resource = names.find((name) => spec.toLowerCase().startsWith(`${name}${rest}`.toLowerCase()));
    if (resource === undefined) continue;
    const exit = /^[^=]+=\s*([+-]?\d+)/.exec(spec)?.[1];
    if (exit !== undefined) return { resource, exit: Number(exit) };
    report({ kind: 'problem', text: `Invalid failed operation '${spec}' (result code must be integer)` });
  }
  return undefined;
}
