import { level } from '../define.js';
import { JSON_COMMAND } from './json.js';
import { LIST } from './list.js';
import { RUN } from './run.js';
import { SHOW } from './show.js';
import { VERIFY } from './verify.js';

export const SCRIPT = level({
  name: 'script',
  summary: 'Scripts that set up services on a cluster',
  help: 'A cluster script asks for parameters, then configures resources and prepares nodes for them. Scripts are looked for in the directories of --scriptdir, in ~/.config/crm/scripts, in those of crmsh (/usr/share/crmsh/scripts) and hawk; some come with the shell. A script is a file main.yml in a directory of its name.',
  entries: [LIST, SHOW, VERIFY, RUN, JSON_COMMAND],
});
