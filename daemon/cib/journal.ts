import type { HistoryRange, JournalEntry } from '../../cib/client/client.js';
import type { AppendFile, Files } from '../runtime/files.js';
import {
  decodeEntry,
  decodeSegment,
  encodeSegmentHeader,
  RECORD,
  RecordEncoder,
  type Segment,
  type Unwritten,
} from './record.js';

const PREFIX = 'journal-';

/** A segment is named after the last sequence before it. */
const segmentName = (after: number): string => `${PREFIX}${String(after).padStart(16, '0')}`;

export const isSegmentName = (name: string): boolean => /^journal-\d{16}$/.test(name);

const afterOf = (name: string): number => Number(name.slice(PREFIX.length));

/** What a CIB directory's journal holds of one segment, once the later segments have been considered. */
export interface ReadSegment extends Segment {
  readonly name: string;
  readonly after: number;
  readonly size: number;
}

/** The journal's segments in order, each without what was taken back after it. */
export async function readSegments(files: Files, directory: string, names: readonly string[]): Promise<ReadSegment[]> {
  const read: ReadSegment[] = [];
  for (const name of names.filter(isSegmentName).sort()) {
    const data = await files.read(`${directory}/${name}`);
    read.push({ ...decodeSegment(data), name, after: afterOf(name), size: data.length });
  }
  return read.map((segment, i) => {
    const next = read.slice(i + 1).find(({ header }) => header);
    const changes = next ? segment.changes.filter(({ sequence }) => sequence <= next.after) : segment.changes;
    return { ...segment, changes };
  });
}

/** The journal, open for writing. */
export class Journal {
  private file: AppendFile | undefined;
  private size = 0;
  private headerSize = 0;
  private readonly encoder = new RecordEncoder();

  private constructor(
    private readonly files: Files,
    private readonly directory: string,
    private readonly boot: string,
    private after: number,
  ) {}

  /** Start a new segment behind `after`. */
  static async open(files: Files, directory: string, boot: string, after: number): Promise<Journal> {
    const journal = new Journal(files, directory, boot, after);
    await journal.rotate(after);
    return journal;
  }

  /** Bytes in the segment that is written to. */
  get bytes(): number {
    return this.size;
  }

  /** Write records and return when they are on disk. `durable` is the sequence that already is. */
  async append(records: readonly Unwritten[], durable: number): Promise<void> {
    if (!this.file) throw Object.assign(new Error('the journal is not open'), { code: 'EIO' });
    const data = this.encoder.encode(records, durable);
    await this.file.write(data);
    await this.file.sync();
    this.size += data.length;
  }

  /**
   * Go on in a new segment. Records behind `after` in earlier ones no longer count, so that this is
   * also how writing resumes after an error, when nobody can say what of the last batch is on disk.
   */
  async rotate(after: number): Promise<void> {
    const old = this.file;
    if (old && after === this.after && this.size === this.headerSize) return;
    const path = `${this.directory}/${segmentName(after)}`;
    const header = encodeSegmentHeader({ after, boot: this.boot });
    this.file = undefined;
    // Renamed into place when it is whole: its header is what makes the end of the one before valid.
    const file = await this.files.append(`${path}.new`);
    try {
      await file.write(header);
      await file.sync();
      await this.files.rename(`${path}.new`, path);
      await this.files.syncDirectory(this.directory);
    } catch (error) {
      await file.close();
      await old?.close();
      throw error;
    }
    this.file = file;
    this.after = after;
    this.headerSize = header.length;
    this.size = header.length;
    await old?.close();
  }

  /** Cut off what a failed write may have left, as far as the disk lets us. */
  async abandonTail(): Promise<void> {
    const { file } = this;
    this.file = undefined;
    try {
      await file?.close();
      const cut = await this.files.append(`${this.directory}/${segmentName(this.after)}`, this.size);
      await cut.sync();
      await cut.close();
    } catch {
      // The next segment's header says where this one ends.
    }
  }

  async close(): Promise<void> {
    await this.file?.close();
    this.file = undefined;
  }
}

/** Entries of the journal on disk up to `durable`, oldest first. Reads only as far back as it must. */
export async function readHistory(
  files: Files,
  directory: string,
  range: HistoryRange,
  durable: number,
): Promise<JournalEntry[]> {
  const names = (await files.list(directory)).filter(isSegmentName).sort().reverse();
  const found: JournalEntry[] = [];
  let limit = durable;
  for (const name of names) {
    const { header, changes } = decodeSegment(await files.read(`${directory}/${name}`));
    for (const change of [...changes].reverse()) {
      if (range.last !== undefined && found.length >= range.last) return found.reverse();
      if (change.kind !== RECORD.change || change.sequence > limit) continue;
      const entry = decodeEntry(change.payload);
      if (!entry) continue;
      if (range.since !== undefined && !isAfter(entry, range.since)) return found.reverse();
      found.push(entry);
    }
    if (header) limit = Math.min(limit, header.after);
  }
  return found.reverse();
}

function isAfter({ to }: JournalEntry, since: string): boolean {
  const [adminEpoch = 0, epoch = 0, numUpdates = 0] = since.split('.').map(Number);
  return (to.adminEpoch - adminEpoch || to.epoch - epoch || to.numUpdates - numUpdates) > 0;
}

/**
 * Names of segments that are needed neither to recover from `sequence` on nor as history, of which
 * about `keep` bytes are held.
 */
export function superfluous(
  segments: readonly { readonly name: string; readonly size: number }[],
  sequence: number,
  keep: number,
): string[] {
  const sorted = [...segments].sort((a, b) => (a.name < b.name ? 1 : -1));
  const names: string[] = [];
  let kept = 0;
  sorted.forEach(({ name, size }, i) => {
    // Everything in a segment is older than the start of the next one.
    const newer = sorted[i - 1];
    if (newer && afterOf(newer.name) <= sequence && kept + size > keep) names.push(name);
    else kept += size;
  });
  return names;
}
