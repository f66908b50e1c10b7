import { existsSync } from 'node:fs';
import { CibError } from '../../../cib/result/error.js';
import { Explorer } from '../../history/explorer.js';
import { existing, loadSession } from '../../history/sessions.js';
import type { Session } from '../../session.js';
import { needsCluster } from '../unavailable.js';

const explorers = new WeakMap<Session, Explorer>();

/**
 * What the session looks at: what was chosen last, else what -H names.
 * @throws CibError `ENOTCONN` if that is the cluster itself
 */
export async function explorerOf(session: Session): Promise<Explorer> {
  const chosen = explorers.get(session);
  if (chosen) return chosen;
  const { history } = session.options;
  if (history === undefined) needsCluster('reading the logs of the nodes (choose a report with `source`)');
  return choose(session, history);
}

/** Look at a report, an archive of one, or what a saved session looked at. @throws CibError if there is none */
export async function choose(session: Session, source: string): Promise<Explorer> {
  if (source === 'live') needsCluster('reading the logs of the nodes');
  const explorer = existsSync(source) ? Explorer.open(source) : await saved(session, source);
  keep(session, explorer);
  return explorer;
}

async function saved(session: Session, name: string): Promise<Explorer> {
  try {
    await existing(session, name);
  } catch (error) {
    if (error instanceof CibError) throw new CibError('ENOENT', `source ${name} doesn't exist`);
    throw error;
  }
  return loadSession(session, name);
}

/** There is a report to look at. */
export const isChosen = (session: Session): boolean => explorers.has(session) || session.options.history !== undefined;
export const keep = (session: Session, explorer: Explorer): void => void explorers.set(session, explorer);
export const forget = (session: Session): void => void explorers.delete(session);
export const sourceOf = (session: Session): string =>
  explorers.get(session)?.report.source ?? session.options.history ?? 'live';
