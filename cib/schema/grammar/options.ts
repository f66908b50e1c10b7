import { type BlockContext, nvset, type Refusal, refuse } from './nvset.js';
import { any, define, element, interleave, optional, type Pattern } from './pattern.js';

/** Options stayed with the oldest form of blocks until 3.0. */
const DEFAULTS: BlockContext = {
  name: 'defaults',
  valueSource: '3.0',
  operationExpressions: '3.4',
  pairReferences: '3.0',
};

const REFUSED_PROPERTIES: readonly Refusal[] = [
  {
    name: 'cluster-infrastructure',
    values: ['heartbeat', 'openais', 'classic openais', 'classic openais (with plugin)', 'cman'],
    from: '3.0',
    to: '3.10',
  },
  ...refuse(
    { from: '3.0', to: '3.10' },
    'cluster_recheck_interval',
    'dc_deadtime',
    'default-action-timeout',
    'default_action_timeout',
    'default-migration-threshold',
    'default_migration_threshold',
    'default-resource-failure-stickiness',
    'default_resource_failure_stickiness',
    'default-resource-stickiness',
    'default_resource_stickiness',
    'election_timeout',
    'expected-quorum-votes',
    'is-managed-default',
    'is_managed_default',
    'no_quorum_policy',
    'notification-agent',
    'notification-recipient',
    'remove_after_stop',
    'shutdown_escalation',
    'startup_fencing',
    'stonith_action',
    'stonith_enabled',
    'stop_orphan_actions',
    'stop_orphan_resources',
    'symmetric_cluster',
    'transition_idle_timeout',
  ),
  ...refuse(
    { from: '4.0' },
    'crmd-finalization-timeout',
    'crmd-integration-timeout',
    'crmd-transition-delay',
    'remove-after-stop',
  ),
  { name: 'stonith-action', values: ['poweroff'], from: '4.0' },
];

export const REFUSED_RESOURCE_META = refuse({ from: '4.0' }, 'restart-type');
export const REFUSED_OPERATION_META = refuse({ from: '4.0' }, 'can_fail', 'role_after_failure');

/** Cluster properties, and defaults for resources and operations. */
export const OPTIONS: Pattern = define('options', () =>
  interleave(
    element('crm_config', any(nvset('cluster_property_set', DEFAULTS, REFUSED_PROPERTIES))),
    optional(element('rsc_defaults', any(nvset('meta_attributes', DEFAULTS, REFUSED_RESOURCE_META)))),
    optional(element('op_defaults', any(nvset('meta_attributes', DEFAULTS, REFUSED_OPERATION_META)))),
  ),
);
