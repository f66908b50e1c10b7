import type { OptionList } from './option.js';

/** Meta-attributes of a primitive resource, in the order in which they are listed. */
export const PRIMITIVE_META: OptionList = {
  agent: 'primitive-meta',
  short: 'Primitive meta-attributes',
  long: 'Meta-attributes that a primitive resource can have',
  options: [
    {
      name: 'priority',
      type: 'score',
      default: '0',
      short: 'How important the resource is',
      long: 'Where not all resources can run, those with a lower priority are stopped for those with a higher one.',
    },
    {
      name: 'critical',
      type: 'boolean',
      default: 'true',
      short: 'Default of "influence" in colocation constraints',
      long: 'Used in the colocations this resource takes part in, those implied by its group included.',
    },
    {
      name: 'target-role',
      type: 'select',
      default: 'Started',
      values: ['Stopped', 'Started', 'Unpromoted', 'Promoted'],
      short: 'Role the cluster should bring the resource to',
      long:
        '"Stopped" keeps it stopped. "Started" lets it start, and be promoted if it can be; "Promoted" means the ' +
        'same. "Unpromoted" lets it start, but keeps a promotable one from being promoted.',
    },
    {
      name: 'is-managed',
      type: 'boolean',
      default: 'true',
      short: 'Whether the cluster may start, stop, promote and demote the resource',
      long:
        'Recurring actions go on either way. Maintenance, of the cluster (maintenance-mode), of the node or of the ' +
        'resource, takes precedence over a value of true.',
    },
    {
      name: 'maintenance',
      type: 'boolean',
      default: 'false',
      short: 'Leave the resource alone altogether',
      long:
        'If true, nothing is started, stopped, promoted or demoted, and monitors pause, except those for the role ' +
        '"Stopped". Maintenance of the cluster (maintenance-mode) or of the node takes precedence over false.',
    },
    {
      name: 'resource-stickiness',
      type: 'score',
      short: 'How much the resource prefers to stay where it is active',
      long:
        'Added to the score of that node, so that the resource stays there even if it would be started elsewhere. ' +
        'Without a value it is 1 for instances of a clone and 0 for all others.',
    },
    {
      name: 'requires',
      type: 'select',
      values: ['nothing', 'quorum', 'fencing', 'unfencing'],
      short: 'What has to be true before the resource may start',
      long:
        '"nothing": it may always start. "quorum": most of the configured nodes are active. "fencing": besides, ' +
        'failed and unknown nodes have been fenced. "unfencing": besides, the node it starts on has been unfenced. ' +
        'Without a value it is "quorum" for fencing resources, otherwise "unfencing" if a device does unfencing, ' +
        'otherwise "fencing" if fencing-enabled is true, otherwise "quorum".',
    },
    {
      name: 'migration-threshold',
      type: 'score',
      default: 'INFINITY',
      short: 'After how many failures the resource may no longer run on a node',
      long:
        '0 turns this off; INFINITY is only a very large number. It counts failures of operations whose on-fail is ' +
        '"restart", and failed starts only if start-failure-is-fatal is false.',
    },
    {
      name: 'failure-timeout',
      type: 'duration',
      default: '0',
      short: 'After how many seconds a failure is forgotten',
      long: 'The resource may then come back to the node where it failed; 0 turns this off.',
    },
    {
      name: 'multiple-active',
      type: 'select',
      default: 'stop_start',
      values: ['block', 'stop_only', 'stop_start', 'stop_unexpected'],
      short: 'What to do about a resource that is active on more nodes than it should be',
      long:
        '"block" stops managing it. "stop_only" stops it everywhere. "stop_start" stops it everywhere, then starts ' +
        'it on one node. "stop_unexpected" stops it where it should not be; use this only where a further instance ' +
        'does no harm to the right one and its monitor would notice if it did. Resources ordered after it restart.',
    },
    {
      name: 'allow-migrate',
      type: 'boolean',
      short: 'Move the resource by live migration if possible',
      long: 'Without a value it is true for ocf:pacemaker:remote and false for all others.',
    },
    {
      name: 'allow-unhealthy-nodes',
      type: 'boolean',
      default: 'false',
      short: 'Let the resource run on nodes whose health score would forbid it',
    },
    {
      name: 'container-attribute-target',
      type: 'string',
      short: 'Whose node attributes count for a resource in a container',
      long:
        'With "host" those of the machine the container runs on, otherwise those of the node itself (in a bundle, ' +
        'the bundle node). Mostly set on a bundle, from which its primitive inherits it.',
    },
    {
      name: 'remote-node',
      type: 'string',
      short: 'Name of the guest node that the resource is, if it is one',
      long:
        'Makes the resource a guest node of this name. The guest has to start the Pacemaker Remote daemon when it ' +
        'boots. The name must differ from those of all resources and nodes.',
    },
    {
      name: 'remote-addr',
      type: 'string',
      short: 'With remote-node: address or host name of the guest',
      long: 'Its Pacemaker Remote daemon has to accept connections there. Without a value it is remote-node.',
    },
    {
      name: 'remote-port',
      type: 'port',
      default: '3121',
      short: 'With remote-node: port of the guest',
      long: 'Its Pacemaker Remote daemon has to listen on it.',
    },
    {
      name: 'remote-connect-timeout',
      type: 'timeout',
      default: '60s',
      short: 'With remote-node: how long connecting to the guest may take',
    },
    {
      name: 'remote-allow-migrate',
      type: 'boolean',
      default: 'true',
      short: "With remote-node: allow-migrate of the guest's implied connection resource",
    },
  ],
};
