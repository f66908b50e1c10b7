import type { Option, OptionList } from './option.js';

const DURING_JOIN: Omit<Option, 'name' | 'default' | 'short'> = { type: 'duration', advanced: true };
const SAVED_INPUTS: Omit<Option, 'name' | 'default' | 'short'> = {
  type: 'integer',
  long: 'With 0 none are kept, with -1 all of them.',
};
const HEALTH_SCORE = 'Has an effect only if node-health-strategy is "custom" or "progressive".';

/** Cluster options, in the order in which they are listed. */
export const CLUSTER_OPTIONS: OptionList = {
  agent: 'cluster-options',
  short: 'Pacemaker cluster options',
  long:
    'Options (also called properties) that apply to the cluster as a whole. ' +
    'They are kept in cluster_property_set elements of the crm_config section of the configuration.',
  options: [
    {
      name: 'dc-version',
      type: 'version',
      generated: true,
      short: 'Version that runs on the Designated Controller (DC)',
      long: 'Ends with a hash of the exact source it was built from. Meant for diagnosis.',
    },
    {
      name: 'cluster-infrastructure',
      type: 'string',
      generated: true,
      short: 'Messaging layer the cluster currently runs on',
      long: 'Meant for information and diagnosis.',
    },
    {
      name: 'cluster-name',
      type: 'string',
      short: 'A name for the cluster',
      long:
        'Optional, and mostly for the people who run it; rules can refer to it as the node attribute ' +
        '#cluster-name, and agents and other tools may use it.',
    },
    {
      name: 'dc-deadtime',
      type: 'duration',
      default: '20s',
      short: 'How long a starting node waits for an answer from other nodes',
      long: 'A good value depends on how fast and how busy the network is, and on its switches.',
    },
    {
      name: 'cluster-recheck-interval',
      type: 'duration',
      default: '15min',
      short: 'How often to look at the cluster again if nothing happens',
      long:
        'The cluster reacts to events, and knows in advance when most failure timeouts and date rules change ' +
        'their result. This interval covers the remaining rules and guards against mistakes. ' +
        'It is in seconds if no unit is given (such as in "5min"); 0 turns it off.',
    },
    {
      ...DURING_JOIN,
      name: 'election-timeout',
      default: '2min',
      short: 'Give up an election that takes longer than this; a need to change it points to a bug',
    },
    {
      ...DURING_JOIN,
      name: 'shutdown-escalation',
      default: '20min',
      short: 'Exit at once if a shutdown takes longer than this; a need to change it points to a bug',
    },
    {
      ...DURING_JOIN,
      name: 'join-integration-timeout',
      default: '3min',
      short: 'How long joining nodes may take to be integrated; a need to change it points to a bug',
    },
    {
      ...DURING_JOIN,
      name: 'join-finalization-timeout',
      default: '30min',
      short: 'How long joining nodes may take to become members; a need to change it points to a bug',
    },
    {
      name: 'transition-delay',
      type: 'duration',
      default: '0s',
      advanced: true,
      short: 'Pause before recovery starts, which slows down every recovery',
      long: 'Lets further events arrive first, for configurations that depend on the order of ping updates.',
    },
    {
      name: 'no-quorum-policy',
      type: 'select',
      default: 'stop',
      values: ['stop', 'freeze', 'ignore', 'demote', 'fence', 'suicide'],
      short: 'What a partition without quorum does',
    },
    {
      name: 'shutdown-lock',
      type: 'boolean',
      default: 'false',
      short: 'Keep resources reserved for a node that was shut down cleanly',
      long:
        'If true, resources that ran on the node do not run anywhere else until they have started there again ' +
        '(or until shutdown-lock-limit has passed, if it is set). Fencing resources, connections to remote nodes, ' +
        'instances of clones and bundles, and promoted roles are never reserved.',
    },
    {
      name: 'shutdown-lock-limit',
      type: 'duration',
      default: '0',
      short: 'How long shutdown-lock keeps resources reserved',
      long: 'Counted from the start of the shutdown, whether or not the node has come back; 0 means for ever.',
    },
    {
      name: 'enable-acl',
      type: 'boolean',
      default: 'false',
      short: 'Check access to the CIB against access control lists (ACLs)',
    },
    {
      name: 'symmetric-cluster',
      type: 'boolean',
      default: 'true',
      short: 'Let resources run on every node unless a constraint says otherwise',
    },
    {
      name: 'maintenance-mode',
      type: 'boolean',
      default: 'false',
      short: 'Neither monitor nor start nor stop any resource',
    },
    {
      name: 'start-failure-is-fatal',
      type: 'boolean',
      default: 'true',
      short: 'Ban a resource from a node where it failed to start',
      long: 'If false, the failure is counted, and migration-threshold of the resource decides.',
    },
    {
      name: 'enable-startup-probes',
      type: 'boolean',
      default: 'true',
      deprecated: true,
      short: 'Look for resources that are already active when a node starts',
    },
    {
      name: 'fence-remote-without-quorum',
      type: 'boolean',
      default: 'false',
      advanced: true,
      short: 'Let a partition without quorum fence remote nodes',
      long: 'Otherwise it leaves those of its own remote nodes alone that it thinks it can restart.',
    },
    {
      name: 'fencing-enabled',
      type: 'boolean',
      default: 'true',
      advanced: true,
      alias: 'stonith-enabled',
      short: 'Fence nodes as part of recovery',
      long:
        'If false, a node that does not answer is taken to be harmless and its resources are recovered elsewhere; ' +
        'if it is alive after all, both halves run the same resources, and data can be lost.',
    },
    {
      name: 'fencing-action',
      type: 'select',
      default: 'reboot',
      values: ['reboot', 'off'],
      alias: 'stonith-action',
      short: 'What a fence device is asked to do with a node',
    },
    {
      name: 'fencing-reaction',
      type: 'select',
      default: 'stop',
      values: ['stop', 'panic'],
      alias: 'fence-reaction',
      short: 'What a node does that is told of its own fencing',
      long:
        'It can still hear of it if fencing is misconfigured, or cuts storage but not the network. "stop" stops ' +
        'the cluster software for good, "panic" reboots the node at once (and stops if that fails).',
    },
    {
      name: 'fencing-timeout',
      type: 'duration',
      default: '60s',
      alias: 'stonith-timeout',
      short: 'How long an on, off or reboot action of a fence device may take unless configured for it',
    },
    {
      name: 'have-watchdog',
      type: 'boolean',
      default: 'false',
      generated: true,
      short: 'Whether a watchdog is in use',
      long:
        'Set by the cluster where it detects SBD; a configured value is ignored. Together with a ' +
        'fencing-watchdog-timeout other than 0 it means that nodes fence themselves by their watchdog, ' +
        'without a fencing resource.',
    },
    {
      name: 'fencing-watchdog-timeout',
      type: 'timeout',
      default: '0',
      alias: 'stonith-watchdog-timeout',
      short: 'When a lost node can be taken to have been stopped by its watchdog',
      long:
        'A positive time is used as given. With 0 watchdogs are not relied on. A negative value stands for twice ' +
        'SBD_WATCHDOG_TIMEOUT of the local node, or 0 if that is not set. Data is at risk unless this is longer ' +
        'than SBD_WATCHDOG_TIMEOUT on every node with SBD (nodes where it is not refuse to start), and, for a ' +
        'negative value, unless SBD_WATCHDOG_TIMEOUT is the same everywhere.',
    },
    {
      name: 'fencing-max-attempts',
      type: 'score',
      default: '10',
      alias: 'stonith-max-attempts',
      short: 'After how many failures fencing of a node is no longer retried at once',
    },
    {
      name: 'concurrent-fencing',
      type: 'boolean',
      default: 'true',
      deprecated: true,
      short: 'Fence several nodes at the same time',
    },
    {
      name: 'startup-fencing',
      type: 'boolean',
      default: 'true',
      advanced: true,
      short: 'Fence nodes that have not been seen when the cluster starts',
      long: 'If false, an unseen node may be running the same resources, and data can be lost.',
    },
    {
      name: 'priority-fencing-delay',
      type: 'duration',
      default: '0',
      short: 'Delay the fencing of the side whose resources matter more',
      long:
        'Where the own partition has no majority, a fencing aimed at the lost nodes with the highest sum of resource ' +
        'priorities waits this long, so that they are likely to win. A promoted instance counts one more if ' +
        'its priority is not 0. Delays by pcmk_delay_base and pcmk_delay_max come on top: choose at least ' +
        'twice the longest of those. 0 turns it off.',
    },
    {
      name: 'node-pending-timeout',
      type: 'duration',
      default: '0',
      short: 'How long a node may be in the cluster before its controller has joined',
      long: 'It is fenced after that, so that the rest can go on; 0 means never.',
    },
    {
      name: 'cluster-delay',
      type: 'duration',
      default: '60s',
      short: 'How long a message between nodes may take',
      long:
        'An action counts as failed if the Designated Controller (DC) has no result this long after the ' +
        "action's own timeout. A good value depends on the network and on the load of the nodes.",
    },
    {
      name: 'load-threshold',
      type: 'percentage',
      default: '80%',
      short: 'Load of a node up to which the cluster may use it',
      long: 'Recovery becomes slower as the use of the system (currently its CPU) comes near this.',
    },
    {
      name: 'node-action-limit',
      type: 'integer',
      default: '0',
      short: 'How many actions may run at once on a node (0: twice its cores)',
    },
    {
      name: 'batch-limit',
      type: 'integer',
      default: '0',
      short: 'How many actions may run at once in the whole cluster',
      long:
        'A good value depends on the network and on the load of the nodes. ' +
        'With 0 a limit is computed whenever a node has a high load.',
    },
    {
      name: 'migration-limit',
      type: 'integer',
      default: '-1',
      short: 'How many live migrations may run at once on a node (-1: any number)',
    },
    {
      name: 'cluster-ipc-limit',
      type: 'nonnegative_integer',
      deprecated: true,
      short: 'Has no effect',
    },
    {
      name: 'stop-all-resources',
      type: 'boolean',
      default: 'false',
      short: 'Stop every resource',
    },
    {
      name: 'stop-removed-resources',
      type: 'boolean',
      default: 'true',
      deprecated: true,
      alias: 'stop-orphan-resources',
      short: 'Stop resources that are no longer configured',
    },
    {
      name: 'cancel-removed-actions',
      type: 'boolean',
      default: 'true',
      deprecated: true,
      alias: 'stop-orphan-actions',
      short: 'Cancel recurring actions that are no longer configured',
    },
    {
      ...SAVED_INPUTS,
      name: 'pe-error-series-max',
      default: '-1',
      short: 'How many scheduler inputs to keep that led to errors',
    },
    {
      ...SAVED_INPUTS,
      name: 'pe-warn-series-max',
      default: '5000',
      short: 'How many scheduler inputs to keep that led to warnings',
    },
    {
      ...SAVED_INPUTS,
      name: 'pe-input-series-max',
      default: '4000',
      short: 'How many scheduler inputs to keep that led to neither errors nor warnings',
    },
    {
      name: 'node-health-strategy',
      type: 'select',
      default: 'none',
      values: ['none', 'migrate-on-red', 'only-green', 'progressive', 'custom'],
      short: 'What node health attributes lead to',
      long:
        'Something outside the cluster has to set the attributes: their names begin with "#health", ' +
        'their values are "red", "yellow" or "green".',
    },
    {
      name: 'node-health-base',
      type: 'score',
      default: '0',
      short: 'Health score every node begins with',
      long: 'Has an effect only if node-health-strategy is "progressive".',
    },
    {
      name: 'node-health-green',
      type: 'score',
      default: '0',
      short: 'Score of a node health attribute that is "green"',
      long: HEALTH_SCORE,
    },
    {
      name: 'node-health-yellow',
      type: 'score',
      default: '0',
      short: 'Score of a node health attribute that is "yellow"',
      long: HEALTH_SCORE,
    },
    {
      name: 'node-health-red',
      type: 'score',
      default: '-INFINITY',
      short: 'Score of a node health attribute that is "red"',
      long: HEALTH_SCORE,
    },
    {
      name: 'placement-strategy',
      type: 'select',
      default: 'default',
      values: ['default', 'utilization', 'minimal', 'balanced'],
      short: 'How resources are spread over nodes',
    },
  ],
};
