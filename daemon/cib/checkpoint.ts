import { createHash } from 'node:crypto';
import {
  backupName,
  CIB_FILE,
  nextInSeries,
  readSeries,
  SERIES_FILE,
  signatureOf,
  unindent,
} from '../../cib/store/disk.js';
import { type Files, replaceFile } from '../runtime/files.js';
import { baseName, basesNewestFirst, encodeBase } from './base.js';
import { isSegmentName, superfluous } from './journal.js';

/** The document at one point, as text in pieces that do not change any more. */
export interface Snapshot {
  readonly sequence: number;
  readonly boot: string;
  readonly attributes: readonly string[];
  /** The document as the CIB file has it: indented, without the status, num_updates at 0. */
  readonly document: readonly string[];
  readonly status: readonly string[];
}

export interface Place {
  readonly files: Files;
  readonly directory: string;
  /** Bytes of journal to keep as history. */
  readonly historyBytes: number;
  /** Let others run between two slices of work. */
  readonly pause: () => Promise<void>;
}

/** UTF-16 code units worked on before others have a turn. */
const SLICE = 128 * 1024;

/** CIB files that can be completed from the journal: the current one, and so many backups. */
const COMPLETE_BACKUPS = 2;

/**
 * Write a snapshot, so that the journal up to it is not needed any more. `current` is the digest of
 * the CIB file that is there; one whose content would not change is left alone.
 *
 * The base comes first: from then on the new CIB file, and the old one, can be told apart and
 * completed from the journal, whichever of the two is found.
 * @returns the digest of the CIB file
 */
export async function writeCheckpoint(place: Place, snapshot: Snapshot, current: string | undefined): Promise<string> {
  const { files, directory } = place;
  const at = (name: string) => `${directory}/${name}`;
  const { digest, slices } = await prepare(snapshot.document, place.pause);
  const { sequence, boot, attributes, status } = snapshot;
  const base = await encodeSliced({ sequence, boot, digest, attributes }, status, place.pause);
  await replaceFile(files, at(baseName(sequence, digest)), [base]);
  await files.syncDirectory(directory);
  if (digest !== current) {
    await backUp(files, directory);
    await replaceFile(files, at(CIB_FILE), slices);
    await replaceFile(files, at(signatureOf(CIB_FILE)), [Buffer.from(digest)]);
    await files.syncDirectory(directory);
  }
  await prune(place);
  return digest;
}

async function prepare(
  pieces: readonly string[],
  pause: () => Promise<void>,
): Promise<{ digest: string; slices: Buffer[] }> {
  const hash = createHash('md5').update(' ');
  const slices: Buffer[] = [];
  for (const slice of inSlices(pieces)) {
    const text = slice.join('');
    hash.update(slice.map(unindent).join(''));
    slices.push(Buffer.from(text));
    await pause();
  }
  return { digest: hash.update('\n').digest('hex'), slices };
}

async function encodeSliced(
  head: Omit<Parameters<typeof encodeBase>[0], 'status'>,
  status: readonly string[],
  pause: () => Promise<void>,
): Promise<Buffer> {
  const slices: Buffer[] = [];
  for (const slice of inSlices(status)) {
    slices.push(Buffer.from(slice.join('')));
    await pause();
  }
  return encodeBase({ ...head, status: slices });
}

function* inSlices(pieces: readonly string[]): Generator<string[]> {
  let slice: string[] = [];
  let size = 0;
  for (const piece of pieces) {
    slice.push(piece);
    size += piece.length;
    if (size < SLICE) continue;
    yield slice;
    slice = [];
    size = 0;
  }
  if (slice.length > 0) yield slice;
}

/** Keep the CIB file as the next backup, under hard links. */
async function backUp(files: Files, directory: string): Promise<void> {
  const names = await files.list(directory);
  if (!names.includes(CIB_FILE)) return;
  const series = names.includes(SERIES_FILE) ? (await files.read(`${directory}/${SERIES_FILE}`)).toString() : '0';
  const number = readSeries(series);
  for (const [file, backup] of [
    [CIB_FILE, backupName(number)],
    [signatureOf(CIB_FILE), signatureOf(backupName(number))],
  ] as const) {
    await files.remove(`${directory}/${backup}`);
    if (names.includes(file)) await files.link(`${directory}/${file}`, `${directory}/${backup}`);
  }
  await replaceFile(files, `${directory}/${SERIES_FILE}`, [Buffer.from(String(nextInSeries(number)))]);
  await files.syncDirectory(directory);
}

/** Drop bases that no recent backup belongs to, and journal that is neither needed nor wanted. */
async function prune({ files, directory, historyBytes }: Place): Promise<void> {
  const names = await files.list(directory);
  const kept = new Map<string, number>();
  for (const { name, sequence, digest } of basesNewestFirst(names)) {
    if (kept.has(digest) || kept.size > COMPLETE_BACKUPS) await files.remove(`${directory}/${name}`);
    else kept.set(digest, sequence);
  }
  const segments: { name: string; size: number }[] = [];
  for (const name of names.filter(isSegmentName)) {
    segments.push({ name, size: await files.size(`${directory}/${name}`) });
  }
  const needed = Math.min(...kept.values());
  for (const name of superfluous(segments, needed, historyBytes)) await files.remove(`${directory}/${name}`);
}
