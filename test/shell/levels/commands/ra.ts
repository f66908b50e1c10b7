import type { LevelRows } from './row.js';

export const RA_ROWS: LevelRows = {
  level: 'ra',
  rows: {
    classes: [{ run: 'ra classes', prints: /^ocf \/ heartbeat$/m }],
    list: [
      { run: 'ra list ocf', prints: 'Thing\n' },
      { run: 'ra list nope', fails: true, prints: 'ERROR: ra.list: class nope does not exist\n' },
    ],
    providers: [{ run: 'ra providers Thing', prints: 'heartbeat\n' }],
    info: [
      { run: 'ra info Thing', prints: /^ocf:heartbeat:Thing - A thing\n[\s\S]*ip\* \(string\): Address/ },
      {
        run: 'ra info nope',
        fails: true,
        prints: 'ERROR: ra.info: ocf:heartbeat:nope: got no meta-data, does this RA exist?\n',
      },
    ],
    validate: [
      { run: 'ra validate Thing ip=1', prints: '' },
      { run: 'ra validate Thing', fails: true, prints: 'ERROR: no address\n' },
    ],
  },
};
