import { type HealthScores, parseScore } from '../../../cib/number/score.js';
import { CLUSTER_OPTIONS } from '../../../cib/options/cluster.js';
import type { Option } from '../../../cib/options/option.js';
import { isTrue } from '../../../cib/options/read.js';
import type { Element } from '../../../cib/xml/element.js';
import { configError, type Journal, note, noteLegacy, warnOnce } from '../log.js';
import type { ClusterOptions, HealthStrategy, NoQuorumPolicy, PlacementStrategy } from '../model/cluster.js';
import { intervalMs } from './interval.js';

const SOURCE = 'unpack_config';
const BOOLEAN = /^(?:true|on|yes|y|1|false|off|no|n|0)$/i;
const INTEGER = /^(?:[+-]?INFINITY|[ \t\n\v\f\r]*[+-]?\d+.*)$/s;

/** Whether a configured value can be used; types that are not listed take anything. */
const VALID: Partial<Record<Option['type'], (value: string, option: Option, journal: Journal) => boolean>> = {
  boolean: (value) => BOOLEAN.test(value),
  integer: (value) => INTEGER.test(value),
  score: (value, { name }) =>
    name === 'fencing-max-attempts'
      ? /^\+?INFINITY$/.test(value) || Number.parseInt(value, 10) > 0
      : INTEGER.test(value),
  duration: (value, _, journal) => {
    const before = journal.log.length;
    return intervalMs(value, journal) > 0 || journal.log.length === before;
  },
  select: (value, { name, values }) =>
    name === 'fencing-reaction' || values?.includes(name === 'fencing-action' ? value : value.toLowerCase()) === true,
  percentage: (value) => /^[ \t]*\+?(?:\d+\.?\d*|\.\d+)%/.test(value),
};

/** Values of all options: what is configured and can be used, otherwise the default. */
function effectiveOptions(configured: ReadonlyMap<string, string>, journal: Journal): Map<string, string> {
  const values = new Map(configured);
  for (const option of CLUSTER_OPTIONS.options) {
    const { name, alias } = option;
    const current = values.get(name);
    const old = alias === undefined || current !== undefined ? undefined : values.get(alias);
    if (old !== undefined) {
      const text = `Support for legacy name '${alias}' for cluster option '${name}' is deprecated and will be removed in a future release`;
      noteLegacy(journal, 'cluster_option_value', text);
    }
    const value = current ?? old;
    if (value !== undefined && VALID[option.type]?.(value, option, journal) !== false) {
      values.set(name, value);
      continue;
    }
    if (value !== undefined) {
      const text = `Using default value for cluster option '${name}' because '${value}' is invalid`;
      configError(journal, 'cluster_option_value', text);
    }
    values.delete(name);
    if (option.default !== undefined) values.set(name, option.default);
  }
  return values;
}

/** What is known of the CIB besides its options, and bears on them. */
export interface OptionContext {
  readonly cib: Element;
  readonly quorate: boolean;
}

