/** What help says of the commands that make objects, by their words. */
export interface Description {
  readonly summary: string;
  readonly usage: string;
  readonly help?: string;
  readonly examples?: readonly string[];
}

const ATTRIBUTES = '[$id=<id>] [<score>:] [rule <rule> ...] <attribute>=<value> ... | $id-ref=<id>';
const SETS = `where <list> is ${ATTRIBUTES}`;

export const DESCRIPTIONS: Readonly<Record<string, Description>> = {
  node: {
    summary: 'Describe a node',
    usage: `[<id>:] <name>[:member|remote] [description=<text>]\n  [attributes <list>] [utilization <list>]\n  ${SETS}`,
    help: 'Attributes of a node that exists are added to those it has. Nodes themselves appear by joining the cluster.',
    examples: ['node n1 attributes standby=on', 'node n1 utilization memory=4096'],
  },
  rsc_template: {
    summary: 'Make a template that primitives can share',
    usage: `<id> [<class>:[<provider>:]]<type> [description=<text>]\n  [params <list>] [meta <list>] [utilization <list>]\n  [op <operation> [<attribute>=<value> ...] ...]\n  ${SETS}`,
    examples: ['rsc_template vm ocf:heartbeat:Xen op monitor interval=60s'],
  },
  primitive: {
    summary: 'Make a resource',
    usage: `<id> {[<class>:[<provider>:]]<type>|@<template>} [description=<text>]\n  [[params] <list>] [meta <list>] [utilization <list>]\n  [operations {$id=<id>|$id-ref=<id>}]\n  [op <operation> [<attribute>=<value> ...] [op_params <list>] [op_meta <list>] ...]\n  ${SETS}`,
    help: 'The class is ocf if it is left out, and the provider is looked for. Options of an operation that are not its own are passed to the agent.',
    examples: ['primitive vip IPaddr2 ip=192.168.1.10 op monitor interval=10s', 'primitive web1 @web params port=8080'],
  },
  bundle: {
    summary: 'Make a resource that runs in containers',
    usage:
      '<id> {docker|podman|rkt} image=<image> [<option>=<value> ...]\n  [network [<option>=<value> ...] [port-mapping <option>=<value> ...] ...]\n  [storage storage-mapping <option>=<value> ... ...]\n  [meta <list>] [primitive <resource>]',
    examples: ['bundle b podman image=web replicas=3 network ip-range-start=10.0.0.100 primitive web'],
  },
  group: {
    summary: 'Put resources together, to start one after the other on the same node',
    usage: `<id> <resource> [<resource> ...] [description=<text>] [meta <list>] [params <list>]\n  ${SETS}`,
    examples: ['group web vip apache'],
  },
  ms: {
    summary: 'Make a promotable resource, in the old way',
    usage: `<id> <resource> [description=<text>] [meta <list>] [params <list>]\n  ${SETS}`,
    help: 'New schemas have promotable clones instead: see `clone` and its attribute promotable=true.',
  },
  clone: {
    summary: 'Let a resource run on several nodes',
    usage: `<id> <resource> [description=<text>] [meta <list>] [params <list>]\n  ${SETS}`,
    help: 'With meta promotable=true, instances can be promoted.',
    examples: ['clone c-dlm dlm meta interleave=true', 'clone c-drbd drbd meta promotable=true notify=true'],
  },
  tag: {
    summary: 'Give a name to several objects',
    usage: '<id>: <resource> [<resource> ...]',
    examples: ['tag web: vip apache'],
  },
  location: {
    summary: 'Prefer or avoid nodes for a resource',
    usage:
      '<id> {<resource>|/<pattern>/|{ <resource sets> }} [role=<role>] [resource-discovery=<when>]\n  {<score>: <node> | rule <rule> [rule <rule> ...]}',
    help: 'Rules are explained by `help RuleExpressions`, sets by `help Resourcesets`.',
    examples: ['location l1 vip 100: n1', 'location l2 vip rule -inf: not_defined pingd or pingd lte 0'],
  },
  colocation: {
    summary: 'Keep resources on the same node, or apart',
    usage:
      '<id> <score>: <resource>[:<role>] <with resource>[:<role>] [node-attribute=<attribute>]\n  <id> <score>: <resource sets> [node-attribute=<attribute>]',
    examples: ['colocation c1 inf: web fs', 'colocation c2 -inf: a b'],
  },
  order: {
    summary: 'Start or stop resources one after the other',
    usage:
      '<id> [{Mandatory|Optional|Serialize|<score>}:] <first>[:<action>] <then>[:<action>] [symmetrical=<bool>]\n  <id> [<kind>:] <resource sets> [symmetrical=<bool>]',
    examples: ['order o1 Mandatory: fs web', 'order o2 Optional: ( a b ) c'],
  },
  rsc_ticket: {
    summary: 'Let resources depend on a ticket',
    usage: '<id> <ticket>: <resource>[:<role>] [<resource>[:<role>] ...]\n  [loss-policy={stop|demote|fence|freeze}]',
    examples: ['rsc_ticket t1 site-a: web loss-policy=fence'],
  },
  fencing_topology: {
    summary: 'Say which fencing devices to use for a node, in which order',
    usage:
      '<devices> [<devices> ...]\n  <target> <devices> [<devices> ...] [<target> ...]\n  where <devices> is <device>[,<device> ...]\n  and <target> is <node>: | pattern:<pattern> | attr:<name>=<value>',
    help: 'Devices joined by commas are used together; those after a blank when the ones before have failed.',
    examples: ['fencing_topology n1: ipmi1 pdu1,pdu2 n2: ipmi2'],
  },
  property: {
    summary: 'Set options of the cluster',
    usage: '[<id>:] [rule <rule> ...] <option>=<value> [<option>=<value> ...]',
    examples: ['property stonith-enabled=true', 'property no-quorum-policy=stop'],
  },
  rsc_defaults: {
    summary: 'Set meta attributes for all resources',
    usage: '[<id>:] [rule <rule> ...] <attribute>=<value> [<attribute>=<value> ...]',
    examples: ['rsc_defaults resource-stickiness=100'],
  },
  op_defaults: {
    summary: 'Set attributes for all operations',
    usage: '[<id>:] [rule <rule> ...] <attribute>=<value> [<attribute>=<value> ...]',
    examples: ['op_defaults timeout=60s'],
  },
  role: {
    summary: 'Say what a role may read and write',
    usage:
      '<id> {read|write|deny} <target> [{read|write|deny} <target> ...]\n  where <target> is xpath:<xpath> | ref:<id> | type:<element> [attr:<attribute>]\n  or a short name: meta, params, utilization, location, property, node, nodeattr, nodeutil, status, cib',
    examples: ['role operator write meta:vip:target-role read status'],
  },
  acl_target: { summary: 'Give a user roles', usage: '<user> [<role> ...]', examples: ['acl_target joe operator'] },
  acl_group: { summary: 'Give the users of a group roles', usage: '<group> [<role> ...]' },
  user: {
    summary: 'Give a user roles or rights, in the old way',
    usage: '<user> {role:<role> ... | {read|write|deny} <target> ...}',
    help: 'For schemas before pacemaker-2.0; later ones have `acl_target`.',
  },
  alert: {
    summary: 'Call a program when something happens',
    usage:
      '<id> <path> [attributes <list>] [meta <list>]\n  [select {nodes|fencing|resources|attributes { <attribute> ... }} ...]\n  [to [{] <recipient> [attributes <list>] [meta <list>] [}] ...]',
    examples: ['alert mail /usr/share/alerts/mail.sh to admin@example.com'],
  },
};
