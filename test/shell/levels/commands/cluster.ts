import type { LevelRows } from './row.js';

export const CLUSTER_ROWS: LevelRows = {
  level: 'cluster',
  rows: {
    init: [{ run: 'cluster init --yes', fails: true, prints: /./ }],
    join: [{ run: 'cluster join -c alpha', fails: true, prints: /./ }],
    remove: [{ run: 'cluster remove beta', fails: true, prints: /./ }],
    start: [{ run: 'cluster start', fails: true, prints: /./ }],
    stop: [{ run: 'cluster stop', prints: 'INFO: Cluster services already stopped on host\n' }],
    restart: [{ run: 'cluster restart', fails: true, prints: /./ }],
    enable: [{ run: 'cluster enable', fails: true, prints: /./ }],
    disable: [{ run: 'cluster disable', fails: true, prints: /./ }],
    status: [{ run: 'cluster status', prints: /^Name: None\n\nServices:\ncorosync +unknown\n/ }],
    health: [{ run: 'cluster health', fails: true, prints: /./ }],
    wait_for_startup: [{ run: 'cluster wait_for_startup 1', fails: true, prints: /./ }],
    run: [{ run: 'cluster run true', fails: true, prints: /./ }],
    copy: [{ run: 'cluster copy /no/such/file', fails: true, prints: /./ }],
    diff: [{ run: 'cluster diff /no/such/file', fails: true, prints: /./ }],
    rename: [{ run: 'cluster rename other', fails: true, prints: /./ }],
    crash_test: [{ run: 'cluster crash_test --kill-corosync', fails: true, prints: /./ }],
    geo_init: [{ run: 'cluster geo_init', fails: true, prints: /./ }],
    geo_join: [{ run: 'cluster geo_join', fails: true, prints: /./ }],
    geo_init_arbitrator: [{ run: 'cluster geo_init_arbitrator', fails: true, prints: /./ }],
  },
};
