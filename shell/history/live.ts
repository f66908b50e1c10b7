import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { CibError, fromSystemError } from '../../cib/result/error.js';
import { reportWish } from '../collect/asked.js';
import { REPORT_GRAMMAR } from '../collect/options.js';
import { collectReport } from '../collect/report.js';
import { Reader } from '../grammar/reader.js';
import { plainWords } from '../grammar/words.js';
import { clusterNodes } from '../remote/members.js';
import type { Session } from '../session.js';
import { Explorer } from './explorer.js';
import { LIVE } from './report.js';

/** A report of the cluster as it is, kept for a while: to make one takes its time. */

const HOUR = 3_600_000;
/** So long it is taken as it is, unless something else is asked for. */
const RECENT = 6 * HOUR;

export interface LiveWish {
  /** Milliseconds since 1970; from where the user's options say if absent. */
  readonly from?: number | undefined;
  /** All of the cluster if absent. */
  readonly nodes?: readonly string[] | undefined;
  /** However new the last one is. */
  readonly anew: boolean;
}

/**
 * Look at the cluster itself: its logs, transitions and configuration, of all nodes that can be reached.
 * @throws CibError if there is nothing to be told of
 */
export async function openLive(session: Session, wish: LiveWish): Promise<Explorer> {
  const directory = join((await session.preferences()).get('path.cache'), `history-${userInfo().username}`, LIVE);
  const kept = wish.anew ? undefined : keptSince(directory, session.now().getTime());
  const usable = kept && !(wish.from !== undefined && wish.from < kept.from) && wish.nodes === undefined;
  const live = usable ? kept : await make(session, directory, wish);
  const explorer = Explorer.open(directory, LIVE);
  explorer.live = live;
  return explorer;
}

const stampFile = (directory: string): string => `${directory}.json`;

function keptSince(directory: string, now: number): Explorer['live'] {
  try {
    const { from, made } = JSON.parse(readFileSync(stampFile(directory), 'utf8'));
    const there = statSync(directory).isDirectory() && made <= now && now - made < RECENT;
    return there ? { from, made } : undefined;
  } catch {
    return undefined;
  }
}

async function make(
  session: Session,
  directory: string,
  { from, nodes }: LiveWish,
): Promise<{ from: number; made: number }> {
  session.say('info', 'Retrieving information from cluster nodes, please wait...');
  try {
    mkdirSync(dirname(directory), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw fromSystemError(error, `${(error as Error).message} (the option path.cache names another place)`);
  }
  const words = (await session.preferences()).get('core.report_tool_options').split(/\s+/).filter(Boolean);
  const reader = new Reader(plainWords(['report', ...words]));
  reader.any({ title: 'report' });
  const asked = await reportWish(session, REPORT_GRAMMAR.read(reader, session));
  const made = session.now().getTime();
  const wish = {
    ...asked,
    ...(from === undefined ? {} : { from }),
    nodes: nodes ?? (asked.nodes.length > 0 ? asked.nodes : await nodesOr(session, [session.host])),
    destination: directory,
    directory: true,
    overwrite: true,
    quick: true,
    // It stays here, for this user alone.
    hidden: [],
  };
  try {
    await collectReport(session, wish);
  } catch (error) {
    if (!(error instanceof CibError) || wish.nodes.includes(session.host) || nodes) throw error;
    // None of them can be reached: what this node has is better than nothing.
    await collectReport(session, { ...wish, nodes: [session.host] });
  }
  writeFileSync(stampFile(directory), JSON.stringify({ from: wish.from, made }));
  return { from: wish.from, made };
}

/** This node has logs to look at even if nobody says what cluster it is of. */
async function nodesOr(session: Session, otherwise: string[]): Promise<string[]> {
  try {
    return await clusterNodes(session);
  } catch (error) {
    if (error instanceof CibError) return otherwise;
    throw error;
  }
}
