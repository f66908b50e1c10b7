import type { Session } from '../session.js';
import { dropDraft, findDraft, keepDraft } from './draft.js';

/** Keep the edits at hand, and say so. */
export async function keepEdits(session: Session): Promise<void> {
  const workspace = session.openWorkspace;
  if (!workspace?.isChanged) return;
  const { location } = await session.cib();
  if (keepDraft(location, session.env, workspace, session.now())) {
    session.say('info', 'the edits are kept: they will be offered when you come back');
  } else session.say('warning', 'the edits are lost: there is no place to keep them');
}

/** On a terminal, offer the edits that were kept when the configuration was left before. */
export async function offerEdits(session: Session): Promise<void> {
  if (!session.canAsk || session.options.force || session.options.no || session.options.regression) return;
  const { location } = await session.cib();
  const draft = findDraft(location, session.env);
  if (!draft) return;
  const when = new Date(draft.time).toISOString().slice(0, 16).replace('T', ' ');
  if (await session.ask(`There are edits of ${when} UTC that were not committed. Do you want to go on with them?`)) {
    await session.resume(draft.base, draft.cib, draft.changed);
    session.say('info', '`diff` shows the edits, `refresh` drops them');
  } else if (!(await session.ask('Keep them for another time?'))) dropDraft(location, session.env);
}

/** Committed or dropped: nothing is left to be offered. */
export async function forgetEdits(session: Session): Promise<void> {
  const { location } = await session.cib();
  dropDraft(location, session.env);
}
