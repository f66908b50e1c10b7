import type { Replacement, ReplacementTable } from './replacements.js';

/** What was retired with 3.0, by where it used to stand. */

const renames = (pairs: Readonly<Record<string, string>>): Replacement[] =>
  Object.entries(pairs).map(([what, as]) => ({ what, as }));

/** The two spellings that options of the oldest clusters come in. */
const spellings = (what: string, ...entries: readonly Omit<Replacement, 'what'>[]): Replacement[] =>
  [what, what.replaceAll('-', '_')].flatMap((spelling) => entries.map((entry) => ({ ...entry, what: spelling })));

const toDashes = (...names: readonly string[]): Replacement[] =>
  renames(Object.fromEntries(names.map((name) => [name, name.replaceAll('_', '-')])));

/** A resource that one failure moved away is one that migrates after one failure. */
const oneFailureMoves = { as: 'migration-threshold', when: ['-INFINITY'], value: '1' };
const THRESHOLD_IN_DEFAULTS = 'migration-threshold in rsc_defaults can be configured instead';
const ALERTS = 'standalone alerts can be configured instead';

export const CLUSTER_OPTIONS: ReplacementTable = {
  heading: 'Cluster properties',
  entries: [
    {
      what: 'cluster-infrastructure',
      when: ['heartbeat', 'openais', 'classic openais', 'classic openais (with plugin)', 'cman'],
      advice: 'corosync (2+) infrastructure can be used instead, though the value is not of significance',
    },
    { what: 'expected-quorum-votes', advice: 'corosync (2+) infrastructure tracks quorum on its own' },
    { what: 'notification-agent', advice: ALERTS },
    { what: 'notification-recipient', advice: ALERTS },
    ...spellings('default-action-timeout', { as: 'timeout', under: 'op_defaults' }),
    ...spellings('default-migration-threshold', { advice: THRESHOLD_IN_DEFAULTS }),
    ...spellings('default-resource-stickiness', { as: 'resource-stickiness', under: 'rsc_defaults' }),
    ...spellings(
      'default-resource-failure-stickiness',
      { ...oneFailureMoves, under: 'rsc_defaults' },
      { advice: THRESHOLD_IN_DEFAULTS },
    ),
    ...spellings('is-managed-default', { as: 'is-managed', under: 'rsc_defaults' }),
    { what: 'transition_idle_timeout', as: 'cluster-delay' },
    ...toDashes('cluster_recheck_interval', 'dc_deadtime', 'election_timeout', 'no_quorum_policy'),
    ...toDashes('remove_after_stop', 'shutdown_escalation', 'startup_fencing', 'stonith_action', 'stonith_enabled'),
    ...toDashes('stop_orphan_actions', 'stop_orphan_resources', 'symmetric_cluster'),
  ],
};

export const NODE_ATTRIBUTES: ReplacementTable = {
  heading: 'Cluster node',
  entries: [{ what: 'type', as: 'type', when: ['normal'], value: 'member' }],
};

export const RESOURCE_PARAMETERS: ReplacementTable = {
  heading: 'Resource instance_attributes',
  entries: [
    { what: 'pcmk_arg_map' },
    { what: 'pcmk_arg_map', as: 'pcmk_host_argument', prefix: 'port:' },
    ...['list', 'monitor', 'off', 'on', 'reboot', 'status'].map((action) => ({
      what: `pcmk_${action}_cmd`,
      as: `pcmk_${action}_action`,
    })),
  ],
};

export const RESOURCE_META: ReplacementTable = {
  heading: 'Resource meta_attributes',
  entries: [
    ...['isolation', 'isolation-host', 'isolation-instance', 'isolation-wrapper'].map(
      (what): Replacement => ({
        what,
        as: 'target-role',
        value: 'Stopped',
        level: 'warning',
        advice: 'i.e. resource at hand disabled; isolation wrappers obsoleted with bundle resources',
      }),
    ),
    ...spellings('resource-failure-stickiness', oneFailureMoves, {
      advice: 'migration-threshold can be configured instead',
    }),
  ],
};

const START_OR_PROMOTE = ['start', 'promote'];
const requires = (under: NonNullable<Replacement['under']>): Replacement[] => [
  { what: 'requires', advice: 'only start/promote operation taken into account' },
  { what: 'requires', as: 'requires', when: START_OR_PROMOTE, under },
];

/** Attributes and meta-attributes of operations. */
export const OPERATION_META: ReplacementTable = {
  heading: 'Resources-operation',
  entries: requires('meta_attributes'),
};

/** Options of an operation that were accepted among the parameters of its agent. */
export const OPERATION_PARAMETERS: ReplacementTable = {
  heading: 'Resources-operation instance_attributes',
  entries: [
    ...requires('per-resource-meta_attributes'),
    ...['interval-origin', 'start-delay', 'enabled', 'on-fail', 'record-pending', 'role', 'timeout'].map(
      (what): Replacement => ({ what, as: what, under: 'meta_attributes' }),
    ),
  ],
};

export const COLOCATION_ATTRIBUTES: ReplacementTable = {
  heading: 'Constraints-colocation',
  entries: ['score-attribute', 'score-attribute-mangle'].map((what) => ({
    what,
    advice: 'was actually never in effect',
  })),
};
