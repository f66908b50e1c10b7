import { int } from '../../../cib/number/int.js';
import { parseScore, scoreText } from '../../../cib/number/score.js';
import { formatInterval } from '../../../cib/time/interval.js';
import type { Element } from '../../../cib/xml/element.js';
import { configWarning, note } from '../log.js';
import { addScores } from '../model/candidates.js';
import type { Cluster } from '../model/cluster.js';
import type { FailureIndex, FailureRecord } from '../model/failure.js';
import type { Node } from '../model/node.js';
import { bundleOf } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { epoch } from './context.js';
import { withoutInstance } from './find.js';
import { expectedExit, intervalOf } from './history/operation.js';
import { intervalMs, toSeconds } from './interval.js';

const FAILURE = /^(fail-count|last-failure)-([^#]+)#.+_[0-9]+$/;

/** Fail counts among the attributes of a node: read once, then looked up by resource. */
export function failureIndex(cluster: Cluster, node: Node): FailureIndex {
  if (node.failures) return node.failures;
  const exact = new Map<string, FailureRecord>();
  const stripped = new Map<string, FailureRecord>();
  for (const [attribute, value] of node.attributes) {
    const match = FAILURE.exec(attribute);
    if (!match) continue;
    const record = recordOf(cluster, node, attribute, match[1] === 'fail-count', value);
    if (!record) continue;
    const name = match[2] as string;
    add(exact, name, record);
    add(stripped, withoutInstance(name), record);
  }
  node.failures = { exact, stripped };
  return node.failures;
}

const NONE: FailureRecord = { failCount: 0, lastFailure: 0 };

function add(index: Map<string, FailureRecord>, name: string, record: FailureRecord): void {
  const known = index.get(name) ?? NONE;
  index.set(name, {
    failCount: addScores(known.failCount, record.failCount),
    lastFailure: Math.max(known.lastFailure, record.lastFailure),
  });
}

function recordOf(
  cluster: Cluster,
  node: Node,
  attribute: string,
  isCount: boolean,
  value: string,
): FailureRecord | undefined {
  if (!isCount) return { failCount: 0, lastFailure: int(value, 0) };
  const failCount = parseScore(value, cluster.options.healthScores);
  if (failCount !== undefined) return { failCount, lastFailure: 0 };
  const text = `Ignoring ${attribute} for ${node.name} because '${value}' is not a valid fail count: Bad input value provided`;
  note(cluster, 'warning', 'update_failcount_for_attr', text);
  return undefined;
}

export interface FailureQuery {
  /** Leave out failures that failure-timeout has let expire. */
  readonly effective?: boolean;
  /** Add those of what the resource launched. */
  readonly launched?: boolean;
  /** The history entry that is the occasion. */
  readonly operation?: Element | undefined;
}

/** How often a resource failed on a node, and when last. */
export function failures(resource: Resource, node: Node, query: FailureQuery = {}): FailureRecord {
  const { cluster } = resource;
  const index = failureIndex(cluster, node);
  const name = resource.historyId ?? resource.id;
  const found = resource.unique ? index.exact.get(name) : index.stripped.get(withoutInstance(name));
  let { failCount, lastFailure } = found ?? NONE;
  if (failCount > 0 && resource.failureTimeoutMs > 0 && blocksOnFailure(resource, node, query.operation)) {
    const timeout = formatInterval(resource.failureTimeoutMs);
    const text = `Ignoring failure timeout (${timeout}) for ${resource.id} because it conflicts with on-fail=block`;
    configWarning(cluster, 'pe_get_failcount', text);
    resource.failureTimeoutMs = 0;
  }
  if (query.effective && failCount > 0 && lastFailure > 0 && resource.failureTimeoutMs > 0) {
    if (epoch(cluster) > lastFailure + toSeconds(resource.failureTimeoutMs)) failCount = 0;
  }
  if (query.launched && resource.launched.length > 0 && !bundleOf(resource)) {
    for (const launched of resource.launched) {
      const other = failures(launched, node, query);
      failCount += other.failCount;
      lastFailure = Math.max(lastFailure, other.lastFailure);
    }
    if (failCount > 0) {
      const text = `Container ${resource.id} and the resources within it have failed ${times(failCount)} on ${node.name}`;
      note(cluster, 'info', 'pe_get_failcount', text);
    }
  } else if (failCount > 0) {
    note(cluster, 'info', 'pe_get_failcount', `${resource.id} has failed ${times(failCount)} on ${node.name}`);
  }
  return { failCount, lastFailure: failCount > 0 ? lastFailure : 0 };
}

const times = (count: number): string => `${scoreText(count)} time${count === 1 ? '' : 's'}`;

/** Whether an operation that failed (any, or the one given) is configured to block the resource. */
function blocksOnFailure(resource: Resource, node: Node, operation: Element | undefined): boolean {
  const id = withoutInstance(resource.id);
  if (resource.kind !== 'primitive' || resource.xml.id !== id) return false;
  const { cluster } = resource;
  for (const config of resource.xml.walk()) {
    if (config.name !== 'op' || config.get('on-fail') !== 'block') continue;
    const interval = intervalMs(config.get('interval'), cluster);
    const matches = (entry: Element): boolean => isFailureOf(id, config.get('name'), interval, entry);
    if (operation) {
      if (matches(operation)) return true;
      continue;
    }
    for (const entry of cluster.history.get(node.name)?.get(id)?.elements('lrm_rsc_op') ?? []) {
      if (entry.get('operation') === config.get('name') && matches(entry)) return true;
    }
  }
  return false;
}

function isFailureOf(id: string, task: string | undefined, interval: number, entry: Element): boolean {
  if (intervalOf(entry) !== interval || task?.toLowerCase() !== entry.get('operation')?.toLowerCase()) return false;
  const entryId = entry.id?.toLowerCase();
  if (entryId === `${id}_last_failure_0`.toLowerCase()) return true;
  return entryId === `${id}_${task}_${interval}`.toLowerCase() && int(entry.get('rc-code'), 0) !== expectedExit(entry);
}
