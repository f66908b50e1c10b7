import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { CibError, fromSystemError } from '../../cib/result/error.js';
import { parseXml } from '../../cib/xml/parse.js';
import { nodeError, onEach } from '../remote/fanout.js';
import { clusterNodes } from '../remote/members.js';
import type { Runner } from '../remote/runner.js';
import type { Session } from '../session.js';
import { analyse, eventsIn } from './analysis.js';
import { type Files, tar, untar } from './files.js';
import { gather } from './gather.js';
import { maskFor } from './mask.js';
import type { GatherWish, ReportWish } from './wish.js';

/** A report that was made. */
export interface Collected {
  readonly path: string;
  /** Nodes that it tells of. */
  readonly nodes: readonly string[];
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** Endings of archives, by the program that compresses them. */
const ENDINGS: Readonly<Record<string, string>> = { gzip: '.gz', bzip2: '.bz2', xz: '.xz' };
const DEFAULT_RULES = ['passw.*'];

/**
 * Collect logs, state and configuration of the nodes into a directory or an archive.
 * @throws CibError `EEXIST` if there is such a directory already; `ENXIO` if no node can be told of
 */
export async function collectReport(session: Session, wish: ReportWish): Promise<Collected> {
  const path = destinationOf(wish);
  const runner = await session.runner(wish.login);
  const nodes = await nodesFor(session, wish);
  const results = await onEach(nodes, (node) => filesOf(session, runner, node, wish));
  const files: Files = new Map();
  for (const result of results) {
    if (!result.ok) session.say('warning', nodeError(result.node, result.error));
    else for (const [name, content] of result.value) files.set(`${result.node}/${name}`, content);
  }
  const told = results.filter(({ ok }) => ok).map(({ node }) => node);
  if (told.length === 0) throw new CibError('ENXIO', 'no node could be told of');
  await hideSecrets(session, files, wish);
  describe(session, files, told, wish);
  write(files, path, wish, session.now().getTime(), await compressor(runner, wish));
  return { path, nodes: told, from: wish.from, to: wish.to };
}

function destinationOf({ destination, directory, overwrite, compressor: program }: ReportWish): string {
  const parent = dirname(destination);
  if (!existsSync(parent)) throw new CibError('ENOENT', `Directory ${parent} does not exist`);
  if (!/^[\w.+-]+$/.test(basename(destination))) {
    throw new CibError('EINVAL', `${basename(destination)} is invalid file name`);
  }
  if (directory && existsSync(destination) && !overwrite) {
    throw new CibError('EEXIST', `Destination directory ${destination} exists, please cleanup or use -Z option`);
  }
  return directory ? destination : `${destination}.tar${ENDINGS[program] ?? '.gz'}`;
}

async function nodesFor(session: Session, { nodes, single }: ReportWish): Promise<readonly string[]> {
  if (single) return [session.host];
  if (nodes.length > 0) return [...new Set(nodes)];
  if (!(await session.preferences()).isOn('core.no_ssh')) return clusterNodes(session);
  session.say('warning', 'ssh is disabled by the option core.no_ssh: this node only');
  return [session.host];
}

/** What a node is asked for, in a word that no shell makes anything else of. */
export const encodeWish = (wish: GatherWish): string => Buffer.from(JSON.stringify(wish)).toString('base64url');

/** @throws SyntaxError if it is no such word */
export const decodeWish = (word: string): GatherWish => JSON.parse(Buffer.from(word, 'base64url').toString('utf8'));

/** What another node prints in front of its files. */
const MARK = 'REPORT:';

async function filesOf(session: Session, runner: Runner, node: string, wish: ReportWish): Promise<Files> {
  const { from, to, extra, without, log, quick, verbose } = wish;
  if (verbose) session.say('info', `Collecting from ${node}`);
  const part: GatherWish = { from, to, extra, without, quick, ...(log === undefined ? {} : { log }) };
  if (node === session.host) return gather(session, part, (text) => session.say('warning', text));
  const { status, stdout, stderr } = await runner.run(node, ['crm', 'report', '__collector', encodeWish(part)]);
  const line = stdout.split('\n').find((each) => each.startsWith(MARK));
  if (status !== 0 || line === undefined) {
    throw new CibError(
      'EIO',
      `${node}: cannot collect there: ${stderr.trim().split('\n').at(-1) || `status ${status}`}`,
    );
  }
  return untar(gunzipSync(Buffer.from(line.slice(MARK.length), 'base64')));
}

/** What this node has, for the one that asked: a line of text. */
export async function gatherForOther(session: Session, wish: GatherWish): Promise<string> {
  const files = await gather(session, wish, (text) => session.console.err(`${text}\n`));
  return `${MARK}${gzipSync(tar(files, session.now().getTime())).toString('base64')}\n`;
}

const isText = (path: string): boolean => !/\.(gz|bz2|xz|zst)$/.test(path);

async function hideSecrets(session: Session, files: Files, { hidden }: ReportWish): Promise<void> {
  const cibs = [...files].filter(([path]) => path.endsWith('/cib.xml')).map(([, content]) => content.toString('utf8'));
  const mask = maskFor(hidden ?? DEFAULT_RULES, cibs.join('\n'));
  if (!mask.needed) return;
  if (!hidden) {
    session.say('warning', 'Some PE/CIB/log files contain possibly sensitive data');
    session.say('warning', 'Using "-s" option can replace sensitive data');
    return;
  }
  for (const [path, content] of files) {
    if (isText(path)) files.set(path, Buffer.from(mask.hide(content.toString('utf8'))));
    else if (path.endsWith('.bz2')) files.set(path, await maskedInput(path, content, mask.hide));
  }
}

/** Saved inputs are compressed. @throws CibError `EIO` if one cannot be read: it must not go out as it is */
async function maskedInput(path: string, content: Buffer, hide: (text: string) => string) {
  const { bzip2 } = await import('../../cib/client/bzip2.js');
  const text = bzip2(['-dc'], content, path).toString('utf8');
  const masked = hide(text);
  return masked === text ? content : bzip2(['-c'], Buffer.from(masked), path);
}

function describe(session: Session, files: Files, nodes: readonly string[], { call, patterns }: ReportWish): void {
  const description = `What happened, and what should have happened instead?

Date: ${session.now().toString()}
By: crm report ${call}
Subject: [short problem description]
Severity: [choose one] enhancement minor normal major critical blocking
--------------------------------------------------------

Detailed description:

`;
  files.set('description.txt', Buffer.from(description));
  files.set('analysis.txt', Buffer.from(analyse(files, nodes, patterns)));
  const resources = resourcesIn(files, nodes);
  files.set('events.txt', Buffer.from(eventsIn(files, nodes, resources, session.now())));
}

function resourcesIn(files: Files, nodes: readonly string[]): string[] {
  const cib = nodes.flatMap((node) => files.get(`${node}/cib.xml`) ?? [])[0];
  if (!cib) return [];
  const elements = parseXml(cib.toString('utf8')).child('configuration')?.child('resources')?.walk() ?? [];
  return [...elements].flatMap(({ name, id }) => (name === 'primitive' && id !== undefined ? [id] : []));
}

type Compress = (bytes: Buffer, path: string) => Buffer;

async function compressor(runner: Runner, { directory, compressor: program }: ReportWish): Promise<Compress> {
  if (directory || program === 'gzip') return (bytes) => gzipSync(bytes);
  if (!(program in ENDINGS)) throw new CibError('EINVAL', `${program} is none of ${Object.keys(ENDINGS).join(', ')}`);
  if ((await runner.run(undefined, [program, '--version'])).status === 127) {
    throw new CibError('ENOENT', `${program} is not installed`);
  }
  const { spawnSync } = await import('node:child_process');
  return (bytes, path) => {
    const { status, stdout, stderr } = spawnSync(program, ['-c'], { input: bytes, maxBuffer: 2 ** 31 });
    if (status !== 0) throw new CibError('EIO', `${path}: ${program} failed: ${stderr?.toString().trim() ?? ''}`);
    return stdout;
  };
}

/** The directory in an archive has the name of the archive. */
function write(
  files: Files,
  path: string,
  { destination, directory, overwrite }: ReportWish,
  now: number,
  pack: Compress,
) {
  const name = basename(destination);
  try {
    if (!directory) {
      const inside = new Map([...files].map(([file, content]) => [`${name}/${file}`, content]));
      writeFileSync(path, pack(tar(inside, now), path), { mode: 0o600 });
      return;
    }
    if (overwrite && statSync(path, { throwIfNoEntry: false })) rmSync(path, { recursive: true });
    mkdirSync(path, { mode: 0o700 });
    for (const [file, content] of files) {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), content);
    }
  } catch (error) {
    throw fromSystemError(error, `${path}: ${(error as Error).message}`);
  }
}
