import { diskDigest } from '../../cib/digest/digest.js';
import { emptyCib } from '../../cib/document/empty.js';
import type { Version } from '../../cib/operations/request.js';
import { applyPatch } from '../../cib/patch/apply.js';
import { type VersionTriple, versionOf } from '../../cib/patch/patchset.js';
import { CibError } from '../../cib/result/error.js';
import { backupsNewestFirst, CIB_FILE, readSeries, SERIES_FILE, signatureOf } from '../../cib/store/disk.js';
import { Element } from '../../cib/xml/element.js';
import { parseXml } from '../../cib/xml/parse.js';
import type { Files } from '../runtime/files.js';
import type { Log } from '../runtime/log.js';
import { type Base, type BaseName, basesNewestFirst, decodeBase } from './base.js';
import { type ReadSegment, readSegments } from './journal.js';
import { decodeEntry, RECORD } from './record.js';

/** The document as it was when the daemon last stopped, however it stopped. */
export interface Recovered {
  readonly root: Element;
  /** Highest sequence seen in the directory: later ones must be above it. */
  readonly sequence: number;
  /** Digest of the CIB file that is on disk, if it is the one the document began with. */
  readonly digest: string | undefined;
  /** The files do not hold the document yet: a checkpoint is due. */
  readonly unsaved: boolean;
}

interface Candidate {
  readonly root: Element;
  readonly digest: string;
  readonly base: Base | undefined;
}

/**
 * Load the newest file of a CIB directory that is sound, and the journal after it.
 *
 * `cib.xml` counts if its digest is that in `cib.xml.sig`, if it has none (an administrator removed
 * it to edit the file), or if the daemon itself has noted that digest (it stopped between renaming
 * the one and the other). Otherwise it is put aside, and backups are tried.
 */
export async function recover(files: Files, directory: string, boot: string, log: Log): Promise<Recovered> {
  const names = await files.list(directory);
  const folder: Folder = { files, directory, names, bases: basesNewestFirst(names), log };
  const segments = await readSegments(files, directory, names);
  for (const segment of segments) await repair(folder, segment);
  const sequence = Math.max(
    0,
    ...folder.bases.map((base) => base.sequence),
    ...segments.map(({ after, changes }) => changes.at(-1)?.sequence ?? after),
  );
  const current = await readCurrent(folder);
  const candidate = current ?? (await readBackup(folder));
  if (!candidate) {
    log(sequence > 0 ? 'error' : 'notice', `${directory} holds no CIB that can be used: starting with an empty one`);
    return { root: emptyCib(), sequence, digest: undefined, unsaved: true };
  }
  const { root, base } = candidate;
  if (!base) {
    if (sequence > 0) log('warning', `the journal does not continue the CIB that was loaded: taking it as it is`);
    section(root, 'status');
    return { root, sequence, digest: current?.digest, unsaved: true };
  }
  restore(root, base);
  const replayed = replay(root, base.sequence, segments, log);
  const dropped = base.boot !== boot && dropStatus(root);
  if (dropped) log('info', 'the host has been restarted: the status section was dropped');
  log('info', `loaded version ${versionOf(root, ZERO).join('.')} (${replayed} changes from the journal)`);
  const unsaved = replayed > 0 || !current || base.boot !== boot;
  return { root, sequence, digest: current?.digest, unsaved };
}

/** A CIB directory that is being read. */
interface Folder {
  readonly files: Files;
  readonly directory: string;
  readonly names: readonly string[];
  readonly bases: readonly BaseName[];
  readonly log: Log;
}

const ZERO: VersionTriple = [0, 0, 0];

/** A torn tail is cut off; a segment that has lost acknowledged changes is kept for inspection. */
async function repair({ files, directory, log }: Folder, segment: ReadSegment): Promise<void> {
  const { damage, name, end, size } = segment;
  if (!damage) return;
  const path = `${directory}/${name}`;
  if (damage.acknowledged) {
    log('error', `${path} is damaged at byte ${end}: changes that had been acknowledged are lost`);
    await files.remove(`${path}.damaged`);
    await files.link(path, `${path}.damaged`);
    return;
  }
  log('notice', `${path} ends in a write that was cut short: dropping its last ${size - end} bytes`);
  const file = await files.append(path, end);
  await file.sync();
  await file.close();
}

