import type { Expectation } from '../../grammar/expectation.js';
import type { Command } from '../../level.js';
import { RESOURCE } from '../arguments.js';
import { attributeCommand, type ToolLine } from '../attributes.js';

const PARAMETER: Expectation = { title: '<param>', complete: (world) => world.attributes('instance_attributes') };
const META_ATTRIBUTE: Expectation = { title: '<attr>', complete: (world) => world.attributes('meta_attributes') };

/** Lines of crm_resource for a kind of attribute. */
const resourceLines = (...kind: readonly string[]): Record<string, ToolLine> => ({
  set: (id, name, value) => [...kind, '--resource', id, '--set-parameter', name, '--parameter-value', value],
  delete: (id, name) => [...kind, '--resource', id, '--delete-parameter', name],
  show: (id, name) => [...kind, '--resource', id, '--get-parameter', name],
});

export const PARAM: Command = attributeCommand({
  name: 'param',
  summary: 'Set, delete or show a parameter of a resource',
  examples: ['param vip set ip 10.0.0.9', 'param vip show ip', 'param vip delete nic'],
  skill: 'administrator',
  waits: true,
  owner: RESOURCE,
  attribute: PARAMETER,
  set: 'instance_attributes',
  tool: 'crm_resource',
  lines: resourceLines(),
});

export const META: Command = attributeCommand({
  name: 'meta',
  summary: 'Set, delete or show a meta-attribute of a resource',
  help: 'An attribute of a resource in a clone is that of the clone, unless the resource has it already.',
  examples: ['meta vip set priority 10', 'meta vip show target-role'],
  skill: 'administrator',
  waits: true,
  owner: RESOURCE,
  attribute: META_ATTRIBUTE,
  set: 'meta_attributes',
  tool: 'crm_resource',
  lines: resourceLines('--meta'),
});

export const UTILIZATION: Command = attributeCommand({
  name: 'utilization',
  summary: 'Set, delete or show what a resource takes of a node',
  examples: ['utilization vm1 set memory 4096', 'utilization vm1 show memory'],
  skill: 'administrator',
  waits: true,
  owner: RESOURCE,
  attribute: { title: '<attr>', complete: (world) => world.attributes('utilization') },
  tool: 'crm_resource',
  lines: resourceLines('--utilization'),
});

const secret =
  (action: string): ToolLine =>
  (id, name) => [action, id, name];

export const SECRET: Command = attributeCommand({
  name: 'secret',
  summary: 'Keep a parameter out of the configuration',
  help: 'A secret lies in a file on each node and stands in the configuration only as a hint. `stash` makes one of a parameter, `unstash` takes it back, `check` says whether the file is what it was when it was written.',
  examples: ['secret fence1 set passwd s3cret', 'secret fence1 stash passwd'],
  skill: 'administrator',
  owner: RESOURCE,
  attribute: PARAMETER,
  tool: 'cibsecret',
  lines: {
    set: (id, name, value) => ['set', id, name, value],
    stash: secret('stash'),
    unstash: secret('unstash'),
    delete: secret('delete'),
    show: secret('get'),
    check: secret('check'),
  },
});
