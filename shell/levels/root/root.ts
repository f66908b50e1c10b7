import type { Sublevel } from '../../level.js';
import { level } from '../define.js';
import { AUDIT } from './audit.js';
import { REPORT } from './report.js';
import { SCHEMA } from './schema.js';
import { STATUS, VERIFY } from './status.js';

const LEVELS: readonly Sublevel[] = [
  {
    name: 'cib',
    summary: 'Shadow copies and the history of the configuration',
    load: async () => (await import('../cib/cib.js')).CIB,
  },
  {
    name: 'cibstatus',
    summary: 'What if: change the status, see what the cluster would do',
    load: async () => (await import('../cibstatus/cibstatus.js')).CIBSTATUS,
  },
  {
    name: 'cluster',
    summary: 'Set up a cluster, start and stop it',
    load: async () => (await import('../cluster/cluster.js')).CLUSTER,
  },
  {
    name: 'configure',
    summary: 'The configuration of the cluster',
    load: async () => (await import('../configure/configure.js')).CONFIGURE,
  },
  {
    name: 'corosync',
    summary: 'The configuration of Corosync',
    load: async () => (await import('../corosync/corosync.js')).COROSYNC,
  },
  {
    name: 'history',
    summary: 'What happened in the cluster: logs, transitions, past configurations',
    load: async () => (await import('../history/history.js')).HISTORY,
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
    name: 'sbd',
    summary: 'Fencing by a shared disk or a watchdog',
    load: async () => (await import('../sbd/sbd.js')).SBD,
  },
  {
    name: 'script',
    summary: 'Scripts that set up services on a cluster',
    load: async () => (await import('../script/script.js')).SCRIPT,
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
  entries: [...LEVELS, STATUS, VERIFY, AUDIT, REPORT, SCHEMA],
});
