import { level } from '../define.js';
import { ATTRIBUTE, STATUS_ATTR, UTILIZATION } from './attributes.js';
import { MAINTENANCE, READY } from './maintenance.js';
import { CLEARSTATE, DELETE, FENCE } from './remove.js';
import { SERVER, SHOW } from './show.js';
import { ONLINE, STANDBY } from './standby.js';

export const NODE = level({
  name: 'node',
  summary: 'Nodes: what they are, and what they may run',
  help: 'Shows the nodes and their attributes, and tells the cluster how to treat them. Each change is written at once.',
  entries: [
    SHOW,
    STANDBY,
    ONLINE,
    MAINTENANCE,
    READY,
    FENCE,
    CLEARSTATE,
    DELETE,
    ATTRIBUTE,
    UTILIZATION,
    STATUS_ATTR,
    SERVER,
  ],
});
