import { corosyncEnv, writeCorosync } from './fixtures.js';
import type { LevelRows } from './row.js';

export const COROSYNC_ROWS: LevelRows = {
  level: 'corosync',
  prepare: writeCorosync,
  env: corosyncEnv,
  rows: {
    status: [{ run: 'corosync status', fails: true, prints: /./ }],
    show: [{ run: 'corosync show', prints: /^totem \{\n\tversion: 2\n/ }],
    get: [
      { run: 'corosync get nodelist.node.name', prints: 'alpha\nbeta\n' },
      { run: 'corosync get nodelist.node.nothing', prints: '' },
    ],
    set: [
      { run: ['corosync set totem.token 5000', 'corosync get totem.token'], prints: '5000\n' },
      {
        run: 'corosync set nodelist.node.name x 5',
        fails: true,
        prints: 'ERROR: corosync.set: Index 5 out of range at path "nodelist.node.name"\n',
      },
    ],
    edit: [{ run: 'corosync edit', fails: true, prints: 'ERROR: corosync.edit: edit not allowed in batch mode\n' }],
    log: [{ run: 'corosync log', fails: true, prints: /./ }],
    'add-node': [
      { run: ['corosync add-node 10.0.0.3 delta', 'corosync get nodelist.node.name'], prints: 'alpha\nbeta\ndelta\n' },
      {
        run: 'corosync add-node 10.0.0.1 delta',
        fails: true,
        prints: 'ERROR: corosync.add-node: delta is a node already\n',
      },
    ],
    'del-node': [
      { run: ['corosync del-node beta', 'corosync get nodelist.node.name'], prints: 'alpha\n' },
      {
        run: 'corosync del-node nope',
        fails: true,
        prints: 'ERROR: corosync.del-node: nope is no node of the configuration\n',
      },
    ],
    reload: [{ run: 'corosync reload', fails: true, prints: /./ }],
    push: [{ run: 'corosync push alpha', fails: true, prints: /./ }],
    pull: [{ run: 'corosync pull alpha', fails: true, prints: /./ }],
    diff: [{ run: 'corosync diff', fails: true, prints: /./ }],
  },
};