/** Cluster options from what is configured, rules judged. */
export function unpackOptions(
  configured: ReadonlyMap<string, string>,
  context: OptionContext,
  journal: Journal,
): ClusterOptions {
  const text = effectiveOptions(configured, journal);
  const on = (name: string): boolean => isTrue(text.get(name));
  const time = (name: string): number => intervalMs(text.get(name), journal);
  warnOfDeprecated(on, journal);
  const fencingEnabled = on('fencing-enabled');
  const haveWatchdog = on('have-watchdog');
  if (haveWatchdog) {
    const when = 'if fencing is required and fencing-watchdog-timeout is nonzero';
    note(journal, 'info', SOURCE, `Watchdog-based self-fencing will be performed via SBD ${when}`);
  }
  const noQuorumPolicy = quorumPolicy(text.get('no-quorum-policy') ?? '', fencingEnabled, context, journal);
  const lost = { fence: 'Fence all remaining nodes', ignore: 'Ignore' }[noQuorumPolicy as string];
  if (lost !== undefined) note(journal, 'notice', SOURCE, `On loss of quorum: ${lost}`);
  const shutdownLock = on('shutdown-lock');
  const healthStrategy = (text.get('node-health-strategy') ?? 'none').toLowerCase() as HealthStrategy;
  return {
    text,
    symmetric: on('symmetric-cluster'),
    maintenanceMode: on('maintenance-mode'),
    fencingEnabled,
    fencingAction: text.get('fencing-action') ?? 'reboot',
    fencingTimeoutMs: time('fencing-timeout'),
    concurrentFencing: on('concurrent-fencing'),
    startupFencing: startupFencing(fencingEnabled && on('startup-fencing'), journal),
    haveWatchdog,
    priorityFencingDelayMs: time('priority-fencing-delay'),
    nodePendingTimeoutMs: time('node-pending-timeout'),
    shutdownLock,
    shutdownLockLimitMs: shutdownLock ? time('shutdown-lock-limit') : 0,
    noQuorumPolicy,
    stopAll: on('stop-all-resources'),
    stopRemovedResources: on('stop-removed-resources'),
    cancelRemovedActions: on('cancel-removed-actions'),
    startupProbes: on('enable-startup-probes'),
    startFailureIsFatal: on('start-failure-is-fatal'),
    placementStrategy: (text.get('placement-strategy') ?? 'default').toLowerCase() as PlacementStrategy,
    healthStrategy,
    healthScores: healthScores(healthStrategy, text),
    clusterDelay: text.get('cluster-delay') ?? '60s',
    fenceRemoteWithoutQuorum: on('fence-remote-without-quorum'),
  };
}

function startupFencing(wanted: boolean, journal: Journal): boolean {
  if (!wanted) note(journal, 'warning', SOURCE, 'Blind faith: not fencing unseen nodes');
  return wanted;
}

const DEPRECATED = [
  [
    'enable-startup-probes',
    ' Use a location constraint with resource-discovery=never instead to disable probes where desired.',
  ],
  ['concurrent-fencing', ''],
  ['stop-removed-resources', ''],
  ['cancel-removed-actions', ''],
] as const;

function warnOfDeprecated(on: (name: string) => boolean, journal: Journal): void {
  for (const [name, instead] of DEPRECATED) {
    if (on(name)) continue;
    const text = `Support for the ${name} cluster property is deprecated and will be removed (and behave as true) in a future release.`;
    warnOnce(journal, SOURCE, name, text + instead);
  }
}

function quorumPolicy(
  value: string,
  fencingEnabled: boolean,
  { cib, quorate }: OptionContext,
  journal: Journal,
): NoQuorumPolicy {
  const policy = value.toLowerCase();
  if (policy === 'ignore' || policy === 'freeze' || policy === 'demote') return policy;
  if (policy !== 'fence' && policy !== 'suicide') return 'stop';
  if (!fencingEnabled) {
    configError(journal, SOURCE, "Resetting no-quorum-policy to 'stop' because fencing is disabled");
    return 'stop';
  }
  if (quorate || (Number.parseInt(cib.get('no-quorum-panic') ?? '', 10) || 0) !== 0) return 'fence';
  note(journal, 'notice', SOURCE, "Resetting no-quorum-policy to 'stop': cluster has never had quorum");
  return 'stop';
}

function healthScores(strategy: HealthStrategy, text: ReadonlyMap<string, string>): HealthScores {
  const score = (color: string): number => parseScore(text.get(`node-health-${color}`) ?? '') ?? 0;
  switch (strategy) {
    case 'none':
      return { red: 0, yellow: 0, green: 0 };
    case 'migrate-on-red':
      return { red: -1_000_000, yellow: 0, green: 0 };
    case 'only-green':
      return { red: -1_000_000, yellow: -1_000_000, green: 0 };
    default:
      return { red: score('red'), yellow: score('yellow'), green: score('green') };
  }
}
