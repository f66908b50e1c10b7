import { elements } from './elements.js';
import type { Shape } from './shape.js';

/** What tools find, where a command passes that on as it is: the elements of their XML. */

export const STATUS_OUTPUT: Shape = elements({
  summary: 'Stack, coordinator, times, counts and options',
  nodes: '',
  resources: 'Resources, and where they are',
  node_attributes: 'Attributes by node',
  node_history: 'Operations by node and resource',
  failures: '',
  fence_history: '',
  tickets: '',
  bans: 'Constraints that keep resources from nodes',
});

export const RESOURCES_OUTPUT: Shape = elements({
  resources: 'All resources, and where they are',
  nodes: 'Where a resource runs, for each that was named',
});

/** What a tool has set. */
export const SETTINGS_OUTPUT: Shape = elements({ 'resource-settings': 'What was set, where it stands in the CIB' });

export const CHECK_OUTPUT: Shape = elements({ check: 'What may keep a resource from being started' });

export const SIMULATION_OUTPUT: Shape = elements({
  cluster_status: 'The state that is given',
  modifications: 'What is pretended, of the cluster',
  modify_node: 'What is pretended, of a node',
  inject_attr: '',
  inject_rsc: '',
  inject_spec: '',
  modify_ticket: '',
  allocations: 'Scores',
  utilizations: 'What nodes have to give, and resources take',
  allocations_utilizations: 'Both',
  actions: 'What is decided',
  transition: 'What is done',
  revised_cluster_status: 'The state that comes of it',
});
