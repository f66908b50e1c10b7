import { choice, optional, sequence } from '../../grammar/argument.js';
import { command } from '../../level.js';
import { succeeded } from '../../outcome.js';
import { resource } from '../arguments.js';
import { setMeta } from './meta.js';

export const MANAGE = command({
  name: 'manage',
  summary: 'Put a resource under the control of the cluster',
  grammar: resource,
  run: async (id, session) => succeeded(await setMeta(session, [id], 'is-managed', 'true')),
});

export const UNMANAGE = command({
  name: 'unmanage',
  summary: 'Leave a resource as it is: neither start nor stop it',
  help: 'It is still monitored. With `maintenance` it is not.',
  grammar: resource,
  run: async (id, session) => succeeded(await setMeta(session, [id], 'is-managed', 'false')),
});

export const MAINTENANCE = command({
  name: 'maintenance',
  summary: 'Set or end the maintenance of a resource',
  help: 'While it is in maintenance, the cluster neither acts on it nor monitors it. Without a second word, maintenance begins.',
  examples: ['maintenance vip', 'maintenance vip off'],
  grammar: sequence({ id: resource, state: optional(choice('on', 'off', 'true', 'false')) }),
  waits: true,
  run: async ({ id, state = 'on' }, session) =>
    succeeded(await setMeta(session, [id], 'maintenance', ['on', 'true'].includes(state) ? 'true' : 'false')),
});
