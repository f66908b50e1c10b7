import type { LevelRows } from './row.js';

export const ROOT_ROWS: LevelRows = {
  level: '',
  rows: {
    status: [{ run: 'status', prints: /vip\t\(ocf:heartbeat:Thing\):\t Started alpha/ }],
    verify: [{ run: 'verify', fails: true, prints: /Current cluster status:/ }],
    audit: [{ run: 'audit', fails: true, prints: /./ }],
    report: [
      {
        run: 'report DIR/x',
        fails: true,
        prints: /no node could be told of\n$/,
      },
    ],
    schema: [
      { run: 'schema', prints: /^configure show {2}.* object$/m },
      { run: 'schema node show', prints: /^node show: .*\n\nresult: list of object\n {2}name: text/ },
      { run: 'schema node nonsense', fails: true, prints: "ERROR: schema: there is no command 'node nonsense'\n" },
    ],
    help: [
      { run: 'help configure primitive', prints: /Usage:/ },
      { run: 'help nonsense', fails: true, prints: "ERROR: help: there is no help about 'nonsense'\n" },
    ],
    cd: [
      { run: 'cd configure', prints: '' },
      { run: 'cd nowhere', fails: true, prints: 'ERROR: cd: No such command\n' },
    ],
    ls: [{ run: 'ls', prints: /^audit {2}.*\ncd {2}/ }],
    quit: [{ run: 'quit', prints: '' }],
    up: [{ run: 'configure up', prints: '' }],
  },
};
