import type { JournalEntry } from '../../cib/client/client.js';
import type { Version } from '../../cib/operations/request.js';
import { checksum } from './checksum.js';

/**
 * Records of the journal: `magic u32 | size u32 | crc u32 | kind u32 | sequence f64 | durable f64 |
 * payload`, little endian; the crc covers what follows it. The payload is a line of JSON (who, when,
 * from and to which version), then the patchset as XML.
 */
export const RECORD_HEADER = 32;

const MAGIC = 0x314a_524d; // MRJ1
const CRC_FROM = 12;

export const RECORD = { segment: 1, change: 2 } as const;

export interface Change {
  /** Place in the order of all requests; rises, with gaps. */
  readonly sequence: number;
  readonly entry: JournalEntry;
}

/** First record of a segment. */
export interface SegmentHeader {
  /** Records of earlier segments count up to this sequence: what they hold beyond it was taken back. */
  readonly after: number;
  /** The boot of the host it was written in. */
  readonly boot: string;
}

/** A record whose payload is not decoded yet. */
export interface RawRecord {
  readonly kind: number;
  readonly sequence: number;
  /** Sequence up to which everything was on disk when this was written. */
  readonly durable: number;
  readonly payload: Buffer;
}

export interface Segment {
  readonly header: SegmentHeader | undefined;
  readonly changes: readonly RawRecord[];
  /** Where the valid part ends. */
  readonly end: number;
  /** What is wrong behind `end`, if anything is there. */
  readonly damage: Damage | undefined;
}

export interface Damage {
  /** A record behind the damage, if any, proves that acknowledged changes are missing. */
  readonly acknowledged: boolean;
}

const versionText = ({ adminEpoch, epoch, numUpdates }: Version): string => `${adminEpoch}.${epoch}.${numUpdates}`;

/** The constant part of the JSON of one client's records. */
export function signature(user: string, client: string, command: string | undefined): string {
  return JSON.stringify({ user, client, command }).slice(1);
}

/** Payload of a change; `signed` is the client's `signature`, `undo` the patchset that takes it back. */
export function changePayload(
  signed: string,
  time: number,
  from: Version,
  to: Version,
  patch: string,
  undo?: string,
): string {
  const inverse = undo === undefined ? '' : `"undo":${JSON.stringify(undo)},`;
  // Joined, so that it is one text at once: it is to be encoded anyway.
  return [
    `{"time":${time},"from":"`,
    versionText(from),
    '","to":"',
    versionText(to),
    '",',
    inverse,
    signed,
    '\n',
    patch,
  ].join('');
}

/** A change, unless it says otherwise. */
export interface Unwritten {
  readonly kind?: number;
  readonly sequence: number;
  readonly payload: string;
}

/** Largest buffer that is kept for the next records, in bytes. */
const KEPT_BUFFER = 4 * 1024 * 1024;

/** Makes records as they are written. One buffer serves for all, as they are written one after the other. */
export class RecordEncoder {
  private buffer = Buffer.alloc(0);

  /** The result is valid until the next call. */
  encode(records: readonly Unwritten[], durable: number): Buffer {
    let bound = 0;
    for (const { payload } of records) bound += RECORD_HEADER + payload.length * 3;
    let { buffer } = this;
    if (buffer.length < bound) {
      buffer = Buffer.allocUnsafeSlow(bound);
      if (bound <= KEPT_BUFFER) this.buffer = buffer;
    }
    return encodeInto(buffer, records, durable);
  }
}

function encodeInto(buffer: Buffer, records: readonly Unwritten[], durable: number): Buffer {
  let at = 0;
  for (const { kind = RECORD.change, sequence, payload } of records) {
    const size = buffer.write(payload, at + RECORD_HEADER, 'utf8');
    buffer.writeUInt32LE(MAGIC, at);
    buffer.writeUInt32LE(size, at + 4);
    buffer.writeUInt32LE(kind, at + 12);
    buffer.writeDoubleLE(sequence, at + 16);
    buffer.writeDoubleLE(durable, at + 24);
    buffer.writeUInt32LE(checksum(buffer.subarray(at + CRC_FROM, at + RECORD_HEADER + size)), at + 8);
    at += RECORD_HEADER + size;
  }
  return buffer.subarray(0, at);
}

export function encodeSegmentHeader(header: SegmentHeader): Buffer {
  const record = { kind: RECORD.segment, sequence: header.after, payload: JSON.stringify(header) };
  return new RecordEncoder().encode([record], header.after);
}

/** Everything that is sound from the start of a segment on. Throws nothing, whatever the bytes. */
export function decodeSegment(data: Buffer): Segment {
  const changes: RawRecord[] = [];
  const first = recordAt(data, 0);
  const header = first?.kind === RECORD.segment ? readHeader(first.payload) : undefined;
  let at = 0;
  let last = header?.after ?? 0;
  if (first && header) {
    at = sizeOf(first);
    for (let record = recordAt(data, at); record && record.sequence > last; record = recordAt(data, at)) {
      changes.push(record);
      last = record.sequence;
      at += sizeOf(record);
    }
  }
  return { header, changes, end: at, damage: at === data.length ? undefined : assess(data, at, last) };
}

/**
 * A write that a crash cut short leaves a damaged tail: of its batch, any page may be on disk or
 * not. Nobody was told that it was. Only a record that was written after that batch had been synced
 * shows that something acknowledged is lost.
 */
function assess(data: Buffer, from: number, last: number): Damage {
  const magic = Buffer.alloc(4);
  magic.writeUInt32LE(MAGIC);
  for (let at = data.indexOf(magic, from); at >= 0; at = data.indexOf(magic, at + 1)) {
    const record = recordAt(data, at);
    if (record && record.durable > last) return { acknowledged: true };
  }
  return { acknowledged: false };
}

const sizeOf = (record: RawRecord): number => RECORD_HEADER + record.payload.length;

function recordAt(data: Buffer, at: number): RawRecord | undefined {
  if (data.length - at < RECORD_HEADER || data.readUInt32LE(at) !== MAGIC) return undefined;
  const size = data.readUInt32LE(at + 4);
  const end = at + RECORD_HEADER + size;
  if (end > data.length || checksum(data.subarray(at + CRC_FROM, end)) !== data.readUInt32LE(at + 8)) return undefined;
  return {
    kind: data.readUInt32LE(at + 12),
    sequence: data.readDoubleLE(at + 16),
    durable: data.readDoubleLE(at + 24),
    payload: data.subarray(at + RECORD_HEADER, end),
  };
}

function readHeader(payload: Buffer): SegmentHeader | undefined {
  try {
    return JSON.parse(payload.toString()) as SegmentHeader;
  } catch {
    return undefined;
  }
}

/** The entry of a change; undefined if the payload makes no sense in spite of its checksum. */
export function decodeEntry(payload: Buffer): JournalEntry | undefined {
  const end = payload.indexOf(10);
  try {
    const { from, to, ...rest } = JSON.parse(payload.toString('utf8', 0, end)) as Record<string, unknown>;
    const entry = { ...rest, from: readVersion(String(from)), to: readVersion(String(to)) };
    return { ...(entry as Omit<JournalEntry, 'patch'>), patch: payload.toString('utf8', end + 1) };
  } catch {
    return undefined;
  }
}

function readVersion(text: string): Version {
  const [adminEpoch = 0, epoch = 0, numUpdates = 0] = text.split('.').map(Number);
  return { adminEpoch, epoch, numUpdates };
}
