import { level } from '../define.js';
import { CONFIGURE } from './configure.js';
import { DEVICE } from './device.js';
import { PURGE } from './purge.js';
import { STATUS } from './status.js';

export const SBD = level({
  name: 'sbd',
  summary: 'Fencing by a shared disk or a watchdog',
  help: 'With SBD a node fences itself when it is told so on a shared disk, or when its watchdog is no longer fed. Settings are written on all nodes; they count when the cluster is restarted, which --force does.',
  entries: [CONFIGURE, DEVICE, PURGE, STATUS],
});
