import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { CibError } from '../../cib/result/error.js';
import { readValues, type Values, writeValues } from '../preferences/file.js';
import type { Session } from '../session.js';
import { Explorer } from './explorer.js';
import { clockText, dateText } from './time.js';

/** Saved sessions of history: what was looked at, under a name. */

const FILE = 'history_state.cfg';

async function sessionsOf(session: Session): Promise<string> {
  const cache = (await session.preferences()).get('path.cache');
  return join(cache, `history-${userInfo().username}`, 'session');
}

/** Where a session is kept. @throws CibError if it cannot be called that */
export async function directoryOf(session: Session, name: string): Promise<string> {
  if (!/^[\w.-]+$/.test(name) || name.startsWith('.')) throw new CibError('EINVAL', `${name}: bad filename`);
  return join(await sessionsOf(session), name);
}

export async function sessionNames(session: Session): Promise<string[]> {
  try {
    return readdirSync(await sessionsOf(session)).sort();
  } catch {
    return [];
  }
}

const stamp = (time: number | undefined): string => (time === undefined ? '' : `${dateText(time)} ${clockText(time)}`);

/** @throws CibError `EEXIST` if there is one of that name and it is not to be overwritten */
export async function saveSession(
  session: Session,
  explorer: Explorer,
  name: string,
  overwrite: boolean,
): Promise<void> {
  const directory = await directoryOf(session, name);
  if (!overwrite && existsSync(directory)) throw new CibError('EEXIST', `history session ${name} exists`);
  mkdirSync(directory, { recursive: true });
  const { report, from, to, detail, excluded } = explorer;
  const values: Values = new Map([
    ['report.dir', report.source],
    ['report.from_time', stamp(from)],
    ['report.to_time', stamp(to)],
    ['report.detail', String(detail)],
    ...excluded.map((pattern, at): [string, string] => [`log.exclude_${at}`, pattern]),
  ]);
  writeValues(join(directory, FILE), values);
  explorer.session = name;
}

/** @throws CibError `ENOENT` if there is no such session, and those of opening its report */
export async function loadSession(session: Session, name: string): Promise<Explorer> {
  const directory = await existing(session, name);
  const values = readValues(join(directory, FILE));
  const source = values.get('report.dir') ?? '';
  if (!existsSync(source)) {
    throw new CibError(
      'ENOENT',
      `session state file ${join(directory, FILE)} points to a non-existing directory: ${source}`,
    );
  }
  const explorer = Explorer.open(source);
  explorer.from = parseTime(values.get('report.from_time'));
  explorer.to = parseTime(values.get('report.to_time'));
  explorer.detail = Number(values.get('report.detail') ?? 0);
  explorer.excluded = [...values].flatMap(([key, value]) => (key.startsWith('log.exclude_') ? [value] : []));
  explorer.session = name;
  return explorer;
}

export async function deleteSession(session: Session, name: string): Promise<void> {
  rmSync(await existing(session, name), { recursive: true });
}

/** @throws CibError `ENOENT` */
export async function existing(session: Session, name: string): Promise<string> {
  const directory = await directoryOf(session, name);
  if (!existsSync(directory)) throw new CibError('ENOENT', `history session ${name} does not exist`);
  return directory;
}

/** Seconds since 1970 of a date and time as people write it; undefined if it is empty. @throws CibError `EINVAL` */
export function parseTime(text: string | undefined): number | undefined {
  if (!text) return undefined;
  const time = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text} 00:00` : text).getTime();
  if (Number.isNaN(time)) throw new CibError('EINVAL', `parse_time ${text}: unknown string format`);
  return time / 1000;
}
