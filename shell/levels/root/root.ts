import type { Sublevel } from '../../level.js';
import { level } from '../define.js';
import { STATUS, VERIFY } from './status.js';

const LEVELS: readonly Sublevel[] = [
  {
    name: 'cib',
    summary: 'Shadow copies and the history of the configuration',
    load: async () => (await import('../cib/cib.js')).CIB,
  },
  {
    name: 'configure',
    summary: 'The configuration of the cluster',
    load: async () => (await import('../configure/configure.js')).CONFIGURE,
  },
  {
    name: 'maintenance',
    summary: 'Work on what the cluster leaves alone',
    load: async () => (await import('../maintenance/maintenance.js')).MAINTENANCE,
  },
  {
    name: 'node',
    summary: 'Nodes: what they are, and what they may run',
    load: async () => (await import('../node/node.js')).NODE,
  },
  {
    name: 'options',
    summary: 'What the user prefers',
    load: async () => (await import('../options/options.js')).OPTIONS,
  },
  {
    name: 'ra',
    summary: 'What resource agents there are, and what they can do',
    load: async () => (await import('../ra/ra.js')).RA,
  },
  {
    name: 'resource',
    summary: 'What resources do: start, stop, move, look after them',
    load: async () => (await import('../resource/resource.js')).RESOURCE,
  },
  {
    name: 'site',
    summary: 'Tickets of a cluster that spans sites',
    load: async () => (await import('../site/site.js')).SITE,
  },
];

export const ROOT = level({
  name: 'root',
  summary: 'Cluster management',
  help: 'Manage a cluster: its configuration, and copies of it to try things on. Enter a level by its name, or put a whole command on one line, as in `configure show`.',
  entries: [...LEVELS, STATUS, VERIFY],
});
