import { ELEMENT, element, elements } from './elements.js';
import { byName, named, type Shape, text } from './shape.js';

/**
 * What tools find, where a command passes that on as it is: the elements of their XML. All values
 * are text.
 */

const NODE = element('name id cached');
const RESOURCE: Shape = named('resource', () =>
  element(
    'id resource_agent role target_role? active orphaned removed blocked maintenance managed failed failure_ignored nodes_running_on pending? locked_to? description?',
    { node: NODE },
  ),
);
const GROUP: Shape = named('group', () =>
  element('id number_resources maintenance managed disabled description?', { resource: RESOURCE }),
);
const CLONE: Shape = named('clone', () =>
  element('id multi_state unique maintenance managed disabled failed failure_ignored target_role? description?', {
    resource: RESOURCE,
    group: GROUP,
  }),
);
const BUNDLE: Shape = named('bundle', () =>
  element('id type image unique maintenance managed failed description?', {
    replica: element('id', { resource: RESOURCE }),
  }),
);
const KINDS = { resource: RESOURCE, group: GROUP, clone: CLONE, bundle: BUNDLE };

const NODES = element('', {
  node: element(
    'name id online standby standby_onfail maintenance pending unclean health feature_set? shutdown expected_up is_dc resources_running type id_as_resource?',
    KINDS,
  ),
});

const SUMMARY = element('', {
  stack: element('type'),
  current_dc: element('present version? name? id? with_quorum? mixed_version?'),
  last_update: element('time origin?'),
  last_change: element('time user client origin'),
  nodes_configured: element('number'),
  resources_configured: element('number disabled blocked'),
  cluster_options: element(
    'fencing-enabled fencing-timeout-ms symmetric-cluster no-quorum-policy maintenance-mode stop-all-resources priority-fencing-delay-ms stonith-enabled stonith-timeout-ms',
  ),
});

const HISTORY = element('', {
  node: element('name', {
    resource_history: element('id orphan removed migration-threshold fail-count? last-failure?', {
      operation_history: element('call? task? rc rc_text interval? last-rc-change? exec-time? queue-time?'),
    }),
  }),
});

const FAILURES = element('', {
  failure: element(
    'op_key? id? node? exitstatus exitreason exitcode call? status last-rc-change? queued? exec? interval? task?',
  ),
});

const SECTIONS = {
  summary: SUMMARY,
  nodes: NODES,
  resources: {
    ...element('', { ...KINDS, item: element('text') }),
    about: 'With an item that says so if there are none',
  },
  node_attributes: element('', { node: element('name', { attribute: element('name value? expected?') }) }),
  node_history: HISTORY,
  failures: FAILURES,
  tickets: element('', { ticket: byName(text()) }),
  bans: element('', { ban: element('id resource node weight promoted-only master_only') }),
};

/** The state of the cluster. */
export const STATUS_OUTPUT: Shape = elements(SECTIONS);

const PLACES = { ...element('resource', { node: element('text state?') }), about: 'Where a resource runs' };

/** Where resources run: each that was named. */
export const PLACES_OUTPUT: Shape = elements({ nodes: PLACES });

/** The same, or all resources if none was named. */
export const RESOURCES_OUTPUT: Shape = elements({ resources: SECTIONS.resources, nodes: PLACES });

export const OPERATIONS_OUTPUT: Shape = elements({
  operations: element('', {
    operation: element('op node call? rc? status rsc? agent? last-rc-change? exec-time?'),
  }),
});

export const CONSTRAINTS_OUTPUT: Shape = elements({
  constraints: element('', {
    rsc_location: element('node rsc id score'),
    rsc_colocation: element('id rsc with-rsc score node-attribute? rsc-role? with-rsc-role?'),
  }),
});

/** What a tool has set, where it stands in the CIB. */
export const SETTINGS_OUTPUT: Shape = elements({ 'resource-settings': ELEMENT });

/** What may keep a resource from being started. */
export const CHECK_OUTPUT: Shape = elements({
  check: element('id remain_stopped? promotable? unmanaged? locked-to? unhealthy?'),
});

const PRETENDED = {
  modify_node: element('action node'),
  modify_ticket: element('action ticket'),
  inject_attr: element('name value node_path cib_node'),
  inject_spec: element('spec'),
};

const SCORES = element('', {
  node_weight: element('function node score id'),
  promotion_score: element('id score node?'),
  capacity: { ...ELEMENT, about: 'Of a node' },
  utilization: { ...ELEMENT, about: 'By a resource, of a node' },
});

/** What the cluster would do. */
export const SIMULATION_OUTPUT: Shape = elements({
  cluster_status: element('', SECTIONS),
  modifications: element('quorum? watchdog?'),
  ...PRETENDED,
  allocations: SCORES,
  utilizations: SCORES,
  allocations_utilizations: SCORES,
  actions: element('', {
    rsc_action: element('action resource node? source? dest? role? next-role? reason? blocked?'),
    node_action: element('task node reason'),
  }),
  transition: element('', {
    pseudo_action: element('task node?'),
    rsc_action: element('resource op node interval?'),
    cluster_action: element('task node id?'),
    fencing_action: element('target op'),
    ...PRETENDED,
  }),
  revised_cluster_status: element('', SECTIONS),
});
