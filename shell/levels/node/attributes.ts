import { fromWorld } from '../../grammar/expectation.js';
import type { Command } from '../../level.js';
import { NODE } from '../arguments.js';
import { attributeCommand, type ToolLine } from '../attributes.js';

/** Lines of crm_attribute for attributes of a node in a section. */
const nodeLines = (section: 'nodes' | 'status', ...kind: readonly string[]): Record<string, ToolLine> => {
  const where = (node: string, name: string) => ['-t', section, '-N', node, '-n', name];
  return {
    set: (node, name, value) => [...kind, ...where(node, name), '-v', value],
    delete: (node, name) => [...kind, '-D', ...where(node, name)],
    show: (node, name) => [...kind, '-G', ...where(node, name)],
  };
};

const namesIn = (set: 'instance_attributes' | 'utilization') =>
  fromWorld('<attr>', (world) => world.nodeAttributes(set));
const about = { owner: NODE, attribute: namesIn('instance_attributes'), tool: 'crm_attribute', waits: true };

export const ATTRIBUTE: Command = attributeCommand({
  ...about,
  name: 'attribute',
  summary: 'Set, delete or show an attribute of a node',
  examples: ['attribute alpha set rack 4', 'attribute alpha show rack'],
  lines: nodeLines('nodes'),
});

export const UTILIZATION: Command = attributeCommand({
  ...about,
  attribute: namesIn('utilization'),
  name: 'utilization',
  summary: 'Set, delete or show what a node has to give',
  examples: ['utilization alpha set memory 16384'],
  lines: nodeLines('nodes', '-z'),
});

export const STATUS_ATTR: Command = attributeCommand({
  ...about,
  name: 'status-attr',
  summary: 'Set, delete or show an attribute of a node that lasts until it is restarted',
  examples: ['status-attr alpha set pingd 1000', 'status-attr alpha show pingd'],
  lines: nodeLines('status'),
});
