import { level } from '../define.js';

export const ROOT = level({
  name: 'root',
  summary: 'Cluster management',
  help: 'Manage a cluster: its configuration, and copies of it to try things on. Enter a level by its name, or put a whole command on one line, as in `configure show`.',
  entries: [
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
  ],
});
