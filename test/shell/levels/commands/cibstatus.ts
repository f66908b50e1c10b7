import { holds, type LevelRows } from './row.js';

export const CIBSTATUS_ROWS: LevelRows = {
  level: 'cibstatus',
  rows: {
    load: [
      { run: 'cibstatus load live', prints: '' },
      { run: 'cibstatus load DIR/cib.xml', prints: '' },
      {
        run: 'cibstatus load DIR/nope',
        fails: true,
        prints: 'ERROR: cibstatus.load: DIR/nope: No such file or directory\n',
      },
    ],
    save: [
      {
        run: ['cibstatus node alpha unclean', 'cibstatus save DIR/saved.xml'],
        prints: '',
        check: holds('saved.xml', /in_ccm/),
      },
      { run: 'cibstatus save DIR/no/where.xml', fails: true, prints: "INFO: apparently you didn't modify status\n" },
    ],
    origin: [{ run: ['cibstatus node alpha unclean', 'cibstatus origin'], prints: 'live (modified)\n' }],
    show: [{ run: ['cibstatus node alpha unclean', 'cibstatus show changed'], prints: 'alpha unclean\n' }],
    quorum: [
      { run: 'cibstatus quorum false', prints: '' },
      { run: 'cibstatus quorum maybe', fails: true, prints: 'ERROR: cibstatus.quorum: maybe: bad boolean option\n' },
    ],
    node: [
      { run: 'cibstatus node beta online', prints: '' },
      { run: 'cibstatus node gamma online', prints: '' },
    ],
    ticket: [{ run: 'cibstatus ticket T grant', prints: '' }],
    op: [
      {
        run: 'cibstatus op monitor vip not_running',
        fails: true,
        prints: 'ERROR: cibstatus.op: need interval for the monitor op\n',
      },
      {
        run: 'cibstatus op monitor vip nonsense',
        fails: true,
        prints: "ERROR: cibstatus.op: Invalid exit code 'nonsense'\n",
      },
    ],
    run: [{ run: 'cibstatus run nograph', prints: /Online: \[ alpha \][\s\S]*Transition Summary:/ }],
    simulate: [{ run: 'cibstatus simulate nograph', prints: /Executing Cluster Transition:/ }],
  },
};
