import type { LevelRows } from './row.js';

export const RESOURCE_ROWS: LevelRows = {
  level: 'resource',
  rows: {
    status: [
      {
        run: 'resource status',
        prints:
          'Full List of Resources:\n  * vip\t(ocf:heartbeat:Thing):\t Started\n  * Resource Group: g:\n    * a\t(ocf:heartbeat:Thing):\t Stopped\n    * b\t(ocf:heartbeat:Thing):\t Stopped (disabled)\n  * Clone Set: c [d]:\n    * Stopped: [ alpha beta ]\n  * Clone Set: p [e] (promotable):\n    * Stopped: [ alpha beta ]\n',
      },
      { run: 'resource status vip', prints: 'resource vip is running on: alpha\n' },
      {
        run: 'resource status nope',
        fails: true,
        prints: "crm_resource: Resource 'nope' not found\nError performing operation: No such object\n",
      },
      {
        run: 'resource show g',
        prints:
          'WARNING: This command \'show\' is deprecated, please use \'status\'\nINFO: "show" is accepted as "status"\nresource g is NOT running\n',
      },
    ],
    start: [
      {
        run: 'resource start vip',
        prints: '',
        changes: [
          '+ vip <meta_attributes id="vip-meta_attributes"><nvpair id="vip-meta_attributes-target-role" name="target-role" value="Started"/></meta_attributes>',
        ],
      },
      { run: 'resource start nope', fails: true, prints: 'ERROR: Resource not found: nope\n' },
    ],
    stop: [
      {
        run: 'resource stop vip',
        prints: '',
        changes: [
          '+ vip <meta_attributes id="vip-meta_attributes"><nvpair id="vip-meta_attributes-target-role" name="target-role" value="Stopped"/></meta_attributes>',
        ],
      },
      {
        run: 'resource stop both',
        prints: '',
        changes: [
          '+ vip <meta_attributes id="vip-meta_attributes"><nvpair id="vip-meta_attributes-target-role" name="target-role" value="Stopped"/></meta_attributes>',
          '+ c <meta_attributes id="c-meta_attributes"><nvpair id="c-meta_attributes-target-role" name="target-role" value="Stopped"/></meta_attributes>',
        ],
      },
    ],
    restart: [
      {
        run: 'resource restart vip',
        fails: true,
        prints: 'ERROR: resource.restart: waiting for resources to stop needs a running cluster, and none runs here\n',
      },
    ],
    promote: [
      {
        run: 'resource promote p',
        prints:
          "Set 'p' option: id=p-meta_attributes-target-role set=p-meta_attributes name=target-role value=Promoted\n",
        changes: [
          '+ p <meta_attributes id="p-meta_attributes"><nvpair id="p-meta_attributes-target-role" name="target-role" value="Promoted"/></meta_attributes>',
        ],
      },
      { run: 'resource promote vip', fails: true, prints: 'ERROR: vip is not a promotable resource\n' },
    ],
    demote: [
      {
        run: 'resource demote p',
        prints:
          "Set 'p' option: id=p-meta_attributes-target-role set=p-meta_attributes name=target-role value=Unpromoted\n",
        changes: [
          '+ p <meta_attributes id="p-meta_attributes"><nvpair id="p-meta_attributes-target-role" name="target-role" value="Unpromoted"/></meta_attributes>',
        ],
      },
    ],
    manage: [
      {
        run: ['resource unmanage vip', 'resource manage vip'],
        prints: '',
        changes: [
          '+ vip <meta_attributes id="vip-meta_attributes"><nvpair id="vip-meta_attributes-is-managed" name="is-managed" value="true"/></meta_attributes>',
        ],
      },
    ],
    unmanage: [
      {
        run: 'resource unmanage c',
        prints: '',
        changes: [
          '+ c <meta_attributes id="c-meta_attributes"><nvpair id="c-meta_attributes-is-managed" name="is-managed" value="false"/></meta_attributes>',
        ],
      },
    ],
    maintenance: [
      {
        run: 'resource maintenance vip',
        prints: '',
        changes: [
          '+ vip <meta_attributes id="vip-meta_attributes"><nvpair id="vip-meta_attributes-maintenance" name="maintenance" value="true"/></meta_attributes>',
        ],
      },
      {
        run: 'resource maintenance vip off',
        prints: '',
        changes: [
          '+ vip <meta_attributes id="vip-meta_attributes"><nvpair id="vip-meta_attributes-maintenance" name="maintenance" value="false"/></meta_attributes>',
        ],
      },
    ],
    move: [
      {
        run: 'resource move vip beta',
        prints:
          'INFO: Move constraint created for vip to beta\nINFO: Use `crm resource clear vip` to remove this constraint\n',
        changes: [
          '+ constraints <rsc_location id="cli-prefer-vip" rsc="vip" role="Started" node="beta" score="INFINITY"/>',
        ],
      },
      {
        run: 'resource move vip beta PT1H',
        prints:
          'INFO: Move constraint created for vip to beta\nINFO: Use `crm resource clear vip` to remove this constraint\n',
        changes: [
          '+ constraints <rsc_location id="cli-prefer-vip" rsc="vip" role="Started"><rule id="cli-prefer-rule-vip" score="INFINITY" boolean-op="and"><expression id="cli-prefer-expr-vip" attribute="#uname" operation="eq" value="beta" type="string"/><date_expression id="cli-prefer-lifetime-end-vip" operation="lt" end="1970-01-01 01:16:40Z"/></rule></rsc_location>',
        ],
      },
      { run: 'resource move vip gamma', fails: true, prints: 'ERROR: resource.move: Not our node: gamma\n' },
    ],
    ban: [
      {
        run: 'resource ban vip',
        prints:
          "WARNING: Creating rsc_location constraint 'cli-ban-vip-on-alpha' with a score of -INFINITY for resource vip on alpha.\n\tThis will prevent vip from running on alpha until the constraint is removed using the clear option or by editing the CIB with an appropriate tool.\n\tThis will be the case even if alpha is the last node in the cluster\nINFO: Ban constraint created for vip\nINFO: Use `crm resource clear vip` to remove this constraint\n",
        changes: [
          '+ constraints <rsc_location id="cli-ban-vip-on-alpha" rsc="vip" role="Started" node="alpha" score="-INFINITY"/>',
        ],
      },
      {
        run: 'resource ban g',
        fails: true,
        prints:
          "crm_resource: Resource 'g' not moved: active in 0 locations.\nTo prevent 'g' from running on a specific location, specify a node.\n",
      },
    ],
    clear: [
      {
        run: ['resource move vip beta', 'resource clear vip'],
        prints: 'INFO: Removed migration constraints for vip\n',
      },
    ],
    cleanup: [
      { run: 'resource cleanup', prints: 'Dry run: skipping clean-up of all nodes due to CIB_file\n' },
      { run: 'resource cleanup vip', prints: 'Dry run: skipping clean-up of vip on alpha due to CIB_file\n' },
      {
        run: 'resource cleanup nope',
        fails: true,
        prints: "crm_resource: Resource 'nope' not found\nError performing operation: No such object\n",
      },
    ],
    refresh: [
      { run: 'resource refresh', prints: 'Dry run: skipping clean-up of all nodes due to CIB_file\n' },
      {
        run: 'resource refresh nope',
        fails: true,
        prints: "crm_resource: Resource 'nope' not found\nError performing operation: No such object\n",
      },
      { run: 'resource refresh vip alpha', prints: 'Dry run: skipping clean-up of vip on alpha due to CIB_file\n' },
    ],
    param: [
      {
        run: 'resource param vip set ip 10.0.0.2',
        prints: "Set 'vip' option: id=vip-params-ip name=ip value=10.0.0.2\n",
        changes: ['vip-params-ip value: 10.0.0.1 → 10.0.0.2'],
      },
      { run: 'resource param vip show ip', prints: '10.0.0.1\n' },
      {
        run: 'resource param vip delete ip',
        prints: "Deleted 'vip' option: id=vip-params-ip name=ip\n",
        changes: ['- vip-params <nvpair id="vip-params-ip">'],
      },
    ],
    meta: [
      {
        run: 'resource meta vip set priority 5',
        prints: "Set 'vip' option: id=vip-meta_attributes-priority set=vip-meta_attributes name=priority value=5\n",
        changes: [
          '+ vip <meta_attributes id="vip-meta_attributes"><nvpair id="vip-meta_attributes-priority" name="priority" value="5"/></meta_attributes>',
        ],
      },
      { run: 'resource meta b show target-role', prints: 'Stopped\n' },
      {
        run: 'resource meta b delete target-role',
        prints: "Deleted 'b' option: id=b-meta-role name=target-role\n",
        changes: ['- b-meta <nvpair id="b-meta-role">'],
      },
    ],
    utilization: [
      {
        run: 'resource utilization vip set cpu 2',
        prints: "Set 'vip' option: id=vip-utilization-cpu set=vip-utilization name=cpu value=2\n",
        changes: [
          '+ vip <utilization id="vip-utilization"><nvpair id="vip-utilization-cpu" name="cpu" value="2"/></utilization>',
        ],
      },
      { run: 'resource utilization vip show cpu', prints: "Attribute 'cpu' not found for 'vip'\n" },
    ],
    secret: [
      {
        run: 'resource secret vip show ip',
        fails: true,
        prints: 'Resource vip parameter ip not set as secret, nothing to check\n',
      },
      {
        run: 'resource secret vip set ip x',
        fails: true,
        prints: 'CIB value <10.0.0.1> different for vip rsc parameter ip; please delete it first\n',
      },
    ],
    failcount: [
      { run: 'resource failcount vip show alpha', prints: 'scope=status  name=fail-count-vip value=3\n' },
      { run: 'resource failcount vip set alpha 0', prints: '', changes: ['status-1-fail value: 3 → 0'] },
      {
        run: 'resource failcount vip delete alpha',
        prints: 'Dry run: skipping clean-up of vip on alpha due to CIB_file\n',
      },
    ],
    locate: [
      { run: 'resource locate vip', prints: 'resource vip is running on: alpha\n' },
      { run: 'resource locate a', prints: 'resource a is NOT running\n' },
    ],
    why: [{ run: 'resource why b', prints: /What stands in the way:[\s\S]*target-role of b is Stopped/ }],
    operations: [
      { run: 'resource operations', prints: /^vip.*vip_start_0 \(node=alpha, call=2, rc=0, .*\): Done\n$/ },
      { run: 'resource operations vip alpha', prints: /vip_start_0/ },
    ],
    constraints: [
      {
        run: ['configure location l vip 100: beta', 'resource constraints vip'],
        prints: 'Locations:\n  * Node beta (score=100, id=l, rsc=vip)\n',
        changes: ['+ constraints <rsc_location id="l" rsc="vip" score="100" node="beta"/>'],
      },
    ],
    scores: [{ run: 'resource scores', prints: /pcmk__primitive_assign: a allocation score on beta: -INFINITY\n/ }],
    trace: [
      {
        run: 'resource trace vip monitor',
        prints:
          'INFO: Trace for vip:monitor is written to /var/lib/heartbeat/trace_ra/Thing\nINFO: Trace set, restart vip to trace non-monitor operations\n',
        changes: [
          '+ vip-monitor-10s <instance_attributes id="vip-monitor-10s-instance_attributes"><nvpair name="trace_ra" value="1" id="vip-monitor-10s-instance_attributes-trace_ra"/><nvpair name="trace_dir" value="/var/lib/heartbeat/trace_ra" id="vip-monitor-10s-instance_attributes-trace_dir"/></instance_attributes>',
        ],
      },
      { run: 'resource trace nope', fails: true, prints: 'ERROR: resource nope does not exist\n' },
    ],
    untrace: [{ run: ['resource trace vip', 'resource untrace vip'], prints: 'INFO: Stop tracing vip\n' }],
  },
};
