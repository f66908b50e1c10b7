import { existsSync } from 'node:fs';
import { CibError } from '../../../cib/result/error.js';
import { Explorer } from '../../history/explorer.js';
import type { LiveWish } from '../../history/live.js';
import { LIVE } from '../../history/report.js';
import { existing, loadSession } from '../../history/sessions.js';
import type { Session } from '../../session.js';

const explorers = new WeakMap<Session, Explorer>();

/**
 * What the session looks at: what was chosen last, else what -H names.
 * Otherwise the cluster itself.
 * @throws CibError if there is nothing to look at
 */
export async function explorerOf(session: Session): Promise<Explorer> {
  const chosen = explorers.get(session);
  if (chosen) return chosen;
  return choose(session, session.options.history ?? LIVE);
}

/** Look at a report, an archive of one, or what a saved session looked at. @throws CibError if there is none */
export async function choose(session: Session, source: string): Promise<Explorer> {
  const explorer = source === LIVE ? await openLive(session) : await opened(session, source);
  keep(session, explorer);
  return explorer;
}

const opened = (session: Session, source: string): Promise<Explorer> | Explorer =>
  existsSync(source) ? Explorer.open(source) : saved(session, source);

async function openLive(session: Session, wish: Partial<LiveWish> = {}): Promise<Explorer> {
  const live = await import('../../history/live.js');
  return live.openLive(session, { anew: false, nodes: nodes.get(session), ...wish });
}

const MINUTE = 60_000;
const nodes = new WeakMap<Session, readonly string[]>();

/** Whose logs are collected from now on. */
export async function setNodes(session: Session, names: readonly string[]): Promise<void> {
  nodes.set(session, names);
  if (explorers.get(session)?.live) await renew(session, { anew: true });
}

/**
 * Collect anew from the cluster, if that is what is looked at, and it is a minute ago or does not
 * reach back far enough. What was chosen (span, detail, what is left out) stays.
 */
export async function renew(session: Session, wish: Partial<LiveWish> = {}): Promise<Explorer> {
  if (!isChosen(session)) {
    const first = await openLive(session, wish);
    keep(session, first);
    return first;
  }
  const old = await explorerOf(session);
  if (!old.live) return old;
  const stale = session.now().getTime() - old.live.made >= MINUTE;
  const short = wish.from !== undefined && wish.from < old.live.from;
  if (!stale && !short && !wish.anew) return old;
  const explorer = await openLive(session, { ...wish, anew: true });
  explorer.detail = old.detail;
  explorer.excluded = old.excluded;
  [explorer.from, explorer.to] = [old.from, old.to];
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
