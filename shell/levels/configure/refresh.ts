import { nothing } from '../../grammar/argument.js';
import { command } from '../../level.js';

export const REFRESH = command({
  name: 'refresh',
  summary: 'Read the configuration anew',
  help: 'Edits that are not committed are dropped; on a terminal, you are asked.',
  grammar: nothing,
  async run(_, session) {
    const edited = session.openWorkspace?.isChanged === true;
    if (edited && session.canAsk) {
      if (!(await session.ask('All changes will be dropped. Do you want to proceed?'))) return { failed: true };
    }
    session.dropWorkspace();
    if (session.canAsk) {
      const { forgetEdits } = await import('../../drafts/offer.js');
      await forgetEdits(session);
    }
    await session.workspace();
    return undefined;
  },
});
