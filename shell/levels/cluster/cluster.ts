import { level } from '../define.js';
import { CRASH_TEST } from './crash_test.js';
import { COPY, DIFF, RUN } from './files.js';
import { GEO_INIT, GEO_INIT_ARBITRATOR, GEO_JOIN } from './geo.js';
import { HEALTH } from './health.js';
import { RENAME } from './rename.js';
import { DISABLE, ENABLE, RESTART, START, STOP } from './services.js';
import { INIT_COMMAND, JOIN_COMMAND, REMOVE_COMMAND } from './setup.js';
import { STATUS, WAIT_FOR_STARTUP } from './state.js';

export const CLUSTER = level({
  name: 'cluster',
  summary: 'Set up a cluster, start and stop it',
  help: 'Makes a cluster of this node, lets others join it, and starts, stops and checks it on some or all of its nodes. Other nodes are reached by ssh.',
  entries: [
    INIT_COMMAND,
    JOIN_COMMAND,
    REMOVE_COMMAND,
    START,
    STOP,
    RESTART,
    ENABLE,
    DISABLE,
    STATUS,
    HEALTH,
    WAIT_FOR_STARTUP,
    RUN,
    COPY,
    DIFF,
    RENAME,
    CRASH_TEST,
    GEO_INIT,
    GEO_JOIN,
    GEO_INIT_ARBITRATOR,
  ],
});
