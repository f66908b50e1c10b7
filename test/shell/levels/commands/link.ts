import { corosyncEnv, writeCorosync } from './fixtures.js';
import type { LevelRows } from './row.js';

export const LINK_ROWS: LevelRows = {
  level: 'corosync link',
  prepare: writeCorosync,
  env: corosyncEnv,
  rows: {
    show: [
      {
        run: 'corosync link show',
        prints: 'Link 0:\n  Node addresses:\n    Node 1: alpha\t10.0.0.1\n    Node 2: beta\t10.0.0.2\n\n  Options:\n\n',
      },
    ],
    add: [
      {
        run: ['corosync link add alpha=10.1.0.1 beta=10.1.0.2', 'corosync get nodelist.node.ring1_addr'],
        prints: '10.1.0.1\n10.1.0.2\n',
      },
      {
        run: 'corosync link add alpha=10.1.0.1',
        fails: true,
        prints:
          'ERROR: corosync.link.add: The address of node beta is not specified.\nERROR: The address of all nodes must be specified when adding a new link.\n',
      },
    ],
    update: [
      {
        run: ['corosync link update 0 alpha=10.1.0.9', 'corosync get nodelist.node.ring0_addr'],
        prints: '10.1.0.9\n10.0.0.2\n',
      },
      {
        run: 'corosync link update 0 gamma=10.1.0.9',
        fails: true,
        prints: 'ERROR: corosync.link.update: Unknown node gamma.\n',
      },
    ],
    remove: [
      {
        run: ['corosync link add alpha=10.1.0.1 beta=10.1.0.2', 'corosync link remove 1'],
        prints: 'INFO: link 1 removed\nINFO: The other nodes need the new configuration too\n',
      },
      {
        run: 'corosync link remove 0',
        fails: true,
        prints: 'ERROR: corosync.link.remove: Cannot remove the last link.\n',
      },
    ],
  },
};
