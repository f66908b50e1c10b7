import { linkSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { diskDigest } from '../digest/digest.js';
import { lastWritten } from '../operations/version.js';
import { CibError } from '../result/error.js';
import { backupName, CIB_FILE, nextInSeries, readSeries, SERIES_FILE, signatureOf } from '../store/disk.js';
import type { Element } from '../xml/element.js';
import { parseXml } from '../xml/parse.js';
import { serializePretty } from '../xml/serialize.js';
import { dropText } from '../xml/text.js';
import { CIB_DIRECTORY } from './shadow.js';
import { syncDirectory, writeDurably } from './write.js';

/** Is it the file that the cluster on this host starts from? */
export function isClusterFile(path: string): boolean {
  try {
    return realpathSync(path) === realpathSync(join(CIB_DIRECTORY, CIB_FILE));
  } catch {
    return false;
  }
}

/**
 * Write a CIB as the cluster keeps its own: without status, at num_updates 0, with its digest in a
 * file beside it, and the one before as the next of the numbered backups. The given tree stays as it is.
 * @param now milliseconds since 1970-01-01 UTC
 * @throws CibError `cib_modified` if the file that is there does not match its digest; system errors
 */
export function writeClusterFile(path: string, root: Element, now: number): void {
  const directory = dirname(path);
  const file = basename(path);
  verify(path);
  backUp(directory, file);
  const stored = root.cloneShallow().set('num_updates', '0').set('cib-last-written', lastWritten(now));
  for (const child of root.children) {
    if (child.kind !== 'element' || child.name !== 'status') stored.children.push(child);
  }
  writeDurably(path, serializePretty(stored));
  writeDurably(signatureOf(path), diskDigest(stored));
}

function verify(path: string): void {
  const digest = textOf(signatureOf(path))?.trim();
  const text = textOf(path);
  if (digest === undefined || text === undefined) return;
  if (diskDigest(dropText(parseXml(text))) !== digest) throw new CibError('cib_modified', undefined, { file: path });
}

function backUp(directory: string, file: string): void {
  if (textOf(join(directory, file)) === undefined) return;
  const series = join(directory, SERIES_FILE);
  const number = readSeries(textOf(series) ?? '0');
  const backup = backupName(number);
  for (const [from, to] of [
    [file, backup],
    [signatureOf(file), signatureOf(backup)],
  ] as const) {
    rmSync(join(directory, to), { force: true });
    if (textOf(join(directory, from)) !== undefined) linkSync(join(directory, from), join(directory, to));
  }
  writeDurably(series, String(nextInSeries(number)));
  syncDirectory(directory);
}

/** Undefined if there is no such file. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
