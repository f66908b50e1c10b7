import type { LevelRows } from './row.js';

export const SCRIPT_ROWS: LevelRows = {
  level: 'script',
  rows: {
    list: [{ run: 'script list all names', prints: /^virtual-ip$/m }],
    show: [{ run: 'script show nope', fails: true, prints: /./ }],
    verify: [{ run: 'script verify nope', fails: true, prints: /./ }],
    run: [{ run: 'script run nope a=b', fails: true, prints: /./ }],
    json: [{ run: 'script json "[list]"', fails: true, prints: /./ }],
  },
};
