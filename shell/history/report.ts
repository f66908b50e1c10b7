import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CibError } from '../../cib/result/error.js';
import { parseXml } from '../../cib/xml/parse.js';

/** Name of the report that is made of the cluster itself. */
export const LIVE = 'live';

/** A report: a directory with logs and saved transitions of each node. */
export interface Report {
  /** What the user named. */
  readonly source: string;
  readonly directory: string;
  readonly nodes: readonly string[];
  readonly logs: readonly Log[];
  readonly created: string;
  readonly creator: string;
  /** Year of stamps that have none. */
  readonly year: number;
  readonly primitives: readonly string[];
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly clones: ReadonlyMap<string, readonly string[]>;
}

export interface Log {
  readonly file: string;
  readonly node: string;
  readonly lines: readonly string[];
}

const LOGS = ['ha-log.txt', 'messages', 'ha-log', 'cluster-log.txt', 'journal.log', 'pacemaker.log'];
const ARCHIVE = /\.tar\.(bz2|gz|xz)$/;
const DESCRIPTIONS = ['description.txt', 'report.summary'];

/** @param name by which the user calls it @throws CibError if it is neither a report nor an archive of one */
export function openReport(source: string, name = source): Report {
  const directory = statSync(source).isDirectory() ? source : unpacked(source);
  const description = DESCRIPTIONS.map((name) => join(directory, name)).find((file) => existsSync(file));
  if (!description) throw new CibError('EINVAL', `${source}: Invalid report: No description found`);
  const about = readFileSync(description, 'utf8');
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(about)?.[1]?.trimEnd();
  const written = statSync(description).mtime;
  const nodes = readdirSync(directory)
    .filter((name) => statSync(join(directory, name)).isDirectory())
    .filter((name) => existsSync(join(directory, name, 'cib.xml')) || logOf(join(directory, name)) !== undefined)
    .sort();
  if (nodes.length === 0) throw new CibError('EINVAL', `${source}: no nodes in report`);
  return {
    source: name,
    directory,
    nodes,
    logs: logsOf(directory, nodes),
    created: field('Date') ?? written.toString(),
    creator: field('By') ?? 'unknown',
    year: written.getFullYear(),
    ...resourcesOf(nodes.map((node) => join(directory, node, 'cib.xml')).find((file) => existsSync(file))),
  };
}

/** Unpack an archive beside itself, unless that was done since it was made. @returns the directory */
function unpacked(archive: string): string {
  if (!ARCHIVE.test(archive)) throw new CibError('EINVAL', `${archive}: this doesn't look like a report tarball`);
  const directory = archive.replace(ARCHIVE, '');
  const old = statSync(directory, { throwIfNoEntry: false });
  if (old && statSync(archive).mtimeMs - old.mtimeMs < 60_000) return directory;
  rmSync(directory, { recursive: true, force: true });
  const { status, stderr } = spawnSync('tar', ['-C', dirname(archive), '-xf', archive], { encoding: 'utf8' });
  if (status !== 0) throw new CibError('EIO', `${archive}: ${stderr?.trim() || 'cannot be unpacked'}`);
  if (existsSync(directory)) return directory;
  throw new CibError('EINVAL', `${archive}: holds no directory ${basename(directory)}`);
}

function logOf(directory: string): string | undefined {
  const files = LOGS.flatMap((name) => [name, `${name}.gz`]).map((name) => join(directory, name));
  return files.find((file) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0);
}

function logsOf(directory: string, nodes: readonly string[]): Log[] {
  const found = nodes.flatMap((node) => {
    const file = logOf(join(directory, node));
    return file === undefined ? [] : [{ file, node }];
  });
  const common = found.length === 0 ? logOf(directory) : undefined;
  return [...found, ...(common === undefined ? [] : [{ file: common, node: '' }])].map((log) => ({
    ...log,
    lines: linesOf(log.file),
  }));
}

function linesOf(file: string): string[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.replace(/\n$/, '').split('\n');
}

function resourcesOf(file: string | undefined): Pick<Report, 'primitives' | 'groups' | 'clones'> {
  const [groups, clones] = [new Map<string, string[]>(), new Map<string, string[]>()];
  const primitives: string[] = [];
  const root = file === undefined ? undefined : parseXml(readFileSync(file, 'utf8'));
  for (const element of root?.child('configuration')?.child('resources')?.walk() ?? []) {
    const inside = () => [...element.walk()].flatMap(({ name, id }) => (name === 'primitive' && id ? [id] : []));
    if (element.name === 'primitive') primitives.push(element.id ?? '');
    else if (element.name === 'group') groups.set(element.id ?? '', inside());
    else if (element.name === 'clone' || element.name === 'master') clones.set(element.id ?? '', inside());
  }
  return { primitives, groups, clones };
}
