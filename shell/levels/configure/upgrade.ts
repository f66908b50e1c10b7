import { CibError } from '../../../cib/result/error.js';
import { choice, optional } from '../../grammar/argument.js';
import { command } from '../../level.js';

/** Schemas whose configurations have to be upgraded before anything else can be done. */
const ANCIENT = /^(pacemaker-)?0\.6/;

export const UPGRADE = command({
  name: 'upgrade',
  summary: 'Upgrade the configuration to the newest schema',
  help: 'Transforms the CIB itself, at once. Configurations that can be worked with as they are, are upgraded only with `force`.',
  grammar: optional(choice('force')),
  skill: 'administrator',
  async run(force, session) {
    const workspace = await session.workspace();
    const current = workspace.cib.get('validate-with') ?? '';
    if (!force && !session.options.force && current !== '' && !ANCIENT.test(current)) {
      throw new CibError('EINVAL', `${current} can be worked with: give force to upgrade all the same`);
    }
    if (workspace.isChanged) throw new CibError('EBUSY', 'commit or drop the edits first');
    await (await session.cib()).call({ operation: 'upgrade' });
    session.dropWorkspace();
    const { cib } = await session.workspace();
    return { messages: [{ level: 'info', text: `the schema is now ${cib.get('validate-with')}` }] };
  },
});
