import type { LevelRows } from './row.js';

export const SBD_ROWS: LevelRows = {
  level: 'sbd',
  rows: {
    configure: [{ run: 'sbd configure show', fails: true, prints: /./ }],
    device: [{ run: 'sbd device add /dev/x', fails: true, prints: /./ }],
    purge: [{ run: 'sbd purge', fails: true, prints: /./ }],
    status: [{ run: 'sbd status', fails: true, prints: /./ }],
  },
};
