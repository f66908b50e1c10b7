import {
  CONSTRAINTS_OUTPUT,
  OPERATIONS_OUTPUT,
  PLACES_OUTPUT,
  RESOURCES_OUTPUT,
  SIMULATION_OUTPUT,
} from '../../answer/tools.js';
import { many, nothing, optional, sequence } from '../../grammar/argument.js';
import { command } from '../../level.js';
import { succeeded } from '../../outcome.js';
import type { Session } from '../../session.js';
import { showTool } from '../../tool.js';
import { node, resource } from '../arguments.js';

const tool = async (session: Session, args: readonly string[]) =>
  succeeded(await showTool(session, 'crm_resource', args));

async function locate(ids: readonly string[], session: Session) {
  let ok = true;
  for (const id of ids) ok = (await showTool(session, 'crm_resource', ['--locate', '--resource', id])) && ok;
  return succeeded(ok);
}

export const STATUS = command({
  name: 'status',
  aliases: ['show', 'list'],
  summary: 'Show which resources run, and where',
  help: 'Without a resource, all of them; otherwise where those named run.',
  examples: ['status', 'status vip'],
  grammar: many(resource),
  output: RESOURCES_OUTPUT,
  run: (ids, session) => (ids.length > 0 ? locate(ids, session) : tool(session, ['--list'])),
});

export const LOCATE = command({
  name: 'locate',
  summary: 'Show where resources run',
  grammar: many(resource, 1),
  output: PLACES_OUTPUT,
  run: locate,
});

export const OPERATIONS = command({
  name: 'operations',
  summary: 'Show the operations that are known to have run',
  help: 'All of them, or those of a resource, or those of a resource on a node.',
  grammar: sequence({ id: optional(resource), node: optional(node) }),
  output: OPERATIONS_OUTPUT,
  run: ({ id, node: name }, session) =>
    tool(session, ['-O', ...(id === undefined ? [] : ['-r', id]), ...(name === undefined ? [] : ['-N', name])]),
});

export const CONSTRAINTS = command({
  name: 'constraints',
  summary: 'Show the constraints that a resource takes part in',
  grammar: resource,
  output: CONSTRAINTS_OUTPUT,
  run: (id, session) => tool(session, ['-a', '-r', id]),
});

export const SCORES = command({
  name: 'scores',
  summary: 'Show what each node is worth for each resource',
  grammar: nothing,
  output: SIMULATION_OUTPUT,
  run: async (_, session) => succeeded(await showTool(session, 'crm_simulate', ['-sUL'])),
});
