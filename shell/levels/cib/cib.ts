import { level } from '../define.js';
import { LOG } from './log.js';
import { COMMIT, DELETE, IMPORT, LIST, NEW, RESET, USE } from './shadows.js';
import { DIFF, SHOW } from './show.js';
import { UNDO } from './undo.js';

export const CIB = level({
  name: 'cib',
  summary: 'Shadow copies and the history of the configuration',
  help: 'A shadow copy is a CIB to try things on: made from that of the cluster, edited, compared, and committed or thrown away. While one is in use, the prompt names it and every command works on it. The history tells what changed in the CIB of the cluster, when and by whom, and takes back single changes.',
  entries: [
    NEW,
    USE,
    RESET,
    COMMIT,
    DIFF,
    LIST,
    DELETE,
    IMPORT,
    LOG,
    SHOW,
    UNDO,
    {
      name: 'cibstatus',
      summary: 'What if: change the status, see what the cluster would do',
      load: async () => (await import('../cibstatus/cibstatus.js')).CIBSTATUS,
    },
  ],
});
