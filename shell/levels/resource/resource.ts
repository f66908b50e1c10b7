import { level } from '../define.js';
import { META, PARAM, SECRET, UTILIZATION } from './attributes.js';
import { CLEANUP, REFRESH } from './cleanup.js';
import { FAILCOUNT } from './failcount.js';
import { MAINTENANCE, MANAGE, UNMANAGE } from './managed.js';
import { BAN, CLEAR, MOVE } from './move.js';
import { DEMOTE, PROMOTE, RESTART, START, STOP } from './role.js';
import { CONSTRAINTS, LOCATE, OPERATIONS, SCORES, STATUS } from './status.js';
import { TRACE, UNTRACE } from './trace.js';
import { WHY } from './why.js';

export const RESOURCE = level({
  name: 'resource',
  summary: 'What resources do: start, stop, move, look after them',
  help: 'Says what the cluster should do with resources that are configured, and shows what it does. Each change is written at once.',
  entries: [
    STATUS,
    START,
    STOP,
    RESTART,
    PROMOTE,
    DEMOTE,
    MANAGE,
    UNMANAGE,
    MAINTENANCE,
    MOVE,
    BAN,
    CLEAR,
    CLEANUP,
    REFRESH,
    PARAM,
    META,
    UTILIZATION,
    SECRET,
    FAILCOUNT,
    LOCATE,
    WHY,
    OPERATIONS,
    CONSTRAINTS,
    SCORES,
    TRACE,
    UNTRACE,
  ],
});
