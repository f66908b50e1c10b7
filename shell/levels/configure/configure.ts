import type { Session } from '../../session.js';
import { level } from '../define.js';
import { APPLY } from './apply.js';
import { BLAME } from './blame.js';
import { CHANGES } from './changes.js';
import { COMMIT, commitEdits } from './commit.js';
import { CONFIRM } from './confirm.js';
import { DEFAULT_TIMEOUTS } from './default_timeouts.js';
import { DELETE } from './delete.js';
import { EDIT } from './edit.js';
import { ERASE } from './erase.js';
import { FILTER } from './filter.js';
import { GET_PROPERTY } from './get_property.js';
import { GRAPH } from './graph.js';
import { IMPACT } from './impact.js';
import { INTERNAL } from './internal.js';
import { LOAD } from './load.js';
import { MODGROUP } from './modgroup.js';
import { MONITOR } from './monitor.js';
import { OBJECTS } from './objects.js';
import { REFRESH } from './refresh.js';
import { RENAME } from './rename.js';
import { RSCTEST } from './rsctest.js';
import { SAVE } from './save.js';
import { SCHEMA } from './schema.js';
import { SET } from './set.js';
import { SHOW } from './show.js';
import { SIMULATE } from './simulate.js';
import { UPGRADE } from './upgrade.js';
import { VALIDATE_ALL } from './validate_all.js';
import { VERIFY } from './verify.js';

export const CONFIGURE = level({
  name: 'configure',
  summary: 'The configuration of the cluster',
  help: 'Nodes, resources, constraints and options are made, changed and shown here in crm syntax. Edits are kept apart until `commit` writes them to the CIB as one change; a single command given from another level, or from a script, is committed at once.',
  entries: [
    SHOW,
    GET_PROPERTY,
    EDIT,
    FILTER,
    SET,
    CHANGES,
    BLAME,
    ...OBJECTS,
    MONITOR,
    MODGROUP,
    DELETE,
    RENAME,
    ERASE,
    DEFAULT_TIMEOUTS,
    VERIFY,
    VALIDATE_ALL,
    SIMULATE,
    RSCTEST,
    GRAPH,
    IMPACT,
    COMMIT,
    CONFIRM,
    REFRESH,
    LOAD,
    APPLY,
    SAVE,
    SCHEMA,
    UPGRADE,
    ...INTERNAL,
    {
      name: 'assist',
      summary: 'Changes that take several steps',
      load: async () => (await import('../assist/assist.js')).ASSIST,
    },
    {
      name: 'cib',
      summary: 'Shadow copies and the history of the configuration',
      load: async () => (await import('../cib/cib.js')).CIB,
    },
    {
      name: 'cibstatus',
      summary: 'What if: change the status, see what the cluster would do',
      load: async () => (await import('../cibstatus/cibstatus.js')).CIBSTATUS,
    },
    {
      name: 'history',
      summary: 'What happened in the cluster: logs, transitions, past configurations',
      load: async () => (await import('../history/history.js')).HISTORY,
    },
    {
      name: 'ra',
      summary: 'What resource agents there are, and what they can do',
      load: async () => (await import('../ra/ra.js')).RA,
    },
    {
      name: 'template',
      summary: 'Configurations made of templates',
      load: async () => (await import('../template/template.js')).TEMPLATE_LEVEL,
    },
  ],
  enter: async (session) => {
    await session.workspace();
    if (session.canAsk && !session.openWorkspace?.isChanged) {
      const { offerEdits } = await import('../../drafts/offer.js');
      await offerEdits(session);
    }
  },
  leave,
});

async function leave(session: Session, passing: boolean): Promise<boolean> {
  let ok = true;
  if (session.openWorkspace?.isChanged) {
    const asks = !passing && session.canAsk;
    if (!asks || (await session.ask('There are changes pending. Do you want to commit them?'))) {
      ok = await commitEdits(session, { force: session.options.force });
      if (ok && session.options.wait) ok = await (await import('../../settle.js')).settle(session);
    }
    // Not committed, whether by wish or by mistake: nothing typed is lost.
    if (asks && session.openWorkspace?.isChanged) {
      const { keepEdits } = await import('../../drafts/offer.js');
      await keepEdits(session);
    }
  }
  session.dropWorkspace();
  return ok;
}
