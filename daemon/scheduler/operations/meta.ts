import { CibError } from '../../../cib/result/error.js';
import { secondsSinceYearOne } from '../../../cib/time/arithmetic.js';
import { parseInterval } from '../../../cib/time/interval.js';
import { parseDate } from '../../../cib/time/parse.js';
import { configError, note } from '../log.js';
import { agentAbilities } from '../model/agent.js';
import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';
import { addPairs, pairsOf } from '../unpack/context.js';
import { toSeconds } from '../unpack/interval.js';
import { agentOf, parameters } from '../unpack/meta.js';
import { configuredOperations, isRecurringMonitor, type OperationConfig } from './config.js';
import { validateOnFail } from './on-fail.js';

const DEFAULT_TIMEOUT_MS = 20_000;
const LARGEST_INT = 2_147_483_647;

/**
 * Meta-attributes of an operation: its own, op_defaults, and what follows from other operations.
 * Interval, timeout and start-delay are in milliseconds.
 */
export function operationMeta(
  resource: Resource,
  node: Node | undefined,
  name: string,
  interval: number,
  config: OperationConfig | undefined,
): Map<string, string> {
  const { cluster, xml } = resource;
  const criteria = { agent: agentOf(xml), operation: { name, intervalMs: interval } };
  const meta = pairsOf(cluster, config?.xml, 'meta_attributes', criteria);
  const own = config?.xml.flat ?? [];
  for (let i = 0; i < own.length; i += 2) meta.set(own[i] as string, own[i + 1] as string);
  const isProbe = name === 'monitor' && interval === 0;
  if (isProbe && !meta.has('timeout')) {
    const timeout = mostFrequentMonitor(resource)?.xml.get('timeout');
    if (timeout !== undefined) meta.set('timeout', timeout);
  }
  addPairs(meta, cluster, cluster.operationDefaults, 'meta_attributes', criteria);
  meta.delete('id');
  if (interval > 0) meta.set('interval', String(interval));
  else meta.delete('interval');
  if (agentAbilities(xml.get('class')).fencing && (name === 'start' || isProbe)) {
    const timeout = parameters(resource, node).get('pcmk_monitor_timeout');
    if (timeout !== undefined) meta.set('timeout', timeout);
  }
  meta.set('timeout', String(timeoutMs(meta.get('timeout'))));
  validateOnFail(resource, name, config, meta);
  setStartDelay(resource, config, interval, meta);
  return meta;
}

function mostFrequentMonitor(resource: Resource): OperationConfig | undefined {
  let found: OperationConfig | undefined;
  for (const config of configuredOperations(resource)) {
    if (isRecurringMonitor(config) && (!found || config.intervalMs < found.intervalMs)) found = config;
  }
  return found;
}

/** A time of an operation is a number with a unit; unlike an interval, it cannot be an ISO 8601 duration. */
function milliseconds(text: string): number | undefined {
  if (text.startsWith('P')) return undefined;
  try {
    return parseInterval(text);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    return undefined;
  }
}

function timeoutMs(text: string | undefined): number {
  const value = text === undefined ? undefined : milliseconds(text);
  return value === undefined || value <= 0 ? DEFAULT_TIMEOUT_MS : Math.min(value, LARGEST_INT);
}

function setStartDelay(
  resource: Resource,
  config: OperationConfig | undefined,
  interval: number,
  meta: Map<string, string>,
): void {
  const delay = meta.get('start-delay');
  if (delay !== undefined) {
    meta.set('start-delay', String(Math.min(milliseconds(delay) ?? 0, LARGEST_INT)));
    return;
  }
  const origin = meta.get('interval-origin');
  if (origin === undefined || interval === 0) return;
  const wait = untilNext(resource, config, interval, origin);
  if (wait !== undefined) meta.set('start-delay', String(wait));
}

/** Milliseconds until the next whole interval since an origin. */
function untilNext(
  { cluster }: Resource,
  config: OperationConfig | undefined,
  interval: number,
  origin: string,
): number | undefined {
  const id = config?.xml.id;
  let since: bigint;
  try {
    since = secondsSinceYearOne(cluster.now) - secondsSinceYearOne(parseDate(origin, cluster.now));
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    const text = `Ignoring 'interval-origin' for operation '${id ?? '(missing ID)'}' because '${origin}' is not valid`;
    configError(cluster, 'unpack_interval_origin', text);
    return undefined;
  }
  const seconds = toSeconds(interval);
  const rest = Number(since % BigInt(seconds));
  const wait = (rest <= 0 ? 0 : seconds) - rest;
  const text = `Calculated a start delay of ${wait}s for operation '${id ?? '(unspecified)'}'`;
  note(cluster, 'info', 'unpack_interval_origin', text);
  return wait * 1000;
}
