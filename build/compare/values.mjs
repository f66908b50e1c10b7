/** What options, meta-attributes and the rest may be set to: sensible values, odd ones, and wrong ones. */

export const YES_NO = ['true', 'false'];
export const SCORES = [
  'INFINITY',
  '-INFINITY',
  '+INFINITY',
  '100',
  '-100',
  '1',
  '-1',
  '0',
  '5000',
  '999999',
  '1000000',
];
export const ROLES = ['Started', 'Stopped', 'Promoted', 'Unpromoted', 'Master', 'Slave'];
export const TASKS = ['start', 'stop', 'promote', 'demote'];
export const DURATIONS = ['0', '1', '60', '10s', '500ms', '2m', '1min', '1h', 'PT1M', 'P1D', '5000us', '24h', '-5'];
/** What is no duration, no number and no truth. */
export const WRONG = [
  '',
  'bogus',
  '-',
  '1.5',
  '0x10',
  ' 7',
  '7 ',
  '99999999999999999999',
  '1e3',
  'nan',
  '10 s',
  '+3',
  '#default',
  'ON',
  'no',
  'Y',
];
export const COLORS = ['red', 'yellow', 'green', '10', '-INFINITY', 'blue'];
/** Points in time around which the made-up clusters live. */
export const INSTANTS = [1_700_000_000, 1_700_000_060, 1_700_003_600, 1_700_086_400, 1_699_990_000];

export const META = {
  'target-role': [...ROLES, 'started', 'STOPPED', 'bogus'],
  'is-managed': YES_NO,
  maintenance: YES_NO,
  'migration-threshold': ['1', '2', '3', 'INFINITY', '0', '-1', 'bogus'],
  'failure-timeout': DURATIONS,
  'resource-stickiness': ['0', '1', '100', 'INFINITY', '-1', '-INFINITY', '100000', 'x'],
  priority: ['0', '1', '10', '1000', '-5', 'INFINITY', '-INFINITY'],
  'allow-migrate': YES_NO,
  'multiple-active': ['stop_only', 'stop_start', 'block', 'stop_unexpected', 'bogus'],
  critical: YES_NO,
  requires: ['nothing', 'quorum', 'fencing', 'unfencing', 'bogus'],
  'allow-unhealthy-nodes': YES_NO,
  'container-attribute-target': ['host', 'guest'],
};

export const CLONE_META = {
  'clone-max': ['0', '1', '2', '3', '5', '-1', 'bogus'],
  'clone-node-max': ['0', '1', '2', '3'],
  interleave: YES_NO,
  ordered: YES_NO,
  notify: YES_NO,
  'promoted-max': ['0', '1', '2', '3'],
  'promoted-node-max': ['0', '1', '2'],
  'globally-unique': YES_NO,
  promotable: YES_NO,
  'clone-min': ['0', '1', '2', '3'],
};

export const OPTIONS = {
  'no-quorum-policy': ['stop', 'ignore', 'freeze', 'demote', 'fence', 'suicide', 'Freeze', 'bogus'],
  'fencing-enabled': YES_NO,
  'symmetric-cluster': YES_NO,
  'maintenance-mode': YES_NO,
  'stop-all-resources': YES_NO,
  'placement-strategy': ['default', 'utilization', 'minimal', 'balanced', 'bogus'],
  'startup-fencing': YES_NO,
  'start-failure-is-fatal': YES_NO,
  'node-health-strategy': ['none', 'migrate-on-red', 'only-green', 'progressive', 'custom'],
  'node-health-base': ['0', '10', '-10', 'INFINITY'],
  'node-health-green': ['0', '10', '-5'],
  'node-health-yellow': ['0', '-10', '5'],
  'node-health-red': ['-INFINITY', '-100', '0'],
  'stop-removed-resources': YES_NO,
  'cancel-removed-actions': YES_NO,
  'concurrent-fencing': YES_NO,
  'enable-startup-probes': YES_NO,
  'shutdown-lock': YES_NO,
  'shutdown-lock-limit': ['0', '60s', '1h', '10min'],
  'priority-fencing-delay': ['0', '15s', '1m', 'bogus'],
  'fencing-action': ['reboot', 'off', 'poweroff', 'bogus'],
  'fencing-timeout': ['60s', '0', '120'],
  'fencing-watchdog-timeout': ['0', '10s', '-1', '5'],
  'have-watchdog': YES_NO,
  'node-pending-timeout': ['0', '60s', '2h'],
  'cluster-delay': ['60s', '0', '30'],
  'fence-remote-without-quorum': YES_NO,
  'fencing-max-attempts': ['10', '1', '0', 'INFINITY'],
  'batch-limit': ['0', '3', '-1'],
  'stonith-enabled': YES_NO,
  'stonith-action': ['reboot', 'off'],
  'stonith-watchdog-timeout': ['0', '10s'],
};

export const ON_FAIL = ['ignore', 'block', 'demote', 'stop', 'restart', 'standby', 'fence', 'restart-container'];

export const OP_META = {
  timeout: DURATIONS,
  'on-fail': ON_FAIL,
  enabled: YES_NO,
  'record-pending': YES_NO,
  role: ROLES,
  'start-delay': DURATIONS,
  'interval-origin': ['2023-11-14T22:00:00Z', '2023-11-14', 'bogus'],
  'migration-threshold': ['1', '2'],
  'failure-timeout': DURATIONS,
};

export const TRANSIENT = {
  standby: ['on', 'off', 'true', 'false'],
  maintenance: YES_NO,
  terminate: ['true', 'false', '1', '1700000000'],
  shutdown: ['1700000000', '0', '1699990000', 'true'],
  probe_complete: YES_NO,
  '#health-disk': COLORS,
  '#health_ipmi': COLORS,
  '#node-unfenced': ['0', '1700000000'],
  '#digests-all': ['fence1:fence_dummy:0123456789abcdef,', ''],
  '#digests-secure': ['fence1:fence_dummy:0123456789abcdef,'],
  '#feature-set': ['3.20.0', '3.19.6', '3.21.0'],
  pingd: ['0', '100', '1000'],
  site: ['a', 'b'],
};