async function readCurrent(folder: Folder): Promise<Candidate | undefined> {
  const { names, directory, log } = folder;
  if (!names.includes(CIB_FILE)) return undefined;
  try {
    return await readCandidate(folder, CIB_FILE);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    const aside = await putAside(folder);
    log('error', `${directory}/${CIB_FILE} cannot be used (${error.located}): moved it to ${aside}`);
    return undefined;
  }
}

async function putAside({ files, directory, names }: Folder): Promise<string> {
  let number = 1;
  while (names.includes(`cib.auto.${number}`)) number++;
  const aside = `${directory}/cib.auto.${number}`;
  await files.makeDirectory(aside);
  for (const name of [CIB_FILE, signatureOf(CIB_FILE)]) {
    if (names.includes(name)) await files.rename(`${directory}/${name}`, `${aside}/${name}`);
  }
  await files.syncDirectory(directory);
  return aside;
}

async function readBackup(folder: Folder): Promise<Candidate | undefined> {
  const { files, directory, names, log } = folder;
  const next = names.includes(SERIES_FILE)
    ? readSeries((await files.read(`${directory}/${SERIES_FILE}`)).toString())
    : 0;
  for (const name of backupsNewestFirst(names, next)) {
    try {
      const candidate = await readCandidate(folder, name);
      log('warning', `using the backup ${directory}/${name}`);
      return candidate;
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      log('error', `${directory}/${name} cannot be used: ${error.located}`);
    }
  }
  return undefined;
}

/** @throws CibError `bad_xml`, or `cib_modified` for one whose digest does not match */
async function readCandidate(folder: Folder, name: string): Promise<Candidate> {
  const { files, directory, names } = folder;
  const text = (await files.read(`${directory}/${name}`)).toString();
  const root = parseXml(text);
  if (root.name !== 'cib') throw new CibError('cib_corrupt', `its root is '${root.name}'`);
  const digest = diskDigest(root);
  const base = await readBase(folder, digest);
  const signature = signatureOf(name);
  if (!base && names.includes(signature)) {
    const expected = (await files.read(`${directory}/${signature}`)).toString().trim();
    if (expected.toLowerCase() !== digest) {
      throw new CibError('cib_modified', `its digest is ${digest}, ${signature} says ${expected.slice(0, 40)}`);
    }
  }
  return { root, digest, base };
}

/** The newest sound one that belongs to a file of this digest. */
async function readBase({ files, directory, bases, log }: Folder, digest: string): Promise<Base | undefined> {
  for (const { name } of bases.filter((item) => item.digest === digest)) {
    const base = decodeBase(await files.read(`${directory}/${name}`));
    if (base) return base;
    log('error', `${directory}/${name} is damaged: not using it`);
  }
  return undefined;
}

function restore(root: Element, { attributes, status }: Base): void {
  root.flat.length = 0;
  root.flat.push(...attributes);
  section(root, 'status').remove();
  root.append(status === '' ? new Element('status') : parseXml(status));
}

function section(root: Element, name: string): Element {
  return root.child(name) ?? root.append(new Element(name));
}

/** Apply what the journal holds after `from`, as far as it goes without a gap. @returns how many changes */
function replay(root: Element, from: number, segments: readonly ReadSegment[], log: Log): number {
  let replayed = 0;
  for (const { changes, name } of segments) {
    for (const record of changes) {
      if (record.kind !== RECORD.change || record.sequence <= from) continue;
      const entry = decodeEntry(record.payload);
      const problem = entry ? apply(root, entry.from, entry.patch) : 'the record makes no sense';
      if (problem !== undefined) {
        log('error', `the journal cannot be applied from change ${record.sequence} in ${name} on: ${problem}`);
        return replayed;
      }
      replayed++;
    }
  }
  return replayed;
}

/** @returns what is wrong, if anything; then nothing was changed */
function apply(root: Element, from: Version, patch: string): string | undefined {
  const at = versionOf(root, ZERO).join('.');
  const expected = `${from.adminEpoch}.${from.epoch}.${from.numUpdates}`;
  if (at !== expected) return `it is a change of version ${expected}, this is ${at}`;
  try {
    applyPatch(root, parseXml(patch));
    return undefined;
  } catch (error) {
    if (error instanceof CibError) return error.message;
    throw error;
  }
}

function dropStatus(root: Element): boolean {
  const status = section(root, 'status');
  const had = status.children.length > 0;
  status.children.length = 0;
  return had;
}
