import { join } from 'node:path';
import { writeReport } from './fixtures.js';
import { holds, type LevelRows } from './row.js';

export const HISTORY_ROWS: LevelRows = {
  level: 'history',
  prepare: writeReport,
  env: (directory) => ({ TZ: 'UTC', CRM_CONFIG_FILE: join(directory, 'crm.conf') }),
  rows: {
    source: [
      { run: 'history source DIR/report', prints: '' },
      { run: 'history source DIR/nope', fails: true, prints: "ERROR: history.source: source DIR/nope doesn't exist\n" },
    ],
    limit: [
      {
        run: 'history limit nonsense',
        fails: true,
        prints: 'ERROR: history.limit: parse_time nonsense: unknown string format\n',
      },
      { run: ['history source DIR/report', 'history limit 2019-03-22 2019-03-23'], prints: '' },
    ],
    info: [{ run: ['history source DIR/report', 'history info'], prints: /Nodes: alpha\nGroups: g\nClones: c p\n/ }],
    latest: [{ run: ['history source DIR/report', 'history latest'], fails: true, prints: /./ }],
    refresh: [{ run: ['history source DIR/report', 'history refresh'], prints: /2 transitions/ }],
    setnodes: [
      {
        run: ['history source DIR/report', 'history setnodes alpha'],
        prints: 'INFO: setting nodes not necessary for existing reports, proceeding anyway\n',
      },
    ],
    events: [
      {
        run: ['history source DIR/report', 'history events'],
        prints:
          '2019-03-22T10:00:06.0+00:00 alpha pacemaker-controld[4]:  notice: Initiating start operation vip_start_0 on beta\n',
      },
      {
        run: 'history events',
        prints: /WARNING: beta: cannot be reached by ssh\n/,
      },
    ],
    resource: [
      {
        run: ['history source DIR/report', 'history resource vip'],
        prints:
          '2019-03-22T10:00:06.0+00:00 alpha pacemaker-controld[4]:  notice: Initiating start operation vip_start_0 on beta\n',
      },
    ],
    node: [{ run: ['history source DIR/report', 'history node alpha'], prints: '' }],
    log: [
      { run: ['history source DIR/report', 'history log alpha'], prints: /Calculated transition 2, saving inputs/ },
    ],
    exclude: [
      { run: ['history source DIR/report', 'history exclude Initiating'], prints: '' },
      {
        run: 'history exclude [',
        fails: true,
        prints: /WARNING: beta: cannot be reached by ssh\n/,
      },
    ],
    peinputs: [
      {
        run: ['history source DIR/report', 'history peinputs'],
        prints: 'DIR/report/alpha/pengine/pe-input-7.bz2\nDIR/report/alpha/pengine/pe-input-8.bz2\n',
      },
      {
        run: ['history source DIR/report', 'history peinputs 9:3'],
        fails: true,
        prints: 'ERROR: history.peinputs: 9:3: invalid peinputs range\n',
      },
    ],
    transitions: [
      { run: ['history source DIR/report', 'history transitions'], prints: /10:00:05 - 10:00:09: pe-input-7 +alpha/ },
    ],
    transition: [
      { run: ['history source DIR/report', 'history transition 7 nograph'], prints: /3 Complete, 1 Skipped/ },
      {
        run: ['history source DIR/report', 'history transition 9'],
        fails: true,
        prints: 'ERROR: history.transition: PE file 9 not found\n',
      },
    ],
    show: [
      { run: ['history source DIR/report', 'history show 8'], prints: /primitive vip Thing \\\n\tparams ip=10.0.0.2/ },
    ],
    diff: [{ run: ['history source DIR/report', 'history diff 7 8'], prints: /^-.*ip=10.0.0.1.*\n\+.*ip=10.0.0.2/m }],
    wdiff: [
      {
        run: ['history source DIR/report', 'history wdiff 7 8'],
        fails: true,
        prints: 'ERROR: history.wdiff: wdiff is not installed\n',
        bench: { env: { PATH: '/nowhere' } },
      },
    ],
    graph: [
      {
        run: ['history source DIR/report', 'history graph 8 dot DIR/x.dot'],
        prints: '',
        check: holds('x.dot', /^digraph G \{/),
      },
    ],
    detail: [
      {
        run: 'history detail 1',
        prints: /WARNING: beta: cannot be reached by ssh\n/,
      },
      {
        run: 'history detail nonsense',
        fails: true,
        prints: "ERROR: syntax in detail: Expected 0 or 1 near <nonsense> parsing 'detail nonsense'\n",
      },
    ],
    session: [
      {
        run: ['history source DIR/report', 'history session save monday', 'history session save monday'],
        fails: true,
        prints: 'ERROR: history.session: history session monday exists\n',
      },
      {
        run: 'history session load nope',
        fails: true,
        prints: 'ERROR: history.session: history session nope does not exist\n',
      },
    ],
  },
};
