import { level } from '../define.js';
import { DIFF, SHOW, WDIFF } from './inputs.js';
import {
  DETAIL,
  EVENTS,
  EXCLUDE,
  INFO,
  LATEST,
  LIMIT,
  LOG,
  NODE_EVENTS,
  REFRESH,
  RESOURCE_EVENTS,
  SETNODES,
  SOURCE,
} from './logs.js';
import { SESSION } from './session.js';
import { GRAPH, PEINPUTS, TRANSITION, TRANSITIONS } from './transitions.js';

export const HISTORY = level({
  name: 'history',
  summary: 'What happened in the cluster: logs, transitions, past configurations',
  help: 'Reads the logs and the saved transitions of a report, and shows what happened to nodes and resources in a span of time. The changes of the configuration are in `cib log`.',
  entries: [
    SOURCE,
    LIMIT,
    INFO,
    LATEST,
    REFRESH,
    SETNODES,
    EVENTS,
    RESOURCE_EVENTS,
    NODE_EVENTS,
    LOG,
    EXCLUDE,
    PEINPUTS,
    TRANSITIONS,
    TRANSITION,
    SHOW,
    DIFF,
    WDIFF,
    GRAPH,
    DETAIL,
    SESSION,
  ],
});
